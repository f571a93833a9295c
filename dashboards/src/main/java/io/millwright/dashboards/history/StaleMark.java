package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;

/** The mark of a stale hour as a point: at the hour's beginning, 1 while stale, else 0. */
final class StaleMark {
  /** Not raw: the beginning of an hour may be too old for that when a point of the hour is not. */
  static final Tier TIER = Tier.HOUR;

  private StaleMark() {}

  static void write(LineProtocolText lines, Trend trend, AssetId asset, long hour, boolean stale) {
    lines.begin(HistoryLayout.STALE_HOURS);
    lines.tag("asset", asset.value());
    lines.tag("of", trend.label());
    lines.integer("stale", stale ? 1 : 0);
    lines.end(HourSpan.micros(hour));
  }

  /** A refused mark is no telemetry that could be kept elsewhere: the store is not usable. */
  static void refused(String line, String reason) {
    throw new HistoryUnavailableException("store refused " + line + ": " + reason, null);
  }
}
