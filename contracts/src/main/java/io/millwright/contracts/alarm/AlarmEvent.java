package io.millwright.contracts.alarm;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transition of an alarm, with the full state after it.
 *
 * @param eventId unique and deterministic: alarm id and revision
 * @param alarmId identity of the alarm: asset, condition, point and the time it was raised
 * @param revision counts the transitions of this alarm from 1
 * @param assetId the machine
 * @param itemId maintainable item; null if not tied to one
 * @param pointId point of a limit alarm; else null
 * @param condition kind
 * @param status state after the transition
 * @param active whether the condition holds now
 * @param priority from severity and criticality
 * @param raisedAt event time at which it was raised
 * @param time event time of this transition
 * @param reason in words: value, limit, duration
 * @param actor who caused the transition; {@code millwright} for the platform
 * @param origin of the telemetry behind it
 * @param until end of shelving, in the time that the shelf is measured in; null unless it is
 *     shelved
 */
public record AlarmEvent(
    String eventId,
    String alarmId,
    int revision,
    AssetId assetId,
    @Nullable String itemId,
    @Nullable String pointId,
    AlarmCondition condition,
    AlarmStatus status,
    boolean active,
    Priority priority,
    Instant raisedAt,
    Instant time,
    String reason,
    String actor,
    Origin origin,
    @Nullable Instant until) {

  /** A transition to a state that has no end of its own. */
  public AlarmEvent(
      String eventId,
      String alarmId,
      int revision,
      AssetId assetId,
      @Nullable String itemId,
      @Nullable String pointId,
      AlarmCondition condition,
      AlarmStatus status,
      boolean active,
      Priority priority,
      Instant raisedAt,
      Instant time,
      String reason,
      String actor,
      Origin origin) {
    this(
        eventId, alarmId, revision, assetId, itemId, pointId, condition, status, active, priority,
        raisedAt, time, reason, actor, origin, null);
  }
}
