package io.millwright.dashboards.history;

import io.millwright.contracts.telemetry.ChannelQuality;
import java.time.Instant;

/**
 * One stored value of a point.
 *
 * @param time event time
 * @param value in the point's unit
 * @param quality of the value
 */
public record Reading(Instant time, double value, ChannelQuality quality) {}
