package io.millwright.alerts.alarm;

import io.millwright.contracts.asset.Limits;
import org.jspecify.annotations.Nullable;

/** The four limits that a point may have. Each is an alarm of its own. */
public enum LimitKind {
  LOW_ALARM("low alarm", Severity.ALARM, false),
  LOW_WARNING("low warning", Severity.WARNING, false),
  HIGH_WARNING("high warning", Severity.WARNING, true),
  HIGH_ALARM("high alarm", Severity.ALARM, true);

  private final String words;
  private final Severity severity;
  private final boolean high;

  LimitKind(String words, Severity severity, boolean high) {
    this.words = words;
    this.severity = severity;
    this.high = high;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** How bad it is to be beyond it. */
  public Severity severity() {
    return severity;
  }

  /** Whether values above are beyond it. */
  public boolean high() {
    return high;
  }

  /** The declared limit; null if there is none. */
  public @Nullable Double of(Limits limits) {
    return switch (this) {
      case LOW_ALARM -> limits.lowAlarm();
      case LOW_WARNING -> limits.lowWarning();
      case HIGH_WARNING -> limits.highWarning();
      case HIGH_ALARM -> limits.highAlarm();
    };
  }

  /** Where a value stands to a limit of this kind, with its deadband. */
  Presence presence(double value, double limit, double deadband) {
    double beyond = high ? value - limit : limit - value;
    if (beyond >= 0) {
      return Presence.PRESENT;
    }
    return beyond > -deadband ? Presence.RETURNING : Presence.ABSENT;
  }
}
