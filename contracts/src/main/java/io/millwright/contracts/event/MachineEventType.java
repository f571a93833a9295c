package io.millwright.contracts.event;

/** Kinds of machine events. */
public enum MachineEventType {
  START,
  STOP,
  TRIP,
  PRODUCT_CHANGE,
  OPERATOR_ROUND,
  /** A repair or replacement: baseline, remaining life and learning freeze begin anew. */
  MAINTENANCE_PERFORMED,
  /** A person says that the changed behaviour is the new normal: the baseline is learned again. */
  ACCEPTED_AS_NORMAL,
  /**
   * Inspected, nothing found: the case is closed and the learning freeze ends; the baseline stays.
   */
  INSPECTED_NOTHING_FOUND,
  OTHER
}
