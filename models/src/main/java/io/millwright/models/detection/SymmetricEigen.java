package io.millwright.models.detection;

import java.util.Arrays;

/**
 * Eigenvalues, descending, and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (C. G.
 * J. Jacobi, 1846; G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. 2013, §8.5).
 * Deterministic; for the sizes of a machine's channels.
 *
 * @param values descending
 * @param vectors row j belongs to {@code values[j]}
 */
@SuppressWarnings("ArrayRecordComponent") // a result handed over to the one that fits
record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int MOST_SWEEPS = 60;

  /** Decomposes; the matrix is not changed. */
  static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      total += Math.abs(a[i][i]);
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 1e-20 * total * total; sweep++) {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    return sorted(a, v);
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int i = 0; i < a.length; i++) {
      double x = a[i][p];
      double y = a[i][q];
      a[i][p] = c * x - s * y;
      a[i][q] = s * x + c * y;
    }
    for (int i = 0; i < a.length; i++) {
      double x = a[p][i];
      double y = a[q][i];
      a[p][i] = c * x - s * y;
      a[q][i] = s * x + c * y;
      double vx = v[p][i];
      double vy = v[q][i];
      v[p][i] = c * vx - s * vy;
      v[q][i] = s * vx + c * vy;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v) {
    int n = a.length;
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (i, j) -> Double.compare(a[j][j], a[i][i]));
    double[] values = new double[n];
    double[][] vectors = new double[n][];
    for (int i = 0; i < n; i++) {
      values[i] = a[order[i]][order[i]];
      vectors[i] = v[order[i]];
    }
    return new SymmetricEigen(values, vectors);
  }
}
