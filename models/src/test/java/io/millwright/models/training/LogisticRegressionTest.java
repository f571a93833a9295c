package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  @Test
  void interceptAloneGivesTheSharesOfTheClasses() {
    double[][] rows = {{0}, {0}, {0}, {0}};
    double[][] weights =
        LogisticRegression.fit(rows, new int[] {0, 1, 1, 1}, new double[] {1, 1, 1, 1}, 2, 1);

    // Only the difference of the intercepts matters: the logarithm of the odds.
    assertThat(weights[1][0] - weights[0][0]).isCloseTo(Math.log(3), within(1e-4));
    assertThat(weights[0][1]).isZero();
  }

  @Test
  void lossIsFlatInEveryDirectionAtTheSolution() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] rows = new double[60][2];
    int[] labels = new int[60];
    double[] rowWeights = new double[60];
    for (int r = 0; r < 60; r++) {
      labels[r] = r % 3;
      rows[r][0] = random.nextDouble() + 0.5 * labels[r];
      rows[r][1] = random.nextDouble() - (labels[r] == 1 ? 0.7 : 0);
      rowWeights[r] = labels[r] == 2 ? 2 : 1;
    }
    double penalty = 0.05;
    double[][] weights = LogisticRegression.fit(rows, labels, rowWeights, 3, penalty);

    double at = loss(weights, rows, labels, rowWeights, penalty);
    for (int c = 0; c < 3; c++) {
      for (int j = 0; j < 3; j++) {
        double step = 1e-4;
        weights[c][j] += step;
        double up = loss(weights, rows, labels, rowWeights, penalty);
        weights[c][j] -= 2 * step;
        double down = loss(weights, rows, labels, rowWeights, penalty);
        weights[c][j] += step;
        assertThat((up - down) / (2 * step)).isCloseTo(0, within(1e-5));
        assertThat(Math.min(up, down)).isGreaterThan(at - 1e-9);
      }
    }
  }

  private static double loss(
      double[][] weights, double[][] rows, int[] labels, double[] rowWeights, double penalty) {
    double total = 0;
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      double partition = 0;
      double own = 0;
      for (int c = 0; c < weights.length; c++) {
        double logit = weights[c][0];
        for (int j = 0; j < rows[r].length; j++) {
          logit += weights[c][j + 1] * rows[r][j];
        }
        partition += Math.exp(logit);
        own = labels[r] == c ? logit : own;
      }
      sum += rowWeights[r] * (Math.log(partition) - own);
      total += rowWeights[r];
    }
    double squares = 0;
    for (double[] row : weights) {
      for (int j = 1; j < row.length; j++) {
        squares += row[j] * row[j];
      }
    }
    return sum / total + penalty / 2 * squares;
  }
}
