package io.millwright.dashboards.history;

import java.time.Instant;

/**
 * What there is of a series of blocks.
 *
 * @param series the series
 * @param first time of its oldest block
 * @param last time of its newest block
 * @param count how many blocks it has
 */
public record BlockExtent(BlockSeries series, Instant first, Instant last, long count) {}
