package io.millwright.models.detection;

import io.millwright.contracts.assessment.ChannelContribution;
import java.util.List;

/**
 * What sound says of a machine after one more frame.
 *
 * @param learning why there is no judgement, in words; empty when the frame was judged
 * @param frameScore novelty of the frame alone; NaN without judgement
 * @param score the moving average that is judged, in which no frame counts for more than a few
 *     thresholds; NaN without judgement
 * @param threshold the score from which sound is anomalous; NaN without judgement
 * @param contributions features that differ most; empty unless the sound is anomalous
 */
public record SoundJudgement(
    String learning,
    double frameScore,
    double score,
    double threshold,
    List<ChannelContribution> contributions) {
  public SoundJudgement {
    contributions = List.copyOf(contributions);
  }

  static SoundJudgement none(String why) {
    return new SoundJudgement(why, Double.NaN, Double.NaN, Double.NaN, List.of());
  }

  /** The frame was judged. */
  public boolean judged() {
    return learning.isEmpty();
  }

  /** At or above the threshold. */
  public boolean anomalous() {
    return score >= threshold;
  }
}
