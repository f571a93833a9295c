package io.millwright.contracts.asset;

/** What a signal point picks up. */
public enum SignalKind {
  /** Acceleration of the structure. */
  VIBRATION,
  /** Airborne sound. */
  SOUND,
  /** A kind this version does not know. */
  OTHER
}
