package io.millwright.contracts.event;

/** What a machine is doing. Only {@link #RUNNING}, which is steady by definition, is judged. */
public enum OperatingState {
  RUNNING,
  /** Energised but without load. */
  STANDBY,
  STOPPED,
  /** Starting, stopping, or changing speed or load. */
  TRANSIENT,
  UNKNOWN
}
