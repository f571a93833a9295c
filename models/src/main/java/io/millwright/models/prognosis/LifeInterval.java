package io.millwright.models.prognosis;

import java.util.Arrays;

/**
 * How far the truth may lie from an estimate, by the estimate: offsets between knots are
 * interpolated. Everything is a share of the model's cap.
 *
 * @param knots estimates, ascending from 0 to 1
 * @param below offsets of the lower end, not positive
 * @param above offsets of the upper end, not negative
 */
@SuppressWarnings("ArrayRecordComponent") // read-only parameters on the hot path
public record LifeInterval(double[] knots, double[] below, double[] above) {
  public LifeInterval {
    if (knots.length < 2 || below.length != knots.length || above.length != knots.length) {
      throw new IllegalArgumentException("knots and offsets differ in number");
    }
  }

  /** Lower end for an estimate, between 0 and the estimate. */
  public double lower(double estimate) {
    return Math.max(0, Math.min(estimate, estimate + at(estimate, below)));
  }

  /** Upper end for an estimate, between the estimate and 1. */
  public double upper(double estimate) {
    return Math.min(Math.max(1, estimate), Math.max(estimate, estimate + at(estimate, above)));
  }

  private double at(double estimate, double[] offsets) {
    int found = Arrays.binarySearch(knots, estimate);
    if (found >= 0) {
      return offsets[found];
    }
    int after = -found - 1;
    if (after == 0) {
      return offsets[0];
    }
    if (after == knots.length) {
      return offsets[after - 1];
    }
    double share = (estimate - knots[after - 1]) / (knots[after] - knots[after - 1]);
    return offsets[after - 1] + share * (offsets[after] - offsets[after - 1]);
  }
}
