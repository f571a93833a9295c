package io.millwright.ingest.simulation;

/** How a sensor lies. */
enum SensorFault {
  /** Shows its last value on and on. */
  STUCK,
  /** One reading far outside what is physically possible. */
  SPIKE,
  /** Says nothing, and the scan says so: the channel is marked absent. */
  DROPOUT,
  /** Sends NaN as if it were a value. */
  NOT_A_NUMBER
}
