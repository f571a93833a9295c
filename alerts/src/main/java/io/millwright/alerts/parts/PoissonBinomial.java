package io.millwright.alerts.parts;

import java.util.Arrays;
import java.util.List;

/**
 * Sum of independent demands of which each asks for a few pieces at most. Where each asks for one
 * piece or none, with a probability of its own, the sum is Poisson-binomial.
 *
 * <p>The mass is built by convolving one demand after the other, the recursion of R. E. Barlow and
 * K. D. Heidtmann, "Computing k-out-of-n system reliability", IEEE Transactions on Reliability R-33
 * (1984) 322–323, doi:10.1109/TR.1984.5221843; Y. Hong, "On computing the distribution function for
 * the Poisson binomial distribution", Computational Statistics &amp; Data Analysis 59 (2013) 41–51,
 * doi:10.1016/j.csda.2012.10.006, compares it with others. Only non-negative numbers are added and
 * multiplied, so nothing cancels. Time grows with the number of demands times the width of the
 * mass; an upper tail below 10⁻³⁰ is cut off as it comes up, which keeps the width near that of the
 * distribution. Immutable.
 */
final class PoissonBinomial {
  /** Below it a probability in the upper tail is taken for zero. */
  private static final double NEGLIGIBLE = 1e-30;

  private static final double ROUNDING = 1e-9;

  private final double[] mass;
  private final double mean;

  private PoissonBinomial(double[] mass, double mean) {
    this.mass = mass;
    this.mean = mean;
  }

  /**
   * Of demands for one piece.
   *
   * @param probabilities of each; 0 to 1
   */
  static PoissonBinomial of(double... probabilities) {
    return ofDemands(Arrays.stream(probabilities).mapToObj(p -> new double[] {1 - p, p}).toList());
  }

  /**
   * Of demands for any number of pieces.
   *
   * @param demands the mass of each: element {@code k} is the probability of {@code k} pieces; its
   *     sum is 1
   */
  static PoissonBinomial ofDemands(List<double[]> demands) {
    int most = 0;
    for (double[] demand : demands) {
      check(demand);
      most = Math.addExact(most, demand.length - 1);
    }
    double[] mass = new double[Math.min(most, 64) + 1];
    mass[0] = 1;
    int top = 0;
    double mean = 0;
    for (double[] demand : demands) {
      int reach = top + demand.length - 1;
      if (reach >= mass.length) {
        mass = Arrays.copyOf(mass, Math.max(reach + 1, Math.min(most + 1, 2 * mass.length)));
      }
      convolve(mass, top, demand, reach);
      while (reach > 0 && mass[reach] < NEGLIGIBLE) {
        mass[reach--] = 0;
      }
      top = reach;
      for (int k = 1; k < demand.length; k++) {
        mean += k * demand[k];
      }
    }
    return new PoissonBinomial(Arrays.copyOf(mass, top + 1), mean);
  }

  /**
   * Probability that demands for any number of pieces stay at or below so many. Takes time by that
   * number and not by the width of the whole mass.
   *
   * @param demands as of {@link #ofDemands}
   */
  static double atMost(int pieces, List<double[]> demands) {
    if (pieces < 0) {
      return 0;
    }
    if (pieces >= demands.stream().mapToInt(demand -> demand.length - 1).sum()) {
      return 1;
    }
    double[] mass = new double[pieces + 1];
    mass[0] = 1;
    int top = 0;
    for (double[] demand : demands) {
      int reach = Math.min(pieces, top + demand.length - 1);
      convolve(mass, top, demand, reach);
      while (reach > 0 && mass[reach] < NEGLIGIBLE) {
        mass[reach--] = 0;
      }
      top = reach;
    }
    return Math.min(1, Arrays.stream(mass, 0, top + 1).sum());
  }

  private static void convolve(double[] mass, int top, double[] demand, int reach) {
    for (int j = reach; j >= 0; j--) {
      double sum = 0;
      for (int k = Math.max(0, j - top); k < demand.length && k <= j; k++) {
        sum += mass[j - k] * demand[k];
      }
      mass[j] = sum;
    }
  }

  private static void check(double[] demand) {
    double sum = 0;
    for (double p : demand) {
      if (!(p >= 0 && p <= 1 + ROUNDING)) {
        throw new IllegalArgumentException("a probability must be 0 to 1, is " + p);
      }
      sum += p;
    }
    if (!(Math.abs(sum - 1) < ROUNDING)) {
      throw new IllegalArgumentException("the probabilities of a demand must sum to 1, not " + sum);
    }
  }

  /** Mean number of pieces, exact. */
  double mean() {
    return mean;
  }

  /** Probability of just so many pieces. */
  double mass(int pieces) {
    return pieces < 0 || pieces >= mass.length ? 0 : mass[pieces];
  }

  /** Probability of more pieces; summed from the small end, so that small risks are exact, too. */
  double above(int pieces) {
    double sum = 0;
    for (int k = mass.length - 1; k > pieces && k >= 0; k--) {
      sum += mass[k];
    }
    return Math.min(1, sum);
  }

  /** Mean number of pieces asked for beyond so many, which may be negative. */
  double expectedAbove(int pieces) {
    if (pieces < 0) {
      return mean - pieces;
    }
    double sum = 0;
    for (int k = mass.length - 1; k > pieces; k--) {
      sum += (k - pieces) * mass[k];
    }
    return sum;
  }

  /** The least number that the demand stays at or below with a probability. */
  int quantile(double probability) {
    double risk = 1 - probability;
    int pieces = mass.length - 1;
    double above = 0;
    while (pieces > 0 && above + mass[pieces] <= risk) {
      above += mass[pieces--];
    }
    return pieces;
  }
}
