package io.millwright.contracts.model;

/** What a released model is allowed to do. */
public enum ModelRole {
  /** Judges in the dark; can never raise anything. */
  SHADOW,
  /** Serves a declared share of assets. */
  CANARY,
  LIVE,
  RETIRED
}
