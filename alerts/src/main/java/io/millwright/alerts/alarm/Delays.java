package io.millwright.alerts.alarm;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * The two delays of ISA-18.2 against chattering and fleeting alarms, in event time.
 *
 * @param on how long a condition must hold before it is raised
 * @param off how long it must be gone before the alarm returns to normal
 */
public record Delays(@Default("PT0S") Duration on, @Default("PT0S") Duration off) {
  public Delays {
    if (on.isNegative() || off.isNegative()) {
      throw new IllegalArgumentException("on and off must be zero or more");
    }
  }
}
