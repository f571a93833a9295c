package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Means and scatter of steady scans, learned one by one (B. P. Welford, 1962,
 * doi:10.1080/00401706.1962.10490022): means, variances and the regression on the settings per
 * operating regime, the covariance of the channels pooled over the regimes.
 */
final class BaselineStatistics {
  private final int channels;
  private final int settings;
  private final List<Regime> regimes = new ArrayList<>();

  /** Pooled scatter within the regimes, row by row, j ≤ i. */
  private final double[] scatter;

  /** Scans in which a channel had a value. */
  private final double[] seen;

  /** Smallest step other than zero between two scans: the resolution of the sensor, if it shows. */
  private final double[] resolution;

  private final double[] previous;
  private double scans;
  private final double[] deviation;

  BaselineStatistics(int channels, int settings) {
    this.channels = channels;
    this.settings = settings;
    scatter = new double[channels * (channels + 1) / 2];
    seen = new double[channels];
    resolution = new double[channels];
    previous = new double[channels];
    deviation = new double[channels];
    Arrays.fill(resolution, Double.POSITIVE_INFINITY);
    Arrays.fill(previous, Double.NaN);
  }

  /** What is known of one regime; sums of squares and products are of deviations from the means. */
  static final class Regime {
    double count;

    /** NaN until the channel has a value. */
    final double[] mean;

    final double[] settingMean;
    final double[] squares;

    /** Setting times channel, settings × channels. */
    final double[] cross;

    /** Setting times setting. */
    final double[] settingSquares;

    Regime(int channels, int settings) {
      mean = new double[channels];
      Arrays.fill(mean, Double.NaN);
      settingMean = new double[settings];
      squares = new double[channels];
      cross = new double[settings * channels];
      settingSquares = new double[settings * settings];
    }
  }

  /** Takes a scan; NaN = absent. */
  void add(int regimeIndex, double[] values, double[] settingValues) {
    while (regimes.size() <= regimeIndex) {
      regimes.add(new Regime(channels, settings));
    }
    Regime regime = regimes.get(regimeIndex);
    double weight = regime.count / (regime.count + 1);
    for (int i = 0; i < channels; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        deviation[i] = 0;
        continue;
      }
      if (Double.isNaN(regime.mean[i])) {
        regime.mean[i] = value;
      }
      seen[i]++;
      double step = Math.abs(value - previous[i]);
      if (step > 0 && step < resolution[i]) {
        resolution[i] = step;
      }
      previous[i] = value;
      deviation[i] = value - regime.mean[i];
    }
    addProducts(regime, settingValues, weight);
    regime.count++;
    for (int i = 0; i < channels; i++) {
      regime.mean[i] += deviation[i] / regime.count;
    }
    for (int s = 0; s < settings; s++) {
      regime.settingMean[s] += (settingValues[s] - regime.settingMean[s]) / regime.count;
    }
    scans++;
  }

  private void addProducts(Regime regime, double[] settingValues, double weight) {
    if (weight == 0) {
      return;
    }
    for (int i = 0, at = 0; i < channels; i++) {
      double scaled = weight * deviation[i];
      regime.squares[i] += scaled * deviation[i];
      for (int j = 0; j <= i; j++) {
        scatter[at++] += scaled * deviation[j];
      }
    }
    for (int s = 0; s < settings; s++) {
      double scaled = weight * (settingValues[s] - regime.settingMean[s]);
      for (int i = 0; i < channels; i++) {
        regime.cross[s * channels + i] += scaled * deviation[i];
      }
      for (int t = 0; t < settings; t++) {
        regime.settingSquares[s * settings + t] +=
            scaled * (settingValues[t] - regime.settingMean[t]);
      }
    }
  }

  int channels() {
    return channels;
  }

  int settings() {
    return settings;
  }

  double scans() {
    return scans;
  }

  List<Regime> regimes() {
    return regimes;
  }

  double count(int regime) {
    return regime >= 0 && regime < regimes.size() ? regimes.get(regime).count : 0;
  }

  /** Scans in regimes that have at least so many. */
  double scansInRegimesOf(int atLeast) {
    return regimes.stream().mapToDouble(r -> r.count >= atLeast ? r.count : 0).sum();
  }

  double scatter(int i, int j) {
    return j <= i ? scatter[i * (i + 1) / 2 + j] : scatter[j * (j + 1) / 2 + i];
  }

  double seenShare(int channel) {
    return scans == 0 ? 0 : seen[channel] / scans;
  }

  /** 0 if unknown. */
  double resolution(int channel) {
    return Double.isInfinite(resolution[channel]) ? 0 : resolution[channel];
  }

  void write(SnapshotWriter out) {
    out.put(scans).put(scatter).put(seen).put(resolution).put(previous).put(regimes.size());
    for (Regime r : regimes) {
      out.put(r.count).put(r.mean).put(r.settingMean).put(r.squares);
      out.put(r.cross).put(r.settingSquares);
    }
  }

  void read(SnapshotReader in) {
    scans = in.readDouble();
    in.readInto(scatter);
    in.readInto(seen);
    in.readInto(resolution);
    in.readInto(previous);
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      Regime r = new Regime(channels, settings);
      r.count = in.readDouble();
      in.readInto(r.mean);
      in.readInto(r.settingMean);
      in.readInto(r.squares);
      in.readInto(r.cross);
      in.readInto(r.settingSquares);
      regimes.add(r);
    }
  }
}
