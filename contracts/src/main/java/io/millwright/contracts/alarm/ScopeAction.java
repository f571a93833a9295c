package io.millwright.contracts.alarm;

import java.time.Instant;

/**
 * Suspends or resumes automation for an area or the whole plant.
 *
 * @param id unique; a repeated id is the same action
 * @param scope hierarchy path joined by {@code /}; empty for the whole plant; the Kafka key
 * @param suspended whether automation is suspended from now on
 * @param time when
 * @param actor who; never blank
 * @param role in which role
 * @param reason why; never blank
 */
public record ScopeAction(
    String id,
    String scope,
    boolean suspended,
    Instant time,
    String actor,
    String role,
    String reason) {
  public ScopeAction {
    if (id.isBlank() || actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a scope action needs an id, an actor and a reason");
    }
  }
}
