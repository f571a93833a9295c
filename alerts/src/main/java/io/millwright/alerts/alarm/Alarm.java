package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm of an asset that is raised, or about to be.
 *
 * @param key what it stands for
 * @param state where it stands; never {@link AlarmState.Normal}
 * @param alarmId identity; null until it is raised
 * @param revision transitions told so far
 * @param priority as of the last transition
 * @param itemId maintainable item; null if not tied to one
 * @param reason as of the last transition to active
 * @param origin of the telemetry behind it
 */
public record Alarm(
    AlarmKey key,
    AlarmState state,
    @Nullable String alarmId,
    int revision,
    Priority priority,
    @Nullable String itemId,
    String reason,
    Origin origin) {

  static Alarm none(Sighting s) {
    return new Alarm(
        s.key(), AlarmState.normal(), null, 0, s.priority(), s.itemId(), "", s.origin());
  }

  Alarm in(AlarmState next) {
    return new Alarm(key, next, alarmId, revision, priority, itemId, reason, origin);
  }

  /** After a transition that people are told of. */
  Alarm told(AssetId assetId, AlarmState next, Priority newPriority, String newReason) {
    Instant raisedAt = next.raisedAt();
    String id =
        alarmId != null || raisedAt == null ? alarmId : assetId + "/" + key.text() + "@" + raisedAt;
    return new Alarm(key, next, id, revision + 1, newPriority, itemId, newReason, origin);
  }

  /** The transition that led here. */
  AlarmEvent event(AssetId assetId, Instant raisedAt, Instant time, String actor) {
    return new AlarmEvent(
        alarmId + "#" + revision,
        String.valueOf(alarmId),
        revision,
        assetId,
        itemId,
        key.pointId(),
        key.condition(),
        state.status(),
        state.active(),
        priority,
        raisedAt,
        time,
        reason,
        actor,
        origin);
  }

  boolean raised() {
    return state.status() != AlarmStatus.NORMAL;
  }
}
