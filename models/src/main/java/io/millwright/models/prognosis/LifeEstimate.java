package io.millwright.models.prognosis;

import io.millwright.contracts.assessment.LifeUnit;
import java.util.Set;

/**
 * Remaining useful life with its 90 % interval, in the estimator's {@link LifeUnit}: finite and 0 ≤
 * lower ≤ median ≤ upper.
 *
 * @param median the point estimate; lives longer than the model's cap are reported as about the cap
 * @param lower at most 5 % of lives end before
 * @param upper 90 % of lives end between the two; at the cap it means "the cap or more"
 * @param features the vector that was scored, named by {@link LifeEstimator#featureSchema()}; owned
 *     by the receiver
 * @param guardrails limits that shaped this estimate; empty when the model's word stands
 */
@SuppressWarnings("ArrayRecordComponent") // hot path
public record LifeEstimate(
    double median, double lower, double upper, float[] features, Set<Guardrail> guardrails) {
  public LifeEstimate {
    if (!(0 <= lower && lower <= median && median <= upper && upper < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "not an ordered, finite interval: " + lower + " ≤ " + median + " ≤ " + upper);
    }
    guardrails = Set.copyOf(guardrails);
  }
}
