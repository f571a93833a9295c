package io.millwright.models.detection;

/** Upper control limits of the statistics of a principal component model. */
final class ControlLimits {
  private ControlLimits() {}

  /**
   * Limit of Hotelling's T² of a new observation, when mean and covariance were estimated from a
   * sample: k(m² − 1) / (m(m − k)) · F(k, m − k). H. Hotelling, "Multivariate Quality Control",
   * 1947; N. D. Tracy, J. C. Young, R. L. Mason, "Multivariate Control Charts for Individual
   * Observations", 1992, doi:10.1080/00224065.1992.12015232.
   *
   * @param components k
   * @param samples m, above k
   */
  static double hotelling(int components, double samples, double probability) {
    double k = components;
    return k
        * (samples * samples - 1)
        / (samples * (samples - k))
        * Distributions.fUpper(k, samples - k, probability);
  }

  /**
   * Limit of the squared prediction error from the eigenvalues of the residual space. J. E.
   * Jackson, G. S. Mudholkar, "Control Procedures for Residuals Associated With Principal Component
   * Analysis", 1979, doi:10.1080/00401706.1979.10489779. Where their exponent h₀ is not positive,
   * the matched χ² of G. E. P. Box, "Some Theorems on Quadratic Forms", 1954,
   * doi:10.1214/aoms/1177728786, stands in.
   *
   * @return 0 when there is no residual space
   */
  static double jacksonMudholkar(double[] eigenvalues, double probability) {
    double theta1 = 0;
    double theta2 = 0;
    double theta3 = 0;
    for (double l : eigenvalues) {
      theta1 += l;
      theta2 += l * l;
      theta3 += l * l * l;
    }
    if (theta1 <= 0) {
      return 0;
    }
    double h0 = 1 - 2 * theta1 * theta3 / (3 * theta2 * theta2);
    double c = Distributions.normalUpper(probability);
    double base =
        1
            + c * Math.sqrt(2 * theta2 * h0 * h0) / theta1
            + theta2 * h0 * (h0 - 1) / (theta1 * theta1);
    return h0 > 0.05 && base > 0
        ? theta1 * Math.pow(base, 1 / h0)
        : matchedChiSquare(theta1, theta2, probability);
  }

  /** Limit of a quadratic form with the mean θ₁ and variance 2θ₂, as g·χ²(h). */
  static double matchedChiSquare(double theta1, double theta2, double probability) {
    double g = theta2 / theta1;
    double h = theta1 * theta1 / theta2;
    return g * Distributions.chiSquareUpper(h, probability);
  }

  /**
   * How much wider the limit of a sum of squares must be because each variance was itself
   * estimated: every term is then F(1, ν) instead of χ²(1), whose mean is ν/(ν − 2) and variance
   * 2ν²(ν − 1) / ((ν − 2)²(ν − 4)).
   *
   * @param terms effective number of terms, Box's h
   * @param degrees ν, degrees of freedom of each variance
   */
  static double estimatedVarianceFactor(double terms, double degrees, double probability) {
    double v = Math.max(degrees, 6);
    double mean = v / (v - 2);
    double halfVariance = v * v * (v - 1) / ((v - 2) * (v - 2) * (v - 4));
    return matchedChiSquare(terms * mean, terms * halfVariance, probability)
        / Distributions.chiSquareUpper(terms, probability);
  }

  /**
   * Variance of an exponentially weighted moving average in the steady state, over that of its
   * input, an AR(1) process: λ/(2 − λ) · (1 + φ(1 − λ)) / (1 − φ(1 − λ)). W. Schmid, "On EWMA
   * charts for time series", 1997, doi:10.1007/978-3-642-59239-3_10.
   *
   * @param smoothing λ
   * @param autocorrelation φ, at lag 1
   */
  static double movingAverageVariance(double smoothing, double autocorrelation) {
    double kept = autocorrelation * (1 - smoothing);
    return smoothing / (2 - smoothing) * (1 + kept) / (1 - kept);
  }
}
