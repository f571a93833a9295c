package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.Priority;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alarms of a kind behave (ISA-18.2, IEC 62682). All times are event times of the asset, and
 * elapse at its first observation at or after their end.
 *
 * @param on how long a condition must hold before it is raised
 * @param off how long it must be gone before the alarm returns to normal
 * @param latching whether an alarm whose condition is gone stands until a person resets it
 * @param reAlarm after how long an acknowledged alarm whose condition still holds is to be
 *     acknowledged again; null: never
 * @param escalation steps by which the priority of an alarm rises while nobody acknowledges it
 */
public record AlarmRule(
    @Default("PT0S") Duration on,
    @Default("PT0S") Duration off,
    @Default("false") boolean latching,
    @Nullable Duration reAlarm,
    List<Step> escalation) {

  /** Raised and gone at once, no latch, no ladder. */
  public static final AlarmRule PLAIN =
      new AlarmRule(Duration.ZERO, Duration.ZERO, false, null, List.of());

  /**
   * A step of the ladder.
   *
   * @param after since the alarm was raised, or raised again
   * @param to the priority it has at least from then on
   */
  public record Step(Duration after, Priority to) {
    public Step {
      if (after.isNegative() || after.isZero()) {
        throw new IllegalArgumentException("after must be positive");
      }
    }
  }

  public AlarmRule {
    escalation = List.copyOf(escalation);
    if (on.isNegative() || off.isNegative()) {
      throw new IllegalArgumentException("on and off must be zero or more");
    }
    if (reAlarm != null && (reAlarm.isNegative() || reAlarm.isZero())) {
      throw new IllegalArgumentException("reAlarm must be positive");
    }
  }

  /** The same with other delays. */
  public AlarmRule withDelays(Duration newOn, Duration newOff) {
    return new AlarmRule(newOn, newOff, latching, reAlarm, escalation);
  }

  /** Priority of an alarm that nobody has acknowledged for a time. */
  Priority escalated(Priority priority, Duration unacknowledged) {
    Priority highest = priority;
    for (Step step : escalation) {
      if (unacknowledged.compareTo(step.after()) >= 0 && step.to().compareTo(highest) > 0) {
        highest = step.to();
      }
    }
    return highest;
  }
}
