package io.millwright.standalone.flow;

/**
 * Latencies in buckets of fixed size in memory: of a microsecond's resolution up to 16 µs, beyond
 * that of 1/16 of the value, so a quantile is at most 7 % off (the scheme of HdrHistogram, G.
 * Tene). Owned by one thread.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 4;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(64 - SUB_BITS) * SUB];
  private long total;
  private long largest;

  /** Counts one; below zero counts as zero. */
  public void record(long micros) {
    counts[bucket(Math.max(0, micros))]++;
    total++;
    largest = Math.max(largest, micros);
  }

  /** How many were recorded. */
  public long total() {
    return total;
  }

  /** The largest, in milliseconds, exactly; zero if there are none. */
  public double largestMillis() {
    return largest / 1000.0;
  }

  /** Milliseconds that the share q of all stays under or at; NaN if there are none. */
  public double quantileMillis(double q) {
    if (total == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(q * total));
    long seen = 0;
    int bucket = -1;
    while (seen < rank) {
      seen += counts[++bucket];
    }
    return middle(bucket) / 1000.0;
  }

  private static int bucket(long micros) {
    if (micros < SUB) {
      return (int) micros;
    }
    int magnitude = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
    return (magnitude + 1) * SUB + (int) ((micros >>> magnitude) - SUB);
  }

  private static double middle(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int magnitude = bucket / SUB - 1;
    return (double) ((long) (bucket % SUB + SUB) << magnitude) + (1L << magnitude) / 2.0;
  }
}
