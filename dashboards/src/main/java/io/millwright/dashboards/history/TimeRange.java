package io.millwright.dashboards.history;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of event time.
 *
 * @param from first instant, inclusive
 * @param to end, exclusive; after {@code from}
 */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("range from " + from + " must end after, not at " + to);
    }
  }

  /** The span that ends at an instant. */
  public static TimeRange before(Instant to, Duration length) {
    return new TimeRange(to.minus(length), to);
  }

  /**
   * Width in microseconds, at least 1, of the equal buckets from {@code from} on that cover this
   * range with at most so many of them.
   */
  long bucketMicros(int maxBuckets) {
    if (maxBuckets < 1) {
      throw new IllegalArgumentException("at least one bucket is needed, not " + maxBuckets);
    }
    long span = EpochMicros.of(to) - EpochMicros.of(from);
    return Math.max(1, (span + maxBuckets - 1) / maxBuckets);
  }
}
