package io.millwright.contracts.advisory;

import java.time.Instant;

/**
 * What a person wants done about the delivery of a work order to the maintenance system. Answered
 * on {@code millwright.command-status}.
 *
 * @param id unique; a repeated id is the same command
 * @param workOrderId the order concerned
 * @param kind what to do
 * @param time when, by wall clock
 * @param actor who; never blank
 * @param role in which role
 * @param reason why; never blank
 */
public record CmmsCommand(
    String id,
    String workOrderId,
    Kind kind,
    Instant time,
    String actor,
    String role,
    String reason) {

  /** Commands of people. */
  public enum Kind {
    /** Try a dead letter again, now. */
    REPLAY,
    /** Leave a dead letter undelivered and stop asking for attention. */
    DISMISS
  }

  public CmmsCommand {
    if (id.isBlank() || workOrderId.isBlank() || actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "a command to the gateway needs an id, a work order, an actor and a reason");
    }
  }
}
