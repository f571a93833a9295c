package io.millwright.contracts.assessment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * An estimate of remaining useful life with its interval.
 *
 * @param lower lower bound of the interval, 0 ≤ lower ≤ median
 * @param median best estimate
 * @param upper upper bound, ≥ median
 * @param coverage probability that the interval promises to hold the truth, 0.9
 * @param unit of all three
 */
public record RemainingLife(
    double lower, double median, double upper, double coverage, LifeUnit unit) {
  public RemainingLife {
    if (!(0 <= lower && lower <= median && median <= upper && upper < Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "remaining life out of order: " + lower + ", " + median + ", " + upper);
    }
  }

  /** For people: {@code 15 hours (12 to 17)}; less than two hours are told in minutes. */
  public String words() {
    boolean minutes = unit == LifeUnit.HOURS && median < 2;
    double scale = minutes ? 60 : 1;
    return "%s %s (%s to %s)"
        .formatted(
            rounded(scale * median),
            minutes ? "minutes" : unit.name().toLowerCase(Locale.ROOT),
            rounded(scale * lower),
            rounded(scale * upper));
  }

  /** To whole numbers, small ones to two digits. */
  private static String rounded(double value) {
    return value >= 10
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
