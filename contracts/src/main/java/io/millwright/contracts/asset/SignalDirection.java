package io.millwright.contracts.asset;

/** Where a vibration channel points, seen along the shaft. */
public enum SignalDirection {
  HORIZONTAL,
  VERTICAL,
  AXIAL,
  /** Across the shaft, not said which way. */
  RADIAL,
  UNKNOWN
}
