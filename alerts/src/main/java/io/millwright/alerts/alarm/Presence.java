package io.millwright.alerts.alarm;

/** Whether the condition of an alarm holds at a moment. */
public enum Presence {
  PRESENT,
  /** Back inside the limit, but not yet by the deadband. */
  RETURNING,
  ABSENT
}
