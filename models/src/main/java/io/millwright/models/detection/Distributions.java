package io.millwright.models.detection;

/**
 * Quantiles of the distributions that control limits come from. Incomplete gamma and beta functions
 * by series and continued fraction (W. H. Press et al., "Numerical Recipes", 3rd ed. 2007, §6.2 and
 * §6.4), inverted by bisection: for fitting a baseline, not for every scan. The remaining life of a
 * bearing takes two a frame, after its onset only.
 */
public final class Distributions {
  private static final double TINY = 1e-300;
  private static final double EPSILON = 1e-15;
  private static final int MOST_TERMS = 2000;
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Distributions() {}

  /** The value that a standard normal variable exceeds with the probability. */
  static double normalUpper(double probability) {
    if (probability > 0.5) {
      return -normalUpper(1 - probability);
    }
    return Math.sqrt(chiSquareUpper(1, 2 * probability));
  }

  /**
   * The value that χ² of (not necessarily whole) degrees of freedom exceeds with the probability.
   */
  static double chiSquareUpper(double degrees, double probability) {
    double high = degrees + 10;
    while (upperGamma(degrees / 2, high / 2) > probability) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
      double middle = 0.5 * (low + high);
      if (upperGamma(degrees / 2, middle / 2) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** The value that F with the degrees of freedom exceeds with the probability. */
  static double fUpper(double numerator, double denominator, double probability) {
    double high = 2;
    while (fTail(numerator, denominator, high) > probability) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
      double middle = 0.5 * (low + high);
      if (fTail(numerator, denominator, middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /**
   * The value that Student's t with the degrees of freedom does not exceed with the probability,
   * which is above 0 and below 1: t² is F with 1 and that many.
   */
  public static double studentQuantile(double degrees, double probability) {
    double tail = Math.min(probability, 1 - probability);
    double t = tail < 0.5 ? Math.sqrt(fUpper(1, degrees, 2 * tail)) : 0;
    return probability < 0.5 ? -t : t;
  }

  private static double fTail(double d1, double d2, double f) {
    return regularizedBeta(d2 / 2, d1 / 2, d2 / (d2 + d1 * f));
  }

  /** Q(a, x) = Γ(a, x) / Γ(a). */
  static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
    if (x < a + 1) {
      double term = 1 / a;
      double sum = term;
      for (int n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
        term *= x / (a + n);
        sum += term;
      }
      return 1 - sum * scale;
    }
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
      double an = -i * (i - a);
      b += 2;
      d = 1 / away(an * d + b);
      c = away(b + an / c);
      double delta = d * c;
      h *= delta;
      if (Math.abs(delta - 1) < EPSILON) {
        break;
      }
    }
    return scale * h;
  }

  /** I_x(a, b). */
  static double regularizedBeta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * betaFraction(a, b, x) / a
        : 1 - front * betaFraction(b, a, 1 - x) / b;
  }

  private static double betaFraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      double delta = d * c;
      h *= delta;
      if (Math.abs(delta - 1) < EPSILON) {
        break;
      }
    }
    return h;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** ln Γ(x) for x > 0 (C. Lanczos, 1964; coefficients g = 7, n = 9). */
  static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double y = x - 1;
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (y + i);
    }
    double t = y + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
