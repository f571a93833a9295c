package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;

/**
 * How history is kept, in whatever store.
 *
 * @param retention how long each tier is kept
 * @param manage whether missing buckets of an InfluxDB are made, and retentions of existing ones
 *     lengthened, at start; without it, what is missing is told with the commands that make it
 */
public record HistorySettings(Retention retention, @Default("true") boolean manage) {
  public static final HistorySettings DEFAULT = new HistorySettings(Retention.DEFAULT, true);
}
