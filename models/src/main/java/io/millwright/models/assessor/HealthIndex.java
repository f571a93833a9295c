package io.millwright.models.assessor;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;

/**
 * Health from 100 (as new) to 0 (failed): the lesser of what deviation and remaining life say.
 *
 * <pre>
 *   by deviation, s = smoothed anomaly score:  s ≤ 1: 100 − 20 s
 *                                              s > 1: 80 / (1 + log₂(s) / 4)      80 at 1, 40 at 16, 27 at 256
 *   by life:                                   100 × median / the model's cap
 *   while DEGRADED is latched at most 79, while ALARM at most 39
 * </pre>
 *
 * The score is smoothed over about five scans, for it is a square and unsteady. Mutable, one owner
 * thread.
 */
final class HealthIndex {
  private static final double SMOOTHING = 0.2;
  private static final double DEGRADED_AT_MOST = 79;
  private static final double ALARM_AT_MOST = 39;

  private double score = Double.NaN;

  /**
   * Index after a scan.
   *
   * @param anomalyScore NaN if not judged: the last stands
   * @param lifeShareLeft 0 to 1; NaN without an estimate
   * @return NaN if nothing is known
   */
  double update(double anomalyScore, double lifeShareLeft, DegradationLatch.Level latched) {
    if (!Double.isNaN(anomalyScore)) {
      score = Double.isNaN(score) ? anomalyScore : score + SMOOTHING * (anomalyScore - score);
    }
    double index = byDeviation(score);
    if (!Double.isNaN(lifeShareLeft)) {
      double byLife = 100 * lifeShareLeft;
      index = Double.isNaN(index) ? byLife : Math.min(index, byLife);
    }
    return switch (latched) {
      case CLEAR -> index;
      case DEGRADED -> Double.isNaN(index) ? DEGRADED_AT_MOST : Math.min(index, DEGRADED_AT_MOST);
      case ALARM -> Double.isNaN(index) ? ALARM_AT_MOST : Math.min(index, ALARM_AT_MOST);
    };
  }

  private static double byDeviation(double s) {
    return s <= 1 || Double.isNaN(s) ? 100 - 20 * s : 80 / (1 + Math.log(s) / (4 * Math.log(2)));
  }

  void forget() {
    score = Double.NaN;
  }

  void write(SnapshotWriter out) {
    out.put(score);
  }

  void read(SnapshotReader in) {
    score = in.readDouble();
  }
}
