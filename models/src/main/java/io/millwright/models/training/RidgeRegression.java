package io.millwright.models.training;

/**
 * Least squares with a penalty on the size of the weights (A. Hoerl, R. Kennard, 1970,
 * doi:10.1080/00401706.1970.10488634), accumulated row by row. The first column is the intercept
 * and goes free.
 */
final class RidgeRegression {
  private final double[][] normal;
  private final double[] right;
  private double rows;

  RidgeRegression(int columns) {
    normal = new double[columns][columns];
    right = new double[columns];
  }

  double rows() {
    return rows;
  }

  void add(double[] x, double y, double weight) {
    rows += weight;
    for (int i = 0; i < x.length; i++) {
      double wx = weight * x[i];
      if (wx != 0) {
        double[] row = normal[i];
        for (int j = 0; j <= i; j++) {
          row[j] += wx * x[j];
        }
        right[i] += wx * y;
      }
    }
  }

  /** Weights for a penalty per row; columns should be of about unit variance. */
  double[] solve(double penalty) {
    int n = right.length;
    double[][] l = new double[n][n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = normal[i][j];
        if (i == j) {
          sum += i == 0 ? 1e-9 : (penalty + 1e-9) * Math.max(1, rows);
        }
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * w[k];
      }
      w[i] = sum / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = w[i];
      for (int k = i + 1; k < n; k++) {
        sum -= l[k][i] * w[k];
      }
      w[i] = sum / l[i][i];
    }
    return w;
  }
}
