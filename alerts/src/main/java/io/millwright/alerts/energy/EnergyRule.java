package io.millwright.alerts.energy;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * How energy is measured.
 *
 * @param longestGap between two readings of power; a longer time counts as nothing, for nobody
 *     knows what the machine did. Power is read twenty times in it at most
 * @param healthy time of healthy running from which its power is known, 3 h to 168 h in whole
 *     hours; choose as long as the load takes to repeat itself
 */
public record EnergyRule(@Default("PT5M") Duration longestGap, @Default("PT24H") Duration healthy) {
  public static final EnergyRule DEFAULT =
      new EnergyRule(Duration.ofMinutes(5), Duration.ofHours(24));

  private static final int READINGS = 20;

  public EnergyRule {
    if (longestGap.compareTo(Duration.ofSeconds(READINGS)) < 0
        || longestGap.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("longestGap must be 20 s to a day");
    }
    if (healthy.toHours() < Baseline.FEWEST
        || healthy.toHours() > Baseline.MOST
        || !healthy.equals(Duration.ofHours(healthy.toHours()))) {
      throw new IllegalArgumentException("healthy must be 3 h to 168 h, in whole hours");
    }
  }

  /** Time between two readings at least: what comes in between is left out, to write less. */
  Duration step() {
    return longestGap.dividedBy(READINGS);
  }
}
