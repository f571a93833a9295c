package io.millwright.contracts.asset;

/** What a measurement point measures, as far as the platform treats kinds differently. */
public enum PointKind {
  /** A process value: pressure, flow, level and the like. */
  PROCESS,
  /** A commanded or ambient condition that defines the operating regime, not the health. */
  SETTING,
  /** Shaft speed. */
  SPEED,
  /** Electrical or mechanical power, or motor current used as such. */
  POWER,
  /** Load or torque. */
  LOAD,
  /** Broadband vibration severity. */
  VIBRATION,
  /** Temperature of the machine or its medium. */
  TEMPERATURE,
  /** A kind this version does not know. */
  OTHER
}
