package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted baseline: what is normal in each regime, and how the channels stray together. Immutable;
 * a new one is fitted as more is learned.
 *
 * @param fittedFrom scans learned when it was fitted
 * @param regimes by regime; null where too little is known
 * @param averageVariance per channel, variance of the moving average over that of a residual
 * @param components of the standardised moving averages
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read on the hot path
record BaselineModel(
    double fittedFrom,
    List<@Nullable RegimeBaseline> regimes,
    float[] averageVariance,
    PrincipalComponents components) {

  /**
   * Pseudo-scans of the pooled estimate in each regime's own: empirical Bayes for regimes seldom
   * visited.
   */
  private static final double PRIOR_SCANS = 10;

  /** A channel absent from more of the baseline than this is not judged. */
  private static final double LEAST_PRESENT = 0.5;

  /**
   * Fits to what was learned.
   *
   * @param autocorrelation of each channel's residual at lag 1
   */
  static BaselineModel fit(
      BaselineStatistics learned, double[] autocorrelation, DetectionSettings settings) {
    int p = learned.channels();
    List<BaselineStatistics.Regime> known = learned.regimes();
    Slopes[] slopes = new Slopes[known.size()];
    double[][] scatter = new double[p][p];
    double degrees = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        scatter[i][j] = learned.scatter(i, j);
      }
    }
    for (int r = 0; r < known.size(); r++) {
      BaselineStatistics.Regime regime = known.get(r);
      slopes[r] = Slopes.fit(learned, regime, PRIOR_SCANS);
      slopes[r].explain(regime, scatter);
      double own = regime.count / (regime.count + PRIOR_SCANS);
      degrees += Math.max(0, regime.count - 1 - slopes[r].settings() * own);
    }
    degrees = Math.max(5, degrees);
    float[][] sigma = new float[known.size()][p];
    double[] share = new double[p];
    for (int i = 0; i < p; i++) {
      double pooled = Math.max(0, scatter[i][i]) / degrees;
      double weighted = 0;
      for (int r = 0; r < known.size(); r++) {
        BaselineStatistics.Regime regime = known.get(r);
        double squares = Math.max(0, slopes[r].unexplained(regime, i));
        double variance =
            (PRIOR_SCANS * pooled + squares) / (PRIOR_SCANS + Math.max(0, regime.count - 1));
        double floor = leastSigma(learned, settings, regime.mean[i], i);
        boolean judged = learned.seenShare(i) >= LEAST_PRESENT && !Double.isNaN(regime.mean[i]);
        sigma[r][i] =
            judged ? (float) Math.max(Math.sqrt(variance), floor) : Float.POSITIVE_INFINITY;
        weighted += judged ? squares / ((double) sigma[r][i] * sigma[r][i]) : 0;
      }
      // Below 1 only where the minimum effect, not the noise, sets the scale.
      share[i] = Math.min(1, weighted / degrees);
    }
    PrincipalComponents components =
        PrincipalComponents.fit(
            shrunk(scatter, share, degrees), degrees, settings.falseAlarmProbability());
    List<@Nullable RegimeBaseline> regimes = new ArrayList<>();
    for (int r = 0; r < known.size(); r++) {
      BaselineStatistics.Regime regime = known.get(r);
      regimes.add(
          regime.count < settings.minimumRegimeScans()
              ? null
              : new RegimeBaseline(
                  regime.count,
                  regime.mean.clone(),
                  regime.settingMean.clone(),
                  slopes[r].slope(),
                  slopes[r].leverage(),
                  sigma[r]));
    }
    float[] average = new float[p];
    for (int i = 0; i < p; i++) {
      average[i] =
          (float) ControlLimits.movingAverageVariance(settings.smoothing(), autocorrelation[i]);
    }
    return new BaselineModel(learned.scans(), regimes, average, components);
  }

  /**
   * The standard deviation at which {@code minimumSigmas} is just the deadband, or the resolution
   * shows.
   */
  private static double leastSigma(
      BaselineStatistics learned, DetectionSettings settings, double mean, int channel) {
    double deadband =
        Math.max(settings.absoluteDeadband(), settings.relativeDeadband() * Math.abs(mean));
    double deadbandSigma = deadband / Math.max(1, settings.minimumSigmas());
    return Math.max(Math.max(deadbandSigma, learned.resolution(channel) / 2), Double.MIN_NORMAL);
  }

  /**
   * Covariance of the standardised residuals, its correlations shrunk towards none by the oracle
   * approximating shrinkage (Y. Chen, A. Wiesel, Y. C. Eldar, A. O. Hero, "Shrinkage Algorithms for
   * MMSE Covariance Estimation", 2010, doi:10.1109/TSP.2010.2053029), which betters O. Ledoit and
   * M. Wolf's (2004, doi:10.1016/S0047-259X(03)00096-4) for few scans of many channels.
   *
   * <p>Every channel is given the variance 1, also where the minimum effect and not its noise sets
   * its scale: a channel that stood still may move by that scale as another by its noise.
   *
   * @param share variance of each standardised channel, at most 1
   */
  static double[][] shrunk(double[][] scatter, double[] share, double degrees) {
    int p = scatter.length;
    double[][] correlation = new double[p][p];
    double squares = 0;
    double trace = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        double scale = Math.sqrt(scatter[i][i] * scatter[j][j]);
        correlation[i][j] = i == j ? 1 : scale > 0 ? scatter[i][j] / scale : 0;
        if (share[i] > 0 && share[j] > 0) {
          squares += correlation[i][j] * correlation[i][j];
        }
      }
      trace += share[i] > 0 ? 1 : 0;
    }
    double numerator = (1 - 2 / trace) * squares + trace * trace;
    double denominator = (degrees + 1 - 2 / trace) * (squares - trace);
    double shrinkage = denominator > 0 ? Math.min(1, numerator / denominator) : 1;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        if (i != j) {
          correlation[i][j] *= Math.sqrt(share[i] * share[j]) * (1 - shrinkage);
        }
      }
    }
    return correlation;
  }

  @Nullable RegimeBaseline regime(int index) {
    return index >= 0 && index < regimes.size() ? regimes.get(index) : null;
  }

  void write(SnapshotWriter out) {
    out.put(fittedFrom).put(regimes.size());
    for (RegimeBaseline regime : regimes) {
      out.put(regime != null);
      if (regime != null) {
        regime.write(out);
      }
    }
    out.put(averageVariance);
    components.write(out);
  }

  static BaselineModel read(SnapshotReader in) {
    double fittedFrom = in.readDouble();
    List<@Nullable RegimeBaseline> regimes = new ArrayList<>();
    int count = in.readCount();
    for (int r = 0; r < count; r++) {
      regimes.add(in.readBoolean() ? RegimeBaseline.read(in) : null);
    }
    return new BaselineModel(fittedFrom, regimes, in.readFloats(), PrincipalComponents.read(in));
  }
}
