package io.millwright.contracts.assessment;

import java.util.List;

/**
 * State detection (ISO 13374 SD): does the asset behave as it used to?
 *
 * @param anomalyScore 0 normal, 1 at the threshold, above 1 anomalous; the worst of the detectors,
 *     each score over its threshold; NaN if not judged
 * @param detectors every detector that judged
 * @param contributions channels that explain it, most first; empty when normal
 * @param regime operating regime whose baseline was used; -1 if none
 * @param learningFrozen whether the baseline is kept from learning because degradation is latched
 */
public record StateDetection(
    double anomalyScore,
    List<DetectorScore> detectors,
    List<ChannelContribution> contributions,
    int regime,
    boolean learningFrozen) {

  /** Nothing was judged. */
  public static final StateDetection NONE =
      new StateDetection(Double.NaN, List.of(), List.of(), -1, false);

  public StateDetection {
    detectors = List.copyOf(detectors);
    contributions = List.copyOf(contributions);
  }
}
