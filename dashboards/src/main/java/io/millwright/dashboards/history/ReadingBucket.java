package io.millwright.dashboards.history;

import java.time.Instant;

/**
 * Readings of a point within one bucket of time; never empty.
 *
 * @param time start of the bucket
 * @param min smallest value
 * @param mean arithmetic mean
 * @param max largest value
 * @param count readings in the bucket
 */
public record ReadingBucket(Instant time, double min, double mean, double max, long count) {}
