package io.millwright.models.prognosis.bearing;

import io.millwright.models.detection.Distributions;

/**
 * How long a bearing lasts after the onset of degradation. Degradation has no time scale of its
 * own: some bearings fail minutes after the first sign, others run on for a third of their life. So
 * what remains is told in multiples of the time since the change began, the less the more the
 * vibration has grown:
 *
 * <pre>
 *   ln (remaining life / time since the change began) = intercept + slope · health index + error
 * </pre>
 *
 * The error is Student's, with one degree of freedom less than there were bearings to learn from:
 * snapshots of the same bearing do not count as independent.
 *
 * @param intercept at a health index of 0
 * @param slope per unit of the health index; not positive
 * @param spread scale of the error of a prediction
 * @param bearings that it was learnt from, at least 2
 */
public record DegradationLife(double intercept, double slope, double spread, int bearings) {
  public DegradationLife {
    if (!Double.isFinite(intercept) || !(slope <= 0) || !(spread > 0) || bearings < 2) {
      throw new IllegalArgumentException("impossible law of degradation");
    }
  }

  /**
   * @param sinceChangeSeconds time since the change began, above 0
   */
  public ResidualLife after(double sinceChangeSeconds, double healthIndex) {
    return new Residual(
        Math.log(sinceChangeSeconds) + intercept + slope * healthIndex, spread, bearings - 1);
  }

  record Residual(double logMedian, double spread, int degreesOfFreedom) implements ResidualLife {
    @Override
    public double quantileSeconds(double probability) {
      double t = Distributions.studentQuantile(degreesOfFreedom, probability);
      return Math.min(MOST_SECONDS, Math.exp(logMedian + spread * t));
    }
  }
}
