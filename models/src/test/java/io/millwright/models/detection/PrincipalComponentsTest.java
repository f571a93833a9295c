package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static final double RHO = 0.8;
  private static final double[][] TWO = {{1, RHO}, {RHO, 1}};

  /** Loadings are single precision. */
  private static final double SINGLE = 1e-6;

  @Test
  void eigenvectorsRebuildTheMatrix() {
    Random random = new Random(7);
    int n = 9;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextGaussian();
        a[j][i] = a[i][j];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(a);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
        }
        assertThat(sum).isCloseTo(a[i][j], within(1e-9));
      }
    }
    assertThat(eigen.values()).isSortedAccordingTo((x, y) -> Double.compare(y, x));
  }

  @Test
  void twoCorrelatedChannelsHaveTheirSumInsideAndTheirDifferenceOutside() {
    PrincipalComponents model = PrincipalComponents.fit(TWO, 100, 1e-3);
    double[] u = {1.5, 0.5};
    // Eigenvalues of [[1, ρ], [ρ, 1]] are 1 ± ρ, along (1, 1)/√2 and (1, −1)/√2.
    assertThat(model.components()).isEqualTo(1);
    assertThat(model.t2(u)).isCloseTo(2.0 * 2.0 / 2 / (1 + RHO), within(SINGLE));
    assertThat(model.spe(u)).isCloseTo(1.0 / 2, within(SINGLE));
  }

  @Test
  void limitsAreThoseOfTheory() {
    PrincipalComponents model = PrincipalComponents.fit(TWO, 1_000_000, 1e-3);
    double chiSquare = Distributions.chiSquareUpper(1, 1e-3);
    assertThat(model.t2Limit()).isCloseTo(chiSquare, within(1e-3));
    assertThat(model.speLimit()).isCloseTo((1 - RHO) * chiSquare, within(0.03 * chiSquare));
  }

  @Test
  void sharesAddUpAndNameTheChannelThatMoved() {
    PrincipalComponents model = PrincipalComponents.fit(TWO, 100, 1e-3);
    double[] shares = model.shares(new double[] {6, 0.1});
    assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    assertThat(shares[0]).isGreaterThan(0.9);
  }

  @Test
  void shrinkageTrustsManyScansAndDistrustsFew() {
    double[][] scatter = {{20, 16, 4}, {16, 20, 4}, {4, 4, 20}};
    double[] share = {1, 1, 1};
    double[][] few = BaselineModel.shrunk(scatter, share, 20);
    double[][] many = BaselineModel.shrunk(scatter, share, 1e6);
    assertThat(many[0][1]).isCloseTo(0.8, within(1e-3));
    assertThat(few[0][1]).isBetween(0.05, 0.75);
    assertThat(few[0][0]).isEqualTo(1);
  }
}
