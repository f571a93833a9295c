package io.millwright.dashboards.console;

import io.millwright.runtime.metrics.Meter;

/** Meters of the console. */
public enum ConsoleMeter implements Meter {
  ASSETS("millwright.console.assets", "Assets known to the console", "assets"),
  LIVE_CLIENTS("millwright.console.live", "Clients of the live stream", "clients"),
  UNREADABLE("millwright.console.unreadable", "Records the console could not read", "records"),
  WRITES("millwright.console.writes", "Writes that people asked for, by outcome", "requests");

  private final Definition definition;

  ConsoleMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
