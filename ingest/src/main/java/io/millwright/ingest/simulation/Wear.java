package io.millwright.ingest.simulation;

/**
 * The wear of one life of a machine: none until an onset, then a power law up to 1, where the
 * machine fails. Only turning hours count, weighted by load; a stop heals nothing.
 *
 * <p>damage = ((h − onset) / growth)^exponent with exponent > 1: convex, as progressive damage is
 * (P. Paris, F. Erdogan, "A Critical Analysis of Crack Propagation Laws", J. Basic Eng. 85, 1963,
 * doi:10.1115/1.3656900); the closed form is our simplification. Hours add up as in linear damage
 * accumulation with the life exponent 3 of ball bearings, L10 = (C/P)³ million revolutions (ISO
 * 281:2007): an hour at speed ratio n under load ratio P counts n·P³ rated hours.
 */
final class Wear {
  private static final double LIFE_EXPONENT = 3;

  private final double onsetHours;
  private final double growthHours;
  private final double exponent;
  private double ratedHours;

  Wear(double onsetHours, double growthHours, double exponent) {
    if (!(onsetHours >= 0) || !(growthHours > 0) || !(exponent >= 1)) {
      throw new IllegalArgumentException("need onset ≥ 0, growth > 0 and exponent ≥ 1");
    }
    this.onsetHours = onsetHours;
    this.growthHours = growthHours;
    this.exponent = exponent;
  }

  /** The machine turns for some hours at these shares of rated speed and bearing load. */
  void turn(double hours, double speedRatio, double loadRatio) {
    ratedHours += hours * speedRatio * StrictMath.pow(loadRatio, LIFE_EXPONENT);
  }

  /** 0 while sound, 1 at failure. */
  double damage() {
    double share = (ratedHours - onsetHours) / growthHours;
    return share <= 0 ? 0 : Math.min(1, StrictMath.pow(share, exponent));
  }

  boolean failed() {
    return damage() >= 1;
  }

  /** Hours at rated speed and load that are left. */
  double remainingRatedHours() {
    return Math.max(0, onsetHours + growthHours - ratedHours);
  }
}
