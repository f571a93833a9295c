package io.millwright.ingest;

import io.millwright.runtime.metrics.Meter;

/** What ingest measures. */
public enum IngestMeter implements Meter {
  SCANS_ACCEPTED("millwright.ingest.scans.accepted", "Scans published", "scans"),
  READINGS("millwright.ingest.readings", "Channel values in published scans", "readings"),
  FRAMES_ACCEPTED(
      "millwright.ingest.frames.accepted", "Frames of waveforms and sound published", "frames"),
  FRAME_BYTES("millwright.ingest.frames.bytes", "Samples in published frames", "bytes"),
  REJECTED(
      "millwright.ingest.rejected", "Records sent to the rejected topic, by reason", "records"),
  EVENTS("millwright.ingest.events", "Machine events published", "events"),
  RESUMED(
      "millwright.ingest.resumed", "Records skipped because an earlier run stored them", "records");

  private final Definition definition;

  IngestMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
