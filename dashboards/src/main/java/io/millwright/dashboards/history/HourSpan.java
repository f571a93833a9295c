package io.millwright.dashboards.history;

/**
 * Whole hours of event time.
 *
 * @param first since 1970
 * @param end exclusive; after first
 */
record HourSpan(long first, long end) {
  /** All hours that a 64-bit number has. */
  static final HourSpan EVER = new HourSpan(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final long MICROS = 3_600_000_000L;

  HourSpan {
    if (first >= end) {
      throw new IllegalArgumentException("hours from " + first + " must end after, not at " + end);
    }
  }

  /** The hour that a time in microseconds since 1970 lies in. */
  static long hourOf(long epochMicros) {
    return Math.floorDiv(epochMicros, MICROS);
  }

  /** Beginning of an hour in microseconds since 1970. */
  static long micros(long hour) {
    return hour * MICROS;
  }

  long fromMicros() {
    return micros(first);
  }

  long toMicros() {
    return micros(end);
  }
}
