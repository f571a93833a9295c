package io.millwright.contracts.assessment;

import org.jspecify.annotations.Nullable;

/**
 * Prognostics assessment (ISO 13374 PA).
 *
 * @param remainingLife the estimate; null if there is none
 * @param reason why there is none, or which guardrail acted; empty otherwise
 */
public record PrognosticAssessment(@Nullable RemainingLife remainingLife, String reason) {
  /** No estimate. */
  public static PrognosticAssessment notAssessed(String reason) {
    return new PrognosticAssessment(null, reason);
  }
}
