package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.Locale;

/** A part of the history that is kept for a time of its own. */
public enum Tier {
  /** Readings, features and assessments as they came. */
  RAW(Duration.ZERO),
  /** The same, one row a minute. */
  MINUTE(Duration.ofMinutes(1)),
  /** The same, one row an hour. */
  HOUR(Duration.ofHours(1)),
  /** Alarms, cases, orders and key figures. */
  EVENTS(Duration.ZERO),
  /** Spectra and waveforms. */
  BLOCKS(Duration.ZERO);

  private final Duration step;

  Tier(Duration step) {
    this.step = step;
  }

  /** Time that one row stands for; zero where nothing is rolled up. */
  Duration step() {
    return step;
  }

  /** Name in stores and in the configuration. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
