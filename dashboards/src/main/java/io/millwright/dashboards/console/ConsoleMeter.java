package io.millwright.dashboards.console;

import io.millwright.runtime.metrics.Meter;

/** Meters of the console. */
public enum ConsoleMeter implements Meter {
  ASSETS("millwright.console.assets", "Assets known to the console", "assets"),
  LIVE_CLIENTS("millwright.console.live", "Clients of the live stream", "clients"),
  UNREADABLE("millwright.console.unreadable", "Records the console could not read", "records"),
  WRITES("millwright.console.writes", "Writes that people asked for, by outcome", "requests");

  private final String id;
  private final String description;
  private final String unit;

  ConsoleMeter(String id, String description, String unit) {
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
