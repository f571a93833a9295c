package io.millwright.models.training;

/**
 * Multinomial logistic regression with a penalty on the size of the weights. Each step solves with
 * a fixed upper bound of the curvature, so that the loss never rises and no step size is to be
 * chosen (D. Böhning, "Multinomial logistic regression algorithm", 1992, doi:10.1007/BF00048682).
 * Written out because Tribuo's descends a gradient without a penalty, and with tens of lines and a
 * dozen bearings the penalty is what generalises.
 */
final class LogisticRegression {
  private static final int MOST_STEPS = 2000;

  /** Steps end when no weight moves further: far below what any probability shows. */
  private static final double STILL = 1e-7;

  private LogisticRegression() {}

  /**
   * Weights that minimise the mean weighted loss plus half the penalty times their squares. The
   * intercepts go free.
   *
   * @param rows standardised features, all of one length
   * @param labels class of each row, 0 to {@code classes - 1}
   * @param rowWeights positive
   * @param penalty above 0
   * @return for each class the intercept and then a weight for each feature
   */
  static double[][] fit(
      double[][] rows, int[] labels, double[] rowWeights, int classes, double penalty) {
    int columns = rows[0].length + 1;
    double total = 0;
    for (double weight : rowWeights) {
      total += weight;
    }
    double[][] factor = cholesky(curvatureBound(rows, rowWeights, total, columns, penalty));
    double[][] weights = new double[classes][columns];
    double[] probabilities = new double[classes];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] downhill = new double[classes][columns];
      for (int r = 0; r < rows.length; r++) {
        softmax(weights, rows[r], probabilities);
        for (int c = 0; c < classes; c++) {
          double miss = (labels[r] == c ? 1 : 0) - probabilities[c];
          accumulate(downhill[c], rows[r], miss * rowWeights[r] / total);
        }
      }
      double furthest = 0;
      for (int c = 0; c < classes; c++) {
        for (int j = 1; j < columns; j++) {
          downhill[c][j] -= penalty * weights[c][j];
        }
        solve(factor, downhill[c]);
        for (int j = 0; j < columns; j++) {
          weights[c][j] += downhill[c][j];
          furthest = Math.max(furthest, Math.abs(downhill[c][j]));
        }
      }
      if (furthest < STILL) {
        break;
      }
    }
    return weights;
  }

  private static double[][] curvatureBound(
      double[][] rows, double[] rowWeights, double total, int columns, double penalty) {
    double[][] bound = new double[columns][columns];
    double[] lengthened = new double[columns];
    lengthened[0] = 1;
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, lengthened, 1, columns - 1);
      for (int i = 0; i < columns; i++) {
        double share = 0.5 * rowWeights[r] / total * lengthened[i];
        for (int j = 0; j <= i; j++) {
          bound[i][j] += share * lengthened[j];
        }
      }
    }
    for (int i = 0; i < columns; i++) {
      bound[i][i] += i == 0 ? 1e-12 : penalty;
    }
    return bound;
  }

  private static void softmax(double[][] weights, double[] row, double[] probabilities) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < probabilities.length; c++) {
      double sum = weights[c][0];
      for (int j = 0; j < row.length; j++) {
        sum += weights[c][j + 1] * row[j];
      }
      probabilities[c] = sum;
      most = Math.max(most, sum);
    }
    double total = 0;
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] = Math.exp(probabilities[c] - most);
      total += probabilities[c];
    }
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] /= total;
    }
  }

  private static void accumulate(double[] target, double[] row, double factor) {
    target[0] += factor;
    for (int j = 0; j < row.length; j++) {
      target[j + 1] += factor * row[j];
    }
  }

  /** Lower factor of a positive definite matrix of which the lower half is given; in place. */
  private static double[][] cholesky(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j][j];
      }
    }
    return matrix;
  }

  private static void solve(double[][] factor, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * right[k];
      }
      right[i] = sum / factor[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k][i] * right[k];
      }
      right[i] = sum / factor[i][i];
    }
  }
}
