package io.millwright.standalone.flow;

import io.millwright.runtime.metrics.Meter;

/** Meters of the process as a whole. */
public enum PlatformMeter implements Meter {
  LAG("millwright.consumer.lag", "Records that a consumer group has not committed yet", "records"),
  CHECKPOINT_AGE(
      "millwright.checkpoint.age",
      "Age of the newest complete checkpoint of a job: what a restart repeats",
      "seconds");

  private final Definition definition;

  PlatformMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
