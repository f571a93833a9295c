package io.millwright.contracts.advisory;

/**
 * Where an order stands in the maintenance system of the plant, in words that all systems share.
 */
public enum ExternalStatus {
  /** Waits for a person's decision. */
  OPEN,
  APPROVED,
  REJECTED,
  IN_PROGRESS,
  DONE,
  /** Taken back, by the platform or a person, before it was done. */
  CANCELLED;

  /** Whether nothing more is going to happen to it. */
  public boolean ended() {
    return this == REJECTED || this == DONE || this == CANCELLED;
  }
}
