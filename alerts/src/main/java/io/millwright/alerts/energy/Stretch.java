package io.millwright.alerts.energy;

import java.time.Duration;

/**
 * Energy over some time.
 *
 * @param time that was measured
 * @param kwh energy in it
 */
record Stretch(Duration time, double kwh) {
  static final Stretch NONE = new Stretch(Duration.ZERO, 0);

  private static final Duration HOUR = Duration.ofHours(1);

  static double hours(Duration time) {
    return time.toMillis() / 3_600_000.0;
  }

  Stretch plus(Duration more, double energy) {
    return new Stretch(time.plus(more), kwh + energy);
  }

  boolean full() {
    return time.compareTo(HOUR) >= 0;
  }

  /** In kW. */
  double mean() {
    return kwh / hours(time);
  }
}
