package io.millwright.models.detection;

/**
 * How the channels follow the settings within one regime: ridge regression whose prior is the
 * regression over all regimes.
 *
 * @param slope settings × channels
 * @param leverage inverse of the settings' scatter, settings²
 * @param settings number of settings that varied
 */
@SuppressWarnings("ArrayRecordComponent") // a step of a fit
record Slopes(float[] slope, double[] leverage, int settings) {
  /** Share of a setting's own scatter added against settings that move together. */
  private static final double RIDGE = 1e-3;

  /**
   * A setting that never varied is still itself within this share of its value (of 1 near zero).
   */
  private static final double CONSTANT_WITHIN = 1e-3;

  static Slopes fit(
      BaselineStatistics learned, BaselineStatistics.Regime regime, double priorScans) {
    int q = learned.settings();
    int p = learned.channels();
    double[][] a = new double[q][q];
    double[][] b = new double[q][p];
    add(a, b, regime, 1);
    if (learned.regimes().size() > 1) {
      double weight = priorScans / Math.max(priorScans, learned.scans());
      for (BaselineStatistics.Regime other : learned.regimes()) {
        add(a, b, other, weight);
      }
    }
    int varying = 0;
    for (int s = 0; s < q; s++) {
      double size = Math.abs(regime.settingMean[s]) * 1e-9;
      if (a[s][s] <= Math.max(1e-18, size * size * regime.count)) {
        // Never varied: no slope can be told.
        for (int t = 0; t < q; t++) {
          a[s][t] = 0;
          a[t][s] = 0;
        }
        a[s][s] = Double.POSITIVE_INFINITY;
      } else {
        a[s][s] *= 1 + RIDGE;
        varying++;
      }
    }
    double[][] inverse = inverse(a);
    float[] slope = new float[q * p];
    double[] leverage = new double[q * q];
    for (int s = 0; s < q; s++) {
      for (int t = 0; t < q; t++) {
        leverage[s * q + t] =
            s == t && Double.isInfinite(a[s][s]) ? constantLeverage(regime, s) : inverse[s][t];
        for (int i = 0; i < p; i++) {
          slope[s * p + i] += (float) (inverse[s][t] * b[t][i]);
        }
      }
    }
    return new Slopes(slope, leverage, varying);
  }

  private static double constantLeverage(BaselineStatistics.Regime regime, int setting) {
    double within = CONSTANT_WITHIN * Math.max(1, Math.abs(regime.settingMean[setting]));
    return 1 / (within * within * Math.max(1, regime.count));
  }

  private static void add(
      double[][] a, double[][] b, BaselineStatistics.Regime regime, double weight) {
    int q = a.length;
    for (int s = 0; s < q; s++) {
      int p = b[s].length;
      for (int t = 0; t < q; t++) {
        a[s][t] += weight * regime.settingSquares[s * q + t];
      }
      for (int i = 0; i < p; i++) {
        b[s][i] += weight * regime.cross[s * p + i];
      }
    }
  }

  /** Inverse of a symmetric positive matrix; a row with an infinite diagonal has a zero inverse. */
  private static double[][] inverse(double[][] a) {
    int q = a.length;
    double[][] left = new double[q][];
    double[][] right = new double[q][q];
    for (int s = 0; s < q; s++) {
      left[s] = a[s].clone();
      right[s][s] = 1;
    }
    for (int s = 0; s < q; s++) {
      double pivot = left[s][s];
      if (Double.isInfinite(pivot) || pivot <= 0) {
        right[s] = new double[q];
        continue;
      }
      for (int t = 0; t < q; t++) {
        left[s][t] /= pivot;
        right[s][t] /= pivot;
      }
      for (int other = 0; other < q; other++) {
        double factor = left[other][s];
        if (other == s || factor == 0) {
          continue;
        }
        for (int t = 0; t < q; t++) {
          left[other][t] -= factor * left[s][t];
          right[other][t] -= factor * right[s][t];
        }
      }
    }
    return right;
  }

  /** Takes from a scatter of channels what the settings explain in this regime. */
  void explain(BaselineStatistics.Regime regime, double[][] scatter) {
    int p = scatter.length;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double gain = explained(regime, i, j, p);
        scatter[i][j] -= gain;
        if (j < i) {
          scatter[j][i] -= gain;
        }
      }
    }
  }

  /** Sum of squares of a channel that the settings leave unexplained in this regime. */
  double unexplained(BaselineStatistics.Regime regime, int channel) {
    return regime.squares[channel] - explained(regime, channel, channel, regime.mean.length);
  }

  private double explained(BaselineStatistics.Regime regime, int i, int j, int p) {
    int q = regime.settingMean.length;
    double sum = 0;
    for (int s = 0; s < q; s++) {
      sum +=
          slope[s * p + i] * regime.cross[s * p + j] + slope[s * p + j] * regime.cross[s * p + i];
      for (int t = 0; t < q; t++) {
        sum -= (double) slope[s * p + i] * slope[t * p + j] * regime.settingSquares[s * q + t];
      }
    }
    return sum;
  }
}
