package io.millwright.contracts.audit;

import java.time.Instant;

/**
 * What became of a request that a person or system sent.
 *
 * @param requestId id of the operator action or report
 * @param time when it was decided
 * @param outcome the decision
 * @param detail why; for a refusal the rule that it broke
 */
public record CommandStatus(String requestId, Instant time, Outcome outcome, String detail) {
  /** Decisions. */
  public enum Outcome {
    DONE,
    REFUSED
  }
}
