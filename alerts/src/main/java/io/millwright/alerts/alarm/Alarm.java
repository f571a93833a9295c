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
 * @param since event time of the last of them; null in books written before it was kept
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
    @Nullable Instant since,
    Priority priority,
    @Nullable String itemId,
    String reason,
    Origin origin) {

  static Alarm none(Sighting s) {
    return new Alarm(
        s.key(), AlarmState.normal(), null, 0, null, s.priority(), s.itemId(), "", s.origin());
  }

  Alarm in(AlarmState next) {
    return new Alarm(key, next, alarmId, revision, since, priority, itemId, reason, origin);
  }

  /** After a transition that people are told of. */
  Alarm told(
      AssetId assetId, AlarmState next, Instant time, Priority newPriority, String newReason) {
    Instant raisedAt = next.raisedAt();
    String id =
        alarmId != null || raisedAt == null ? alarmId : assetId + "/" + key.text() + "@" + raisedAt;
    return new Alarm(key, next, id, revision + 1, time, newPriority, itemId, newReason, origin);
  }

  /** Where it stands since when; before anything was told, since the epoch. */
  Instant standsSince() {
    Instant raised = state.raisedAt();
    return since != null ? since : raised != null ? raised : Instant.EPOCH;
  }

  /**
   * The transition that led here.
   *
   * @param said why, if it is not the reason of the alarm
   */
  AlarmEvent event(
      AssetId assetId, Instant raisedAt, Instant time, String actor, @Nullable String said) {
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
        said == null ? reason : said,
        actor,
        origin,
        state instanceof Hidden hidden ? hidden.until() : null);
  }

  boolean raised() {
    return state.status() != AlarmStatus.NORMAL;
  }
}
