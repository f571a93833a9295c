package io.millwright.dashboards.history;

import io.millwright.runtime.metrics.Meter;

/** Meters of the recorder. */
public enum HistoryMeter implements Meter {
  POINTS("millwright.history.points", "Points that the store accepted", "points"),
  REFUSED(
      "millwright.history.refused",
      "Points that the store refused for good, or of a series too many",
      "points"),
  REJECTED(
      "millwright.history.rejected",
      "Records that could not be read, had no asset or were too old",
      "records"),
  WRITES("millwright.history.writes", "Time to write one batch", "seconds"),
  FAILURES("millwright.history.failures", "Attempts to write that failed", "attempts"),
  BLOCKS("millwright.history.blocks", "Pieces of signals that the store accepted", "blocks"),
  BLOCKS_SKIPPED(
      "millwright.history.blocks.skipped", "Frames that no block could be made of", "frames"),
  BLOCK_FAILURES(
      "millwright.history.blocks.failures", "Attempts to write blocks that failed", "attempts"),
  UNREADABLE_ENTRIES(
      "millwright.history.entries.unreadable", "Ledger entries that were stepped over", "records"),
  BUFFERED(
      "millwright.history.buffered", "Points in memory that the store does not have yet", "points"),
  SERIES(
      "millwright.history.series", "Series of a measurement that this process wrote to", "series"),
  STALE(
      "millwright.history.stale",
      "Hours of machines whose minutes and hours are to be computed",
      "hours"),
  ROLL_UPS("millwright.history.rollups", "Time to compute minutes and hours of a run", "seconds"),
  LAG("millwright.history.lag", "Records in Kafka that are not in the store yet", "records");

  private final Definition definition;

  HistoryMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
