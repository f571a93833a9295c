package io.millwright.contracts.assessment;

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
}
