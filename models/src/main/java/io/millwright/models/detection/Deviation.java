package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * How far an asset is from its baseline now: exponentially weighted moving averages of the
 * channels' standardised residuals (S. W. Roberts, 1959, doi:10.1080/00401706.1959.10489860).
 * Mutable, updated in place by each scan.
 */
public final class Deviation {
  /**
   * A residual counts up to this many σ, plus twice what the average already shows: one spike moves
   * the average by less than any minimum effect, a step is followed within a few scans.
   */
  private static final double SPIKE_SIGMAS = 5;

  private final double smoothing;
  private final double minimumSigmas;

  private final double[] residuals;
  private final double[] average;
  private final double[] standardised;
  private double greatest;

  Deviation(int channels, double smoothing, double minimumSigmas) {
    this.smoothing = smoothing;
    this.minimumSigmas = minimumSigmas;
    residuals = new double[channels];
    average = new double[channels];
    standardised = new double[channels];
    Arrays.fill(residuals, Double.NaN);
  }

  /** Takes a scan; an absent channel keeps its average. */
  void update(BaselineModel model, RegimeBaseline regime, double[] values, double[] settings) {
    regime.standardise(values, settings, smoothing / (2 - smoothing), residuals);
    greatest = 0;
    for (int i = 0; i < average.length; i++) {
      double z = residuals[i];
      if (!Double.isNaN(z)) {
        double most = SPIKE_SIGMAS + 2 * Math.abs(average[i]);
        average[i] += smoothing * (Math.max(-most, Math.min(most, z)) - average[i]);
      }
      // The mean of the regime is itself uncertain by 1/n, and that does not average out.
      standardised[i] = average[i] / Math.sqrt(model.averageVariance()[i] + 1 / regime.scans());
      greatest = Math.max(greatest, Math.abs(average[i]));
    }
  }

  void forget() {
    Arrays.fill(residuals, Double.NaN);
    Arrays.fill(average, 0);
    Arrays.fill(standardised, 0);
    greatest = 0;
  }

  /** Residuals of the last scan in σ of the baseline; NaN where absent. Do not change. */
  double[] residuals() {
    return residuals;
  }

  /** Moving averages in σ of the baseline, signed. Do not change. */
  public double[] sigmas() {
    return average;
  }

  /**
   * Moving averages over their own standard deviation: standard normal while all is well. Do not
   * change.
   */
  public double[] standardised() {
    return standardised;
  }

  /** Greatest moving average, in σ of the baseline. */
  public double greatestSigmas() {
    return greatest;
  }

  /**
   * Factor on every score that keeps deviations too small to matter from being anomalous: 1 once a
   * channel moved by the minimum effect, below that the square of its share.
   */
  public double effect() {
    double share = minimumSigmas == 0 ? 1 : Math.min(1, greatest / minimumSigmas);
    return share * share;
  }

  void write(SnapshotWriter out) {
    out.put(residuals).put(average).put(standardised).put(greatest);
  }

  void read(SnapshotReader in) {
    in.readInto(residuals);
    in.readInto(average);
    in.readInto(standardised);
    greatest = in.readDouble();
  }
}
