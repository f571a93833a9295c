package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;

/**
 * Principal component model of standardised residuals with the two statistics that watch it: T²
 * inside the components, squared prediction error (SPE, Q) outside. J. F. MacGregor, T. Kourti,
 * "Statistical process control of multivariate processes", 1995, doi:10.1016/0967-0661(95)00014-L.
 * On moving averages of the residuals T² is the statistic of the MEWMA chart: C. A. Lowry, W. H.
 * Woodall, C. W. Champ, S. E. Rigdon, "A Multivariate Exponentially Weighted Moving Average Control
 * Chart", 1992, doi:10.1080/00401706.1992.10485232.
 *
 * @param loadings components × channels, row by row
 * @param variances eigenvalues of the kept components, descending
 * @param t2Limit from which T² is anomalous
 * @param speLimit from which SPE is anomalous; infinite if the components explain all
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read on the hot path
record PrincipalComponents(
    int channels, float[] loadings, float[] variances, double t2Limit, double speLimit) {

  /**
   * Fits to a covariance.
   *
   * @param covariance of standardised residuals, already regularised
   * @param degrees degrees of freedom it was estimated with
   */
  static PrincipalComponents fit(double[][] covariance, double degrees, double probability) {
    int p = covariance.length;
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double mean = 0;
    for (double l : eigen.values()) {
      mean += Math.max(0, l) / p;
    }
    // Kaiser's rule; at least five observations a component, or T² would measure its own
    // uncertainty.
    int most = Math.max(1, (int) Math.min(p, degrees / 5));
    int k = 0;
    while (k < most && eigen.values()[k] > 1.001 * mean) {
      k++;
    }
    k = Math.max(1, k);
    float[] loadings = new float[k * p];
    float[] variances = new float[k];
    for (int j = 0; j < k; j++) {
      variances[j] = (float) Math.max(1e-6, eigen.values()[j]);
      for (int i = 0; i < p; i++) {
        loadings[j * p + i] = (float) eigen.vectors()[j][i];
      }
    }
    double[] rest = new double[p - k];
    double theta1 = 0;
    double theta2 = 0;
    for (int j = k; j < p; j++) {
      rest[j - k] = Math.max(0, eigen.values()[j]);
      theta1 += rest[j - k];
      theta2 += rest[j - k] * rest[j - k];
    }
    double spe =
        theta1 > 1e-9
            ? ControlLimits.jacksonMudholkar(rest, probability)
                * ControlLimits.estimatedVarianceFactor(
                    theta1 * theta1 / theta2, degrees, probability)
            : Double.POSITIVE_INFINITY;
    return new PrincipalComponents(
        p, loadings, variances, ControlLimits.hotelling(k, degrees + 1, probability), spe);
  }

  int components() {
    return variances.length;
  }

  /** Projections of the vector on the components. */
  private double score(int component, double[] u) {
    double t = 0;
    int row = component * channels;
    for (int i = 0; i < channels; i++) {
      t += loadings[row + i] * u[i];
    }
    return t;
  }

  /** Hotelling's T² of a standardised vector. */
  double t2(double[] u) {
    double sum = 0;
    for (int j = 0; j < variances.length; j++) {
      double t = score(j, u);
      sum += t * t / variances[j];
    }
    return sum;
  }

  /** Squared prediction error of a standardised vector. */
  double spe(double[] u) {
    double sum = 0;
    for (double v : u) {
      sum += v * v;
    }
    for (int j = 0; j < variances.length; j++) {
      double t = score(j, u);
      sum -= t * t;
    }
    return Math.max(0, sum);
  }

  /**
   * Share of each channel in the combined index T²/limit + SPE/limit (H. H. Yue, S. J. Qin,
   * "Reconstruction-Based Fault Identification Using a Combined Index", 2001,
   * doi:10.1021/ie000141+). The index is the quadratic form uᵀMu; channel i contributes uᵢ(Mu)ᵢ, so
   * that the contributions add up to it (the partial decomposition of C. F. Alcala, S. J. Qin,
   * "Analysis and generalization of fault diagnosis methods for process monitoring", 2011,
   * doi:10.1016/j.jprocont.2010.10.005). Negative ones, of channels that speak against it, count as
   * none: a channel that did not move never leads the list.
   */
  double[] shares(double[] u) {
    double inverseSpe = Double.isInfinite(speLimit) ? 0 : 1 / speLimit;
    double[] gradient = new double[channels];
    for (int i = 0; i < channels; i++) {
      gradient[i] = u[i] * inverseSpe;
    }
    for (int j = 0; j < variances.length; j++) {
      double weighted = score(j, u) * (1 / (variances[j] * t2Limit) - inverseSpe);
      int row = j * channels;
      for (int i = 0; i < channels; i++) {
        gradient[i] += weighted * loadings[row + i];
      }
    }
    double total = 0;
    double[] shares = new double[channels];
    for (int i = 0; i < channels; i++) {
      shares[i] = Math.max(0, u[i] * gradient[i]);
      total += shares[i];
    }
    for (int i = 0; total > 0 && i < channels; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  void write(SnapshotWriter out) {
    out.put(channels).put(loadings).put(variances).put(t2Limit).put(speLimit);
  }

  static PrincipalComponents read(SnapshotReader in) {
    return new PrincipalComponents(
        in.readInt(), in.readFloats(), in.readFloats(), in.readDouble(), in.readDouble());
  }
}
