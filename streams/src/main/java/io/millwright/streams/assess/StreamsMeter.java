package io.millwright.streams.assess;

import io.millwright.runtime.metrics.Meter;

/**
 * Meters of the jobs. They live in Flink's metric groups, in each operator's group under this name;
 * Flink adds job, operator and subtask.
 */
public enum StreamsMeter implements Meter {
  ACCEPTED("millwright.scans.accepted", "scans", "Scans and frames that were assessed"),
  MERGED(
      "millwright.vectors.merged", "vectors", "Vectors that show in the next assessment of theirs"),
  REDELIVERED(
      "millwright.scans.redelivered", "scans", "Scans and vectors that came again, ignored"),
  REJECTED("millwright.records.rejected", "records", "Records rejected, by reason"),
  EVENTS("millwright.events.applied", "events", "Machine events that were applied"),
  WAITED("millwright.records.waited", "records", "Records that had to wait for a declaration"),
  DECLARED("millwright.assets.declared", "assets", "Declarations taken, changes included"),
  WITHDRAWN("millwright.assets.withdrawn", "assets", "Assets whose state was cleared"),
  STATES("millwright.assets", "assets", "Assets by health of their last assessment since start"),
  EVENT_DELAY(
      "millwright.event.delay", "milliseconds", "Age of the last assessed scan: now - source time"),
  SHADOW_ASSESSED(
      "millwright.shadow.assessed", "scans", "Scans and frames that a shadow model judged too"),
  SHADOW_FAILED(
      "millwright.shadow.failed", "assets", "Assets whose shadow model failed and was given up"),
  VECTORS("millwright.vectors.made", "vectors", "Feature vectors made of frames"),
  FRAMES_REDELIVERED(
      "millwright.frames.redelivered", "frames", "Frames that came again unchanged, ignored"),
  FRAMES_SKIPPED(
      "millwright.frames.skipped", "frames", "Frames not taken in steady running, by state"),
  FEATURE_LATENCY(
      "millwright.features.latency", "milliseconds", "From ingest of a frame to its features"),
  LATENCY("millwright.assessment.latency", "milliseconds", "From ingest of a scan to assessment");

  private final Definition definition;

  StreamsMeter(String id, String unit, String description) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
