package io.millwright.contracts.alarm;

/** What kind of condition an alarm stands for. */
public enum AlarmCondition {
  /** A declared limit of a point. */
  LIMIT,
  /** The health assessment says ALARM. */
  HEALTH,
  /** No telemetry from an asset that should send. */
  SILENT
}
