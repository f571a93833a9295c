package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.Map;

/**
 * Makes the buckets of tiers in a kind of InfluxDB. All methods but {@link #command} ask the
 * server, and throw {@link HistoryUnavailableException} if it does not answer or does not allow it.
 */
interface TierAdmin {
  /** How long each tier that is there is kept; zero for ever. */
  Map<Tier, Duration> existing();

  /** Makes a tier that is not there. */
  void create(Tier tier, Duration kept);

  /** Changes how long a tier is kept. */
  void keep(Tier tier, Duration kept);

  /** What a person types to make a tier, or to change how long it is kept. */
  String command(Tier tier, Duration kept, boolean exists);

  /**
   * Time that one file of a tier spans. The server's own choice for tiers of less than a year; for
   * the long and thin ones its week would make hundreds of small files.
   *
   * @return zero for the server's choice
   */
  static Duration shard(Tier tier) {
    return switch (tier) {
      case HOUR, EVENTS -> Duration.ofDays(182);
      case RAW, MINUTE, BLOCKS -> Duration.ZERO;
    };
  }
}
