package io.millwright.dashboards.history;

import java.time.Instant;

/**
 * Equal buckets of time.
 *
 * @param from beginning of the first, microseconds since 1970
 * @param width of each in microseconds
 */
record Buckets(long from, long width) {
  /** At most so many, from the start of the range on. */
  static Buckets of(TimeRange range, int most) {
    return new Buckets(EpochMicros.of(range.from()), range.bucketMicros(most));
  }

  /** Number of the bucket that a time lies in. */
  long index(long epochMicros) {
    return Math.floorDiv(epochMicros - from, width);
  }

  /** Beginning of a bucket. */
  Instant start(long index) {
    return EpochMicros.toInstant(from + index * width);
  }
}
