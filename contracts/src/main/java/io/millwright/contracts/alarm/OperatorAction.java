package io.millwright.contracts.alarm;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person, or a system on a person's behalf, did. It is never anonymous and never without
 * reason.
 *
 * @param id unique; a repeated id is the same action
 * @param assetId the machine
 * @param kind what was done
 * @param targetId alarm, case or order concerned; null for the asset
 * @param time when, in event time of the asset
 * @param actor who; never blank
 * @param role in which role
 * @param reason why; never blank
 * @param until end of what is done for a time, in event time of the asset; needed by {@code
 *     SHELVE}, else null
 */
public record OperatorAction(
    String id,
    AssetId assetId,
    Kind kind,
    @Nullable String targetId,
    Instant time,
    String actor,
    String role,
    String reason,
    @Nullable Instant until) {

  /** Actions of people. */
  public enum Kind {
    ACKNOWLEDGE,
    RESET,
    SHELVE,
    UNSHELVE,
    TAKE_OUT_OF_SERVICE,
    RETURN_TO_SERVICE,
    APPROVE_ORDER,
    REJECT_ORDER,
    ACCEPT_AS_NORMAL,
    SUSPEND_AUTOMATION,
    RESUME_AUTOMATION
  }

  /** An action that is not for a time. */
  public OperatorAction(
      String id,
      AssetId assetId,
      Kind kind,
      @Nullable String targetId,
      Instant time,
      String actor,
      String role,
      String reason) {
    this(id, assetId, kind, targetId, time, actor, role, reason, null);
  }

  public OperatorAction {
    if (id.isBlank() || actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an operator action needs an id, an actor and a reason");
    }
  }
}
