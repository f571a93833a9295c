package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.time.Instant;

/**
 * How long each tier of the history is kept, by event time; zero keeps it for ever.
 *
 * @param raw readings, features and assessments as they came; a day at least, since coarser tiers
 *     are computed from it
 * @param minute their minimum, mean and maximum by the minute; not shorter than raw
 * @param hour the same by the hour; not shorter than minute
 * @param events alarms, cases, orders and key figures
 * @param blocks spectra and waveforms
 */
public record Retention(
    @Default("P30D") Duration raw,
    @Default("P365D") Duration minute,
    @Default("P3650D") Duration hour,
    @Default("P3650D") Duration events,
    @Default("P14D") Duration blocks) {
  /** The shortest that InfluxDB takes is an hour; and of raw it must be enough to roll up. */
  private static final Duration SHORTEST = Duration.ofDays(1);

  /** What a configuration without a word on it means. */
  public static final Retention DEFAULT =
      new Retention(
          Duration.ofDays(30),
          Duration.ofDays(365),
          Duration.ofDays(3650),
          Duration.ofDays(3650),
          Duration.ofDays(14));

  /** Nothing is ever dropped. */
  public static final Retention FOR_EVER =
      new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public Retention {
    for (Duration kept : new Duration[] {raw, minute, hour, events, blocks}) {
      if (!kept.isZero() && kept.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "a tier is kept for a day (P1D) or longer, or for ever (P0D); is " + kept);
      }
    }
    if (shorter(minute, raw) || shorter(hour, minute)) {
      throw new IllegalArgumentException(
          "a coarser tier must not be kept shorter than a finer one: raw %s, minute %s, hour %s"
              .formatted(raw, minute, hour));
    }
  }

  private static boolean shorter(Duration a, Duration b) {
    return !a.isZero() && (b.isZero() || a.compareTo(b) < 0);
  }

  /** How long a tier is kept; zero for ever. */
  public Duration of(Tier tier) {
    return switch (tier) {
      case RAW -> raw;
      case MINUTE -> minute;
      case HOUR -> hour;
      case EVENTS -> events;
      case BLOCKS -> blocks;
    };
  }

  /**
   * What is older than this may be gone from a tier; {@link Instant#MIN} if it is kept for ever.
   */
  Instant beginning(Tier tier, Instant now) {
    Duration kept = of(tier);
    return kept.isZero() ? Instant.MIN : now.minus(kept);
  }
}
