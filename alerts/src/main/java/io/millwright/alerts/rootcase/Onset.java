package io.millwright.alerts.rootcase;

import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that began on a machine.
 *
 * @param id unique: what began, and when
 * @param kind only alarms make a group; cases and trips go with it
 * @param what that may begin again: an alarm without its time; a case or a trip as a whole
 * @param subject id of the alarm, latest if it came again, of the case or of the event
 * @param assetId the machine
 * @param place of the machine when it began
 * @param criticality of the machine then
 * @param condition of an alarm; else null
 * @param pointId point of an alarm of a limit; else null
 * @param time event time
 * @param reason in words
 * @param origin of the telemetry behind it
 * @param active whether the condition holds; false for what is no alarm
 * @param arrival counts onsets in the order in which they were read
 * @param group that it belongs to; null while alone
 */
public record Onset(
    String id,
    Kind kind,
    String what,
    String subject,
    AssetId assetId,
    Place place,
    Criticality criticality,
    @Nullable AlarmCondition condition,
    @Nullable String pointId,
    Instant time,
    String reason,
    Origin origin,
    boolean active,
    long arrival,
    @Nullable String group) {

  /** What can begin. */
  public enum Kind {
    ALARM,
    CASE,
    TRIP
  }

  /** One condition, however many limits of its point tell of it. */
  record Condition(AssetId assetId, @Nullable AlarmCondition condition, @Nullable String pointId) {}

  Condition counted() {
    return new Condition(assetId, condition, pointId);
  }

  Onset in(@Nullable String newGroup) {
    return with(subject, active, newGroup);
  }

  Onset returned() {
    return with(subject, false, group);
  }

  /** It came again, perhaps as a new alarm; when it began first counts. */
  Onset again(String newSubject) {
    return with(newSubject, true, group);
  }

  private Onset with(String newSubject, boolean newActive, @Nullable String newGroup) {
    return new Onset(
        id,
        kind,
        what,
        newSubject,
        assetId,
        place,
        criticality,
        condition,
        pointId,
        time,
        reason,
        origin,
        newActive,
        arrival,
        newGroup);
  }
}
