package io.millwright.runtime.access;

/** What a person or system is to the plant. */
public enum Role {
  /** Sees all, changes nothing. */
  VIEWER,
  /** Runs the machines: acknowledges and shelves alarms. */
  OPERATOR,
  /** Judges machines: accepts changes as normal, closes cases. */
  RELIABILITY_ENGINEER,
  /** Plans work: approves and completes orders. */
  PLANNER,
  /** Trains and releases models. */
  DATA_SCIENTIST,
  /** Changes the plant's declaration and access. */
  ADMINISTRATOR,
  /** Sees all and who did what. */
  AUDITOR
}
