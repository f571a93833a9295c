package io.millwright.ingest;

import io.millwright.runtime.metrics.Meter;

/** What ingest measures. */
public enum IngestMeter implements Meter {
  SCANS_ACCEPTED("millwright.ingest.scans.accepted", "Scans published", "scans"),
  READINGS("millwright.ingest.readings", "Channel values in published scans", "readings"),
  REJECTED(
      "millwright.ingest.rejected", "Records sent to the rejected topic, by reason", "records"),
  EVENTS("millwright.ingest.events", "Machine events published", "events"),
  RESUMED(
      "millwright.ingest.resumed", "Records skipped because an earlier run stored them", "records");

  private final String id;
  private final String description;
  private final String unit;

  IngestMeter(String id, String description, String unit) {
    this.id = id;
    this.description = description;
    this.unit = unit;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String unit() {
    return unit;
  }
}
