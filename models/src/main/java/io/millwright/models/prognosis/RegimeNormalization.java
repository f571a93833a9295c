package io.millwright.models.prognosis;

/**
 * What a healthy machine shows at given settings: per regime and channel a mean, a linear and a
 * quadratic dependence on the settings around the regime's centre, and the healthy spread. Readings
 * become multiples of that spread.
 *
 * @param spread per regime and setting the standard deviation around the centroid; 0 where it never
 *     moved
 * @param mean per regime and channel
 * @param linear per regime, channel and setting
 * @param quadratic per regime, channel and setting
 * @param scale per regime and channel, positive
 */
@SuppressWarnings("ArrayRecordComponent") // read-only parameters on the hot path
public record RegimeNormalization(
    OperatingRegimes regimes,
    double[][] spread,
    double[][] mean,
    double[][][] linear,
    double[][][] quadratic,
    double[][] scale) {
  /** Beyond this many healthy standard deviations a reading says no more than this. */
  private static final double LIMIT = 20;

  /**
   * Settings further out than this many standard deviations of their regime are not extrapolated
   * to.
   */
  private static final double SETTING_LIMIT = 3;

  /** The setting's place in its regime, in standard deviations, limited. */
  public double position(int regime, int setting, double value) {
    double sd = spread[regime][setting];
    return sd == 0
        ? 0
        : Math.max(
            -SETTING_LIMIT,
            Math.min(SETTING_LIMIT, (value - regimes.centroids()[regime][setting]) / sd));
  }

  double normalized(int regime, int channel, double[] positions, double value) {
    double expected = mean[regime][channel];
    for (int s = 0; s < positions.length; s++) {
      double p = positions[s];
      expected += p * (linear[regime][channel][s] + p * quadratic[regime][channel][s]);
    }
    double z = (value - expected) / scale[regime][channel];
    return Math.max(-LIMIT, Math.min(LIMIT, z));
  }
}
