package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocCurveTest {
  @Test
  void areaIsTheShareOfPairsInOrderTiesCountingHalf() {
    // Of 3 x 4 pairs: 1 is under all (4), 2 under three and ties one (3.5), 3 under two and ties
    // one (2.5).
    RocCurve roc = RocCurve.of(new double[] {1, 2, 3}, new double[] {2, 3, 4, 5});

    assertThat(roc.auc()).isCloseTo(10 / 12.0, within(1e-15));
  }

  @Test
  void areaUpToATenthIsStandardised() {
    double[] normal = IntStream.range(0, 20).asDoubleStream().toArray();
    // Above 19: 1 of 4; between 18 and 19: 2 of 4; the last between 17 and 18 comes after a tenth
    // of false alarms. Area: 0.05 x 1/4 + 0.05 x 3/4 = 0.05; chance has 0.005, perfection 0.1.
    RocCurve roc = RocCurve.of(normal, new double[] {30, 18.5, 18.5, 17.5});

    assertThat(roc.pAuc01()).isCloseTo(0.5 * (1 + (0.05 - 0.005) / (0.1 - 0.005)), within(1e-12));
    // 20 + 19 + 19 + 18 of 80 pairs.
    assertThat(roc.auc()).isCloseTo(76 / 80.0, within(1e-15));
  }

  @Test
  void aTieAcrossTheTenthIsCutInProportion() {
    // The curve is the diagonal: all scores are the same.
    RocCurve roc = RocCurve.of(new double[] {1, 1, 1}, new double[] {1, 1});

    assertThat(roc.auc()).isEqualTo(0.5);
    assertThat(roc.pAuc01()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void perfectionIsOneAndItsOppositeNone() {
    double[] low = {1, 2, 3, 4, 5, 6, 7};
    double[] high = {8, 9, Double.POSITIVE_INFINITY};

    assertThat(RocCurve.of(low, high).auc()).isEqualTo(1);
    assertThat(RocCurve.of(low, high).pAuc01()).isEqualTo(1);
    assertThat(RocCurve.of(high, low).auc()).isZero();
    assertThat(RocCurve.of(high, low).pAuc01()).isLessThan(0.5);
  }

  @Test
  void needsBothKindsAndNumbers() {
    assertThatThrownBy(() -> RocCurve.of(new double[0], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both kinds");
    assertThatThrownBy(() -> RocCurve.of(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RocCurve.of(new double[] {1}, new double[] {2, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no number");
  }
}
