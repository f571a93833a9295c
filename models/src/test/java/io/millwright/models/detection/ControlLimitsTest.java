package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against printed tables and closed forms. */
class ControlLimitsTest {
  @Test
  void quantilesAgreeWithPrintedTables() {
    assertThat(Distributions.normalUpper(0.025)).isCloseTo(1.959964, within(1e-6));
    assertThat(Distributions.normalUpper(0.975)).isCloseTo(-1.959964, within(1e-6));
    assertThat(Distributions.chiSquareUpper(10, 0.05)).isCloseTo(18.307038, within(1e-6));
    assertThat(Distributions.chiSquareUpper(1, 0.01)).isCloseTo(6.634897, within(1e-6));
    assertThat(Distributions.fUpper(5, 10, 0.05)).isCloseTo(3.325835, within(1e-6));
    assertThat(Distributions.fUpper(3, 20, 0.01)).isCloseTo(4.938193, within(1e-6));
    assertThat(Distributions.studentQuantile(4, 0.95)).isCloseTo(2.131847, within(1e-6));
    assertThat(Distributions.studentQuantile(4, 0.05)).isCloseTo(-2.131847, within(1e-6));
    assertThat(Distributions.studentQuantile(1, 0.975)).isCloseTo(12.706205, within(1e-5));
    assertThat(Distributions.studentQuantile(7, 0.5)).isZero();
  }

  @Test
  void theUpperGammaOfOneIsTheExponential() {
    for (double x : new double[] {0.1, 1, 3, 20}) {
      assertThat(Distributions.upperGamma(1, x)).isCloseTo(Math.exp(-x), within(1e-14));
    }
  }

  @Test
  void hotellingOfOneVariableIsTheSquareOfStudent() {
    // k = 1: t² · (m + 1)/m, Student's t of 19 degrees at 0.5 % a side is 2.860935.
    assertThat(ControlLimits.hotelling(1, 20, 0.01))
        .isCloseTo(2.860935 * 2.860935 * 21 / 20, within(1e-4));
  }

  @Test
  void jacksonAndMudholkarOfEqualEigenvaluesIsNearlyChiSquare() {
    // Then h₀ = 1/3, and their formula is the cube root approximation of Wilson and Hilferty: good
    // to 1 %.
    double[] ones = new double[8];
    Arrays.fill(ones, 1);
    double chiSquare = Distributions.chiSquareUpper(8, 0.001);
    assertThat(ControlLimits.jacksonMudholkar(ones, 0.001))
        .isCloseTo(chiSquare, within(0.01 * chiSquare));
  }

  @Test
  void jacksonAndMudholkarOfOneLargeEigenvalueStaysNearItsChiSquare() {
    double[] values = {2, 1e-6, 1e-6};
    double chiSquare = 2 * Distributions.chiSquareUpper(1, 0.01);
    assertThat(ControlLimits.jacksonMudholkar(values, 0.01))
        .isCloseTo(chiSquare, within(0.05 * chiSquare));
  }

  @Test
  void thereIsNoLimitWithoutAResidualSpace() {
    assertThat(ControlLimits.jacksonMudholkar(new double[] {0, 0}, 0.01)).isZero();
  }

  @Test
  void anAverageOfIndependentValuesHasTheTextbookVariance() {
    assertThat(ControlLimits.movingAverageVariance(0.2, 0)).isCloseTo(0.2 / 1.8, within(1e-15));
    assertThat(ControlLimits.movingAverageVariance(0.2, 0.5))
        .isCloseTo(0.2 / 1.8 * 1.4 / 0.6, within(1e-15));
  }

  @Test
  void estimatedVariancesWidenALimitAndTheWideningFades() {
    double few = ControlLimits.estimatedVarianceFactor(10, 20, 1e-3);
    double many = ControlLimits.estimatedVarianceFactor(10, 20_000, 1e-3);
    assertThat(few).isGreaterThan(1.1);
    assertThat(many).isCloseTo(1, within(1e-3));
  }
}
