package io.millwright.contracts.asset;

/** Where a record comes from; it stays with everything derived from it. */
public enum Origin {
  /** Live, from a real machine. */
  MEASURED,
  /** Recorded data, played again. */
  REPLAYED,
  /** Made by the plant simulation. */
  SIMULATED,
  /** Real, but delivered long after it was measured. */
  BACKFILLED,
  UNKNOWN
}
