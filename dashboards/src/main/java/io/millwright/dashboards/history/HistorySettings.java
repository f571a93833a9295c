package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;

/**
 * How history is kept, in whatever store.
 *
 * @param retention how long each tier is kept
 * @param manage whether missing buckets of an InfluxDB are made, and retentions of existing ones
 *     lengthened, at start; without it, what is missing is told with the commands that make it
 * @param mostSeries series that one measurement may have; points of further ones are rejected
 */
public record HistorySettings(
    Retention retention, @Default("true") boolean manage, @Default("100000") int mostSeries) {
  public static final HistorySettings DEFAULT = new HistorySettings(Retention.DEFAULT, true);

  public HistorySettings {
    if (mostSeries < 1) {
      throw new IllegalArgumentException("mostSeries must be at least 1, is " + mostSeries);
    }
  }

  /** With the default number of series. */
  public HistorySettings(Retention retention, boolean manage) {
    this(retention, manage, 100_000);
  }
}
