package io.millwright.alerts.parts;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Duration;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of a remaining life of which three quantiles are told: the lower bound is the
 * quantile (1 − coverage)/2, the median ½, the upper bound (1 + coverage)/2. Immutable.
 *
 * <p>Between and beyond them it is a split log-normal: with {@code z} the normal quantile of the
 * upper bound, {@code F(t) = Φ(z · ln(t/median) / ln(median/lower))} up to the median and {@code
 * F(t) = Φ(z · ln(t/median) / ln(upper/median))} above it. The log-normal is a usual law of life
 * (W. Q. Meeker and L. A. Escobar, Statistical Methods for Reliability Data, Wiley 1998, ch. 4);
 * two scales on both sides of a centre are G. T. Fechner's (K. F. Wallis, "The two-piece normal,
 * binormal, or double Gaussian distribution: its origin and rediscoveries", Statistical Science 29
 * (2014) 106–112, doi:10.1214/13-STS417). His is continuous in its density and splits at the mode;
 * this one is continuous in its probability and splits at the median, because quantiles are what is
 * told.
 *
 * <p>Two deviations. A lower bound of less than a twentieth of the median says little more than
 * "soon", and the logarithm would make "at once" of it: there the probability runs straight from
 * zero life through the lower bound to the median, with what a bound of zero promises at once. A
 * median of zero is a failure at once.
 */
final class LifeDistribution {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Share of the median below which the lower bound has no logarithm worth having. */
  private static final double SOON = 0.05;

  /** Below it, it cannot be told any more how much longer a life that should be over lasts. */
  private static final double OVER = 1e-9;

  private final double lower;
  private final double median;
  private final double upper;
  private final double tail;
  private final double z;

  private LifeDistribution(
      double lowerHours, double medianHours, double upperHours, double coverage) {
    lower = lowerHours;
    median = medianHours;
    upper = upperHours;
    tail = (1 - coverage) / 2;
    z = NORMAL.inverseCumulativeProbability((1 + coverage) / 2);
  }

  /**
   * Of an estimate.
   *
   * @param cycle duration of a duty cycle, for lives counted in cycles
   * @throws IllegalArgumentException if its coverage does not lie between 0 and 1
   */
  static LifeDistribution of(RemainingLife life, Duration cycle) {
    if (!(life.coverage() > 0 && life.coverage() < 1)) {
      throw new IllegalArgumentException(
          "its interval promises a coverage of " + life.coverage() + ", not between 0 and 1");
    }
    double hours = life.unit() == LifeUnit.HOURS ? 1 : hours(cycle);
    return new LifeDistribution(
        hours * life.lower(), hours * life.median(), hours * life.upper(), life.coverage());
  }

  /**
   * Probability that the machine fails within a time.
   *
   * @param age of the estimate; the machine has not failed since
   * @param within from now on; zero or more
   */
  double failureWithin(Duration age, Duration within) {
    double from = Math.max(0, hours(age));
    double before = failedBy(from);
    double alive = 1 - before;
    if (alive < OVER) {
      return 1;
    }
    return Math.min(1, (failedBy(from + hours(within)) - before) / alive);
  }

  /** Probability that the life is over by then, without knowledge of survival. */
  double failedBy(double hours) {
    if (hours >= median) {
      return median == 0 || upper == median
          ? 1
          : NORMAL.cumulativeProbability(z * Math.log(hours / median) / Math.log(upper / median));
    }
    if (lower < SOON * median) {
      return hours < lower
          ? tail * hours / lower
          : tail + (0.5 - tail) * (hours - lower) / (median - lower);
    }
    // A lower bound that is the median: the logarithm of one, and nothing fails before.
    return hours <= 0 || lower == median
        ? 0
        : NORMAL.cumulativeProbability(z * Math.log(hours / median) / Math.log(median / lower));
  }

  private static double hours(Duration duration) {
    // In seconds: milliseconds of a very long time overflow.
    return duration.toSeconds() / 3600.0 + duration.toNanosPart() / 3.6e12;
  }
}
