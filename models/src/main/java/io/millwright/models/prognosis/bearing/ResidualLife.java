package io.millwright.models.prognosis.bearing;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;

/** What is known of a remaining life: its distribution. */
public sealed interface ResidualLife permits PopulationLife.Residual, DegradationLife.Residual {
  /** The longest life that is told apart, a century: beyond it numbers lose their meaning. */
  double MOST_SECONDS = 100 * 365.25 * 86400;

  /**
   * The life, in seconds and at most {@link #MOST_SECONDS}, that is not exceeded with the
   * probability.
   *
   * @param probability above 0 and below 1
   */
  double quantileSeconds(double probability);

  /** Median and 90 % interval, in hours. */
  default RemainingLife remainingLife() {
    return new RemainingLife(
        quantileSeconds(0.05) / 3600,
        quantileSeconds(0.5) / 3600,
        quantileSeconds(0.95) / 3600,
        0.9,
        LifeUnit.HOURS);
  }
}
