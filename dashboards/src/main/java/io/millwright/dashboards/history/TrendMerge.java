package io.millwright.dashboards.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins what several tiers say of the same buckets, exactly: means are weighted by their counts.
 */
final class TrendMerge {
  private static final class Sum {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double mean;
    long count;
  }

  private final Buckets buckets;
  private final Map<String, TreeMap<Long, Sum>> trends = new HashMap<>();

  TrendMerge(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Adds {@code n} values of a series to the bucket that a time lies in. */
  void add(String series, long epochMicros, double min, double mean, double max, long n) {
    if (n <= 0 || Double.isNaN(mean)) {
      return;
    }
    Sum sum =
        trends
            .computeIfAbsent(series, s -> new TreeMap<>())
            .computeIfAbsent(buckets.index(epochMicros), b -> new Sum());
    sum.min = Math.min(sum.min, min);
    sum.max = Math.max(sum.max, max);
    sum.mean = sum.count == 0 ? mean : (sum.mean * sum.count + mean * n) / (sum.count + n);
    sum.count += n;
  }

  /** Of each series in order of time. */
  Map<String, List<ReadingBucket>> trends() {
    Map<String, List<ReadingBucket>> result = new HashMap<>();
    trends.forEach(
        (series, found) ->
            result.put(
                series,
                found.entrySet().stream()
                    .map(bucket -> bucket(bucket.getKey(), bucket.getValue()))
                    .toList()));
    return result;
  }

  private ReadingBucket bucket(long index, Sum sum) {
    return new ReadingBucket(buckets.start(index), sum.min, sum.mean, sum.max, sum.count);
  }
}
