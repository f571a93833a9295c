package io.millwright.contracts.asset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Alarm limits of a point, in the point's unit, with the three means of ISA-18.2 against
 * chattering.
 *
 * @param lowAlarm value at or below which the low alarm holds; null if there is none
 * @param highAlarm value at or above which the high alarm holds; null if there is none
 * @param lowWarning as {@code lowAlarm}, for the lesser severity
 * @param highWarning as {@code highAlarm}, for the lesser severity
 * @param deadband how far a value must come back inside the limit before the condition is cleared;
 *     ≥ 0
 * @param onDelay how long, in event time, the condition must hold before it is raised; ≥ 0
 * @param offDelay how long the condition must be gone before it is cleared; ≥ 0
 */
public record Limits(
    @Nullable Double lowAlarm,
    @Nullable Double lowWarning,
    @Nullable Double highWarning,
    @Nullable Double highAlarm,
    double deadband,
    Duration onDelay,
    Duration offDelay) {

  public Limits {
    if (!(deadband >= 0)) {
      throw new IllegalArgumentException("deadband must be zero or more, was " + deadband);
    }
    if (onDelay.isNegative() || offDelay.isNegative()) {
      throw new IllegalArgumentException("onDelay and offDelay must be zero or more");
    }
    ordered("lowAlarm", lowAlarm, "lowWarning", lowWarning);
    ordered("lowWarning", lowWarning, "highWarning", highWarning);
    ordered("lowAlarm", lowAlarm, "highAlarm", highAlarm);
    ordered("highWarning", highWarning, "highAlarm", highAlarm);
  }

  private static void ordered(String a, @Nullable Double x, String b, @Nullable Double y) {
    if (x != null && y != null && x > y) {
      throw new IllegalArgumentException(a + " " + x + " is above " + b + " " + y);
    }
  }
}
