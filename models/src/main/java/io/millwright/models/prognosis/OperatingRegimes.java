package io.millwright.models.prognosis;

/**
 * The operating points at which a kind of machine runs, found by clustering its settings, and the
 * envelope around them.
 *
 * @param scale what each setting is divided by before distances are taken; a setting that never
 *     moved has 1
 * @param centroids per regime the settings in their own units
 * @param low per setting the lower end of the trained envelope
 * @param high per setting the upper end
 */
@SuppressWarnings("ArrayRecordComponent") // read-only parameters on the hot path
public record OperatingRegimes(double[] scale, double[][] centroids, double[] low, double[] high) {
  public int count() {
    return centroids.length;
  }

  int settings() {
    return scale.length;
  }

  /** The regime nearest to these settings. */
  public int nearest(double[] settings) {
    int best = 0;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int r = 0; r < centroids.length; r++) {
      double distance = 0;
      for (int s = 0; s < scale.length; s++) {
        double d = (settings[s] - centroids[r][s]) / scale[s];
        distance += d * d;
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = r;
      }
    }
    return best;
  }

  boolean contains(double[] settings) {
    for (int s = 0; s < low.length; s++) {
      if (settings[s] < low[s] || settings[s] > high[s]) {
        return false;
      }
    }
    return true;
  }
}
