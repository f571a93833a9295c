package io.millwright.dashboards.history;

import java.util.List;
import java.util.Locale;

/**
 * A measurement that coarser tiers are computed of. Features are rolled up by the hour only: frames
 * seldom come more often than one a minute, and four numbers a feature would then take more room
 * than what they sum up.
 */
enum Trend {
  READINGS(HistoryLayout.READINGS, Tier.MINUTE, Tier.HOUR),
  FEATURES(HistoryLayout.FEATURES, Tier.HOUR),
  ASSESSMENTS(HistoryLayout.ASSESSMENTS, Tier.MINUTE, Tier.HOUR);

  private final String measurement;
  private final List<Tier> tiers;

  Trend(String measurement, Tier... tiers) {
    this.measurement = measurement;
    this.tiers = List.of(tiers);
  }

  String measurement() {
    return measurement;
  }

  /** Computed tiers, finest first. */
  List<Tier> tiers() {
    return tiers;
  }

  /** Tag value in the marks of stale hours. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
