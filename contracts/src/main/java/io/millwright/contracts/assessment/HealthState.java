package io.millwright.contracts.assessment;

/** Health of an asset. Complete from version 1: Avro readers break on added symbols. */
public enum HealthState {
  HEALTHY,
  /** The baseline does not suffice yet. */
  LEARNING,
  /** Deviates from its baseline, or its life runs out. */
  DEGRADED,
  /** Needs a timely response. */
  ALARM,
  /** Nothing can be said: bad or missing data. */
  UNKNOWN,
  /** Deliberately not judged: stopped, transient, or no model. */
  NOT_ASSESSED
}
