package io.millwright.contracts.model;

import java.time.Instant;

/**
 * What the release gate decided, and why.
 *
 * @param modelId the model
 * @param version the bundle's version
 * @param decidedAt when, in event time
 * @param outcome what follows
 * @param reason in words, with the figures it rests on
 */
public record GateDecision(
    String modelId, String version, Instant decidedAt, Outcome outcome, String reason) {
  /** Outcomes of the gate. */
  public enum Outcome {
    HOLD,
    PROMOTE,
    ROLL_BACK,
    REFUSE
  }
}
