package io.millwright.contracts.assessment;

import java.util.List;

/**
 * Health assessment (ISO 13374 HA).
 *
 * @param state the health
 * @param healthIndex 100 as new, 0 failed; NaN if not assessed
 * @param reason why, in words a person can act on; empty only for healthy
 * @param findings suspected faults, most probable first
 */
public record HealthAssessment(
    HealthState state, double healthIndex, String reason, List<Finding> findings) {
  public HealthAssessment {
    findings = List.copyOf(findings);
  }

  /** Deliberately not judged. */
  public static HealthAssessment notAssessed(String reason) {
    return new HealthAssessment(HealthState.NOT_ASSESSED, Double.NaN, reason, List.of());
  }
}
