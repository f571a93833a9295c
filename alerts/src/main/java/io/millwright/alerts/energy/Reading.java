package io.millwright.alerts.energy;

import java.time.Instant;

/** Power in kW at a time, and what the machine was like. */
record Reading(Instant time, double kilowatts, Condition condition) {}
