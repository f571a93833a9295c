package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TribuoLogisticRegressionTest {
  /** More than ten, so that the order of the features' names is not that of their numbers. */
  private static final int FEATURES = 12;

  /** Rows of several classes whose weights differ; the features are correlated, one is all zero. */
  private record Rows(double[][] rows, int[] labels, double[] weights) {
    static Rows of(int classes) {
      SplittableRandom random = new SplittableRandom(1);
      double[][] rows = new double[90][FEATURES];
      int[] labels = new int[rows.length];
      double[] weights = new double[rows.length];
      for (int r = 0; r < rows.length; r++) {
        // The last class comes first.
        labels[r] = classes - 1 - r % classes;
        double common = random.nextDouble() - 0.5;
        for (int j = 0; j < FEATURES - 1; j++) {
          rows[r][j] =
              common + random.nextDouble() - 0.5 + (j % classes == labels[r] ? 0.1 * j : 0);
        }
        weights[r] = 0.01 * (1 + labels[r]);
      }
      return new Rows(rows, labels, weights);
    }

    double[][] fit(int classes, double penalty) {
      return TribuoLogisticRegression.fit(rows, labels, weights, classes, penalty);
    }
  }

  @Test
  void interceptAloneGivesTheSharesOfTheClasses() {
    double[][] rows = {{0}, {0}, {0}, {0}};
    double[][] weights =
        TribuoLogisticRegression.fit(rows, new int[] {0, 1, 1, 1}, new double[] {1, 1, 1, 2}, 2, 1);

    // Only the difference of the intercepts matters: the logarithm of the odds.
    assertThat(weights[1][0] - weights[0][0]).isCloseTo(Math.log(4), within(1e-5));
    assertThat(weights[0][1]).isZero();
  }

  /**
   * The loss is strictly convex but for what all intercepts share: flat is the minimum. Twelve
   * classes, because the order of their names is not that of their numbers either.
   */
  @ParameterizedTest
  @CsvSource({"2, 3", "2, 0.003", "3, 0.05", "5, 1", "5, 0.003", "12, 0.1"})
  void penalisedLossIsFlatAtTheSolution(int classes, double penalty) {
    Rows rows = Rows.of(classes);
    double[][] weights = rows.fit(classes, penalty);

    for (double[] ofClass : gradient(weights, rows, penalty)) {
      // Weights are single precision and stay once none moves by 1e-6 in a round.
      assertThat(ofClass).containsExactly(new double[FEATURES + 1], within(5e-6));
    }
    for (double[] ofClass : weights) {
      assertThat(ofClass[FEATURES]).isZero();
    }
  }

  @Test
  void equalRowsGiveEqualWeights() {
    assertThat(Rows.of(3).fit(3, 0.05)).isDeepEqualTo(Rows.of(3).fit(3, 0.05));
  }

  @Test
  void refusesAClassWithoutRows() {
    assertThatThrownBy(() -> Rows.of(3).fit(4, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 classes, not 4");
  }

  private static double[][] gradient(double[][] weights, Rows rows, double penalty) {
    double total = 0;
    for (double weight : rows.weights()) {
      total += weight;
    }
    double[][] gradient = new double[weights.length][FEATURES + 1];
    double[] probabilities = new double[weights.length];
    for (int r = 0; r < rows.rows().length; r++) {
      double[] row = rows.rows()[r];
      double partition = 0;
      for (int c = 0; c < weights.length; c++) {
        double logit = weights[c][0];
        for (int j = 0; j < FEATURES; j++) {
          logit += weights[c][j + 1] * row[j];
        }
        probabilities[c] = Math.exp(logit);
        partition += probabilities[c];
      }
      for (int c = 0; c < weights.length; c++) {
        double miss = probabilities[c] / partition - (rows.labels()[r] == c ? 1 : 0);
        double share = miss * rows.weights()[r] / total;
        gradient[c][0] += share;
        for (int j = 0; j < FEATURES; j++) {
          gradient[c][j + 1] += share * row[j];
        }
      }
    }
    for (int c = 0; c < weights.length; c++) {
      for (int j = 1; j <= FEATURES; j++) {
        gradient[c][j] += penalty * weights[c][j];
      }
    }
    return gradient;
  }
}
