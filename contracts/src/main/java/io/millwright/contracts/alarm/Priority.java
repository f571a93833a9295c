package io.millwright.contracts.alarm;

/** Priority of alarms, cases and orders, from severity and criticality. */
public enum Priority {
  LOW,
  MEDIUM,
  HIGH,
  URGENT
}
