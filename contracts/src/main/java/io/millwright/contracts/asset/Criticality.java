package io.millwright.contracts.asset;

/** What the loss of an asset means to the plant. */
public enum Criticality {
  /** Safety, or production stops at once. */
  A,
  /** Production suffers. */
  B,
  /** An inconvenience. */
  C
}
