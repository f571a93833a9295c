package io.millwright.standalone.flow;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has come out so far.
 *
 * @param assessments distinct ids
 * @param duplicates deliveries of an id that was there before
 * @param rejected records on the rejected topic, by whomever, distinct by source
 * @param firstIngest when the first assessed scan was accepted; null before
 * @param lastAssessed when the newest assessment was made; null before
 * @param latencyMillisP50 from ingest to assessment; NaN before the first
 * @param latencyMillisP99 from ingest to assessment; NaN before the first
 */
public record FlowCounts(
    long assessments,
    long duplicates,
    long rejected,
    @Nullable Instant firstIngest,
    @Nullable Instant lastAssessed,
    double latencyMillisP50,
    double latencyMillisP99) {

  /** Seconds from the first scan in to the last assessment out; 0 before there is one. */
  public double seconds() {
    return firstIngest == null || lastAssessed == null
        ? 0
        : Duration.between(firstIngest, lastAssessed).toNanos() / 1e9;
  }
}
