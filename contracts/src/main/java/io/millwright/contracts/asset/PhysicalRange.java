package io.millwright.contracts.asset;

/**
 * The values that a point can physically take; anything outside is a fault of the sensor or the
 * wiring and is rejected.
 *
 * @param minimum least possible value, in the point's unit
 * @param maximum greatest possible value, above {@code minimum}
 */
public record PhysicalRange(double minimum, double maximum) {
  /** Every finite number. */
  public static final PhysicalRange UNBOUNDED =
      new PhysicalRange(-Double.MAX_VALUE, Double.MAX_VALUE);

  public PhysicalRange {
    if (!(minimum < maximum)) {
      throw new IllegalArgumentException("minimum " + minimum + " is not below maximum " + maximum);
    }
  }

  /** False for NaN. */
  public boolean contains(double value) {
    return value >= minimum && value <= maximum;
  }
}
