package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What became of one scan, or of the features of one frame. */
public sealed interface Verdict {
  /**
   * Accepted: exactly one assessment.
   *
   * @param features what the life model read; null if it did not read this scan
   */
  record Assessed(Assessment assessment, @Nullable FeatureVector features) implements Verdict {}

  /**
   * Features that were accepted, but are not newer than the newest assessment: they are remembered
   * and show in the next one. Or, of an hour before a repair that has acted, they are forgotten.
   */
  record Merged() implements Verdict {}

  /**
   * An accepted scan or vector came again, with the same content as far as that is remembered:
   * nothing to say twice.
   */
  record Redelivered() implements Verdict {}

  /** Not accepted; the scan changed nothing. */
  record Rejected(RejectionReason reason, String detail) implements Verdict {}
}
