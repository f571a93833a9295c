package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * How the recorder writes.
 *
 * @param groupId consumer group
 * @param batchPoints points after which a batch is written; InfluxDB is fastest with 5 to 10
 *     thousand
 * @param batchDelay time after which a smaller batch is written
 * @param undeclaredAfter how long a scan waits for the declaration of its asset before it is
 *     rejected
 * @param downAfter how long the store may be away before the recorder is down rather than degraded;
 *     it goes on trying
 * @param batchBytes bytes after which a batch is written though it has fewer points: with the
 *     records of one poll, the bound of what is kept in memory while the store is away
 */
public record RecorderSettings(
    @Default("millwright-history") String groupId,
    @Default("10000") int batchPoints,
    @Default("PT0.2S") Duration batchDelay,
    @Default("PT30S") Duration undeclaredAfter,
    @Default("PT15S") Duration downAfter,
    @Default("8000000") int batchBytes) {
  public static final RecorderSettings DEFAULT =
      new RecorderSettings(
          "millwright-history",
          10_000,
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          8_000_000);

  public RecorderSettings {
    if (batchPoints < 1 || batchBytes < 1) {
      throw new IllegalArgumentException(
          "batchPoints and batchBytes must be at least 1, are " + batchPoints + ", " + batchBytes);
    }
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
  }
}
