package io.millwright.models.detection;

import io.millwright.contracts.assessment.DetectorScore;
import java.util.List;

/**
 * What state detection says of one steady scan.
 *
 * @param regime operating regime of the scan; -1 if it fits none that is known
 * @param learning what is still to be learned, in words; empty when the scan was judged
 * @param scores of every detector that judged
 * @param anomalyScore worst score over its threshold; NaN while learning or blind
 * @param greatestSigmas greatest moving average of a channel, in σ
 * @param absentShare share of the monitored channels without a usable value
 */
public record Judgement(
    int regime,
    String learning,
    List<DetectorScore> scores,
    double anomalyScore,
    double greatestSigmas,
    double absentShare) {

  /** At or above the threshold. */
  public boolean anomalous() {
    return anomalyScore >= 1;
  }

  /** The scan was judged. */
  public boolean judged() {
    return !Double.isNaN(anomalyScore);
  }
}
