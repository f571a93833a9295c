package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;

/**
 * What is normal in one operating regime: the expected value of each channel at the settings, and
 * how far it strays. Single precision, because the model is part of every snapshot.
 *
 * @param scans that it was learned from
 * @param mean of each channel
 * @param settingMean of each setting
 * @param slope change of a channel by a setting, settings × channels
 * @param leverage inverse scatter of the settings, settings²: how far a setting is from what was
 *     learned
 * @param sigma standard deviation of each channel about the expectation, not below the minimum
 *     effect; infinite for a channel that was never there
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read on the hot path
record RegimeBaseline(
    double scans,
    double[] mean,
    double[] settingMean,
    float[] slope,
    double[] leverage,
    float[] sigma) {

  /**
   * Writes standardised residuals.
   *
   * @param extrapolationVariance variance, in units of a residual's, up to which an expectation may
   *     be uncertain
   * @param residuals receives one per channel; NaN = absent
   */
  void standardise(
      double[] values, double[] settings, double extrapolationVariance, double[] residuals) {
    int p = mean.length;
    int q = settingMean.length;
    double distance = 0;
    for (int s = 0; s < q; s++) {
      double d = settings[s] - settingMean[s];
      for (int t = 0; t < q; t++) {
        distance += d * leverage[s * q + t] * (settings[t] - settingMean[t]);
      }
    }
    // Three times the mean leverage q/n is the usual mark of a point outside of the fit (D. A.
    // Belsley, E. Kuh, R. E.
    // Welsch, "Regression Diagnostics", 1980, §2.1). Beyond it the expectation itself is uncertain,
    // scan after scan.
    double beyond = Math.max(0, distance - 3 * q / scans);
    double trust = 1 / Math.sqrt(1 + beyond / extrapolationVariance);
    for (int i = 0; i < p; i++) {
      double expected = mean[i];
      for (int s = 0; s < q; s++) {
        expected += slope[s * p + i] * (settings[s] - settingMean[s]);
      }
      residuals[i] = trust * (values[i] - expected) / sigma[i];
    }
  }

  void write(SnapshotWriter out) {
    out.put(scans).put(mean).put(settingMean).put(slope).put(leverage).put(sigma);
  }

  static RegimeBaseline read(SnapshotReader in) {
    return new RegimeBaseline(
        in.readDouble(),
        in.readDoubles(),
        in.readDoubles(),
        in.readFloats(),
        in.readDoubles(),
        in.readFloats());
  }
}
