package io.millwright.contracts.assessment;

/** What a remaining life is counted in. */
public enum LifeUnit {
  HOURS,
  CYCLES
}
