package io.millwright.models.diagnosis;

import io.millwright.contracts.assessment.Finding;
import java.util.List;

/**
 * What is wrong, as far as vibration tells.
 *
 * @param findings the likeliest first; empty if nothing is prominent
 * @param notAssessed why bearings were not judged, or not in all parts; empty if they were
 */
public record Diagnosis(List<Finding> findings, String notAssessed) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Nothing was judged. */
  static Diagnosis notAssessed(String reason) {
    return new Diagnosis(List.of(), reason);
  }

  /** Whether the bearing was judged, with or without a finding. */
  public boolean bearingAssessed() {
    return notAssessed.isEmpty();
  }
}
