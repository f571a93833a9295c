package io.millwright.contracts.event;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a machine.
 *
 * @param id unique; a repeated id is the same event
 * @param assetId the machine
 * @param time when it happened, in event time
 * @param type what happened
 * @param itemId the maintainable item concerned; null for the whole asset
 * @param actor who says so: a person or a system; never blank
 * @param reason why; never blank
 * @param origin where it comes from
 */
public record MachineEvent(
    String id,
    AssetId assetId,
    Instant time,
    MachineEventType type,
    @Nullable String itemId,
    String actor,
    String reason,
    Origin origin) {

  public MachineEvent {
    if (id.isBlank() || actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a machine event needs an id, an actor and a reason");
    }
  }
}
