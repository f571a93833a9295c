package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that is not shown: shelved by a person for a time, suppressed by declared logic, or out
 * of service. What it is beneath goes on; when it is shown again, a condition that holds is to be
 * acknowledged, seen before or not.
 *
 * @param status shelved, suppressed by design or out of service
 * @param raisedAt when it was raised
 * @param until end of shelving; else null
 * @param beneath where it would stand
 */
public record Hidden(
    AlarmStatus status, Instant raisedAt, @Nullable Instant until, AlarmState beneath)
    implements AlarmState {

  public Hidden {
    if (beneath instanceof Hidden) {
      throw new IllegalArgumentException("an alarm is hidden once");
    }
  }

  /** Hides by declared logic. */
  static AlarmState byDesign(AlarmState raised) {
    Instant raisedAt = raised.raisedAt();
    return raisedAt == null
        ? raised
        : new Hidden(AlarmStatus.SUPPRESSED_BY_DESIGN, raisedAt, null, raised);
  }

  @Override
  public boolean active() {
    return beneath.active();
  }

  @Override
  public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
    AlarmState next = beneath.observe(presence, now, rule);
    Hidden hidden = new Hidden(status, raisedAt, until, next);
    return isOver(now) ? hidden.shown() : hidden;
  }

  /** Whether the time on the shelf is over. */
  boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** Where it stands when it is hidden no more. */
  AlarmState shown() {
    return beneath instanceof Acknowledged seen
        ? new Unacknowledged(seen.raisedAt(), seen.goneSince())
        : beneath;
  }

  @Override
  public Reply<AlarmState> acknowledge() {
    return new Reply.Refused<>("the alarm is " + words() + ", it cannot be acknowledged");
  }

  @Override
  public Reply<AlarmState> reset() {
    return new Reply.Refused<>("the alarm is " + words() + ", it cannot be reset");
  }

  @Override
  public Reply<AlarmState> shelve(Instant now, Instant end) {
    return new Reply.Refused<>("the alarm is " + words() + " already");
  }

  @Override
  public Reply<AlarmState> unshelve() {
    return status == AlarmStatus.SHELVED
        ? new Reply.Done<>(shown())
        : new Reply.Refused<>("the alarm is " + words() + ", not shelved");
  }

  /** What is shelved or suppressed may be taken out of service; not the other way round. */
  @Override
  public Reply<AlarmState> takeOutOfService(Instant now) {
    return status == AlarmStatus.OUT_OF_SERVICE
        ? new Reply.Refused<>("the alarm is out of service already")
        : new Reply.Done<>(new Hidden(AlarmStatus.OUT_OF_SERVICE, raisedAt, null, beneath));
  }

  @Override
  public Reply<AlarmState> returnToService() {
    return status == AlarmStatus.OUT_OF_SERVICE
        ? new Reply.Done<>(shown())
        : new Reply.Refused<>("the alarm is " + words() + ", not out of service");
  }

  private String words() {
    return switch (status) {
      case SHELVED -> "shelved";
      case SUPPRESSED_BY_DESIGN -> "suppressed by design";
      default -> "out of service";
    };
  }
}
