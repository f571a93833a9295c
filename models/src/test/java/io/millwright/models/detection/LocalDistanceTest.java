package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.detection.NoveltySettings.Scaling;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Twelve vectors 0, 1 … 11 of one feature and two neighbours: every distance is known. The mean
 * distance to the neighbours is 1, at the ends 1.5. With L = ln 1.5 the own scores are L at the
 * ends, −L/2 beside them and 0 elsewhere; their mean is L/12, their variance 29 L²/144.
 */
class LocalDistanceTest {
  private static final double L = Math.log(1.5);
  private static final double CENTRE = L / 12;
  private static final double SPREAD = L * Math.sqrt(29) / 12;

  /** Distances are of single precision. */
  private static final double TOLERANCE = 1e-5;

  private static float[][] line() {
    float[][] vectors = new float[12][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new float[] {i};
    }
    return vectors;
  }

  private static LocalDistance fit(float[][] normal, Scaling scaling, int... features) {
    return LocalDistance.fit(normal, features, scaling, 2, 0, new double[normal.length]);
  }

  @Test
  void scoresAreLogarithmsOfTheRatioToTheNeighboursOwnDistances() {
    double[] own = new double[12];
    LocalDistance distance =
        LocalDistance.fit(line(), new int[] {0}, Scaling.STANDARDISED, 2, 0, own);

    assertThat(own[0]).isCloseTo((L - CENTRE) / SPREAD, within(TOLERANCE));
    assertThat(own[1]).isCloseTo((-L / 2 - CENTRE) / SPREAD, within(TOLERANCE));
    assertThat(own[5]).isCloseTo((0 - CENTRE) / SPREAD, within(TOLERANCE));
    // 5.25 is 0.25 and 0.75 from its neighbours, theirs are 1.
    assertThat(distance.score(new float[] {5.25f}))
        .isCloseTo((Math.log(0.5) - CENTRE) / SPREAD, within(TOLERANCE));
    // 21 is 10 and 11 from 11 and 10, theirs are 1.5 and 1.
    assertThat(distance.score(new float[] {21}))
        .isCloseTo((Math.log(10.5) - L / 2 - CENTRE) / SPREAD, within(TOLERANCE));
  }

  @Test
  void momentsTooCloseDoNotVouchForEachOther() {
    double[] own = new double[12];
    LocalDistance.fit(line(), new int[] {0}, Scaling.STANDARDISED, 2, 1, own);

    // Without the next one on either side: 0 has 2 and 3, 2 has 0 and 4, 5 has 3 and 7.
    double[] raw = new double[12];
    for (int i = 0; i < 6; i++) {
      raw[i] = i < 2 ? Math.log(2.5) : Math.log(2) - (i == 2 ? L / 2 : 0);
      raw[11 - i] = raw[i];
    }
    double mean = Arrays.stream(raw).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(raw).map(r -> (r - mean) * (r - mean)).average().orElseThrow());
    for (int i = 0; i < 12; i++) {
      assertThat(own[i]).as("own score %d", i).isCloseTo((raw[i] - mean) / deviation, within(1e-5));
    }
  }

  @Test
  void theUnitOfAFeatureDoesNotMatter() {
    Random random = new Random(1);
    float[][] normal = new float[40][];
    float[][] inOtherUnits = new float[40][];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
      inOtherUnits[i] = new float[] {1000 * normal[i][0] + 50, normal[i][1]};
    }
    for (Scaling scaling : Scaling.values()) {
      assertThat(fit(inOtherUnits, scaling, 0, 1).score(new float[] {3050, 2}))
          .as(scaling.toString())
          .isCloseTo(fit(normal, scaling, 0, 1).score(new float[] {3, 2}), within(1e-3));
    }
  }

  @Test
  void whiteningSeesABrokenCorrelationThatStandardisingDoesNot() {
    Random random = new Random(2);
    float[][] normal = new float[200][];
    for (int i = 0; i < normal.length; i++) {
      float common = (float) random.nextGaussian();
      normal[i] = new float[] {common, common + 0.05f * (float) random.nextGaussian()};
    }
    float[] together = {1.5f, 1.5f};
    float[] apart = {0.4f, -0.4f};

    LocalDistance whitened = fit(normal, Scaling.WHITENED, 0, 1);
    assertThat(whitened.score(apart)).isGreaterThan(whitened.score(together) + 3);
    double[] shares = new double[2];
    double[] deviations = new double[2];
    whitened.explain(apart, 1, shares, deviations);
    assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-9));
    // Nearest normal vectors are on the diagonal; both moved off it by 0.4, in opposite ways.
    assertThat(deviations[0] - deviations[1]).isCloseTo(0.8, within(0.15));
  }

  @Test
  void explainsByTheDistanceFromTheNearestNormalVectors() {
    float[][] normal = new float[12][];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = new float[] {Float.NaN, i, i < 10 ? 1 : 0};
    }
    double[] shares = new double[3];
    double[] deviations = new double[3];
    fit(normal, Scaling.STANDARDISED, 1, 2)
        .explain(new float[] {Float.NaN, 21, 0.5f}, 0.5, shares, deviations);

    // 10.5 and 0.5 from the mean of the nearest, 10 and 11. The variance of 0 … 11 is 143/12, that
    // of two values in shares of 1/6 and 5/6 is 5/36.
    double planted = 10.5 / Math.sqrt(143 / 12.0);
    double other = 0.5 / Math.sqrt(5 / 36.0);
    assertThat(deviations[0]).isZero();
    assertThat(deviations[1]).isCloseTo(planted, within(TOLERANCE));
    assertThat(deviations[2]).isCloseTo(other, within(TOLERANCE));
    assertThat(shares[1])
        .isCloseTo(
            0.5 * planted * planted / (planted * planted + other * other), within(TOLERANCE));
  }

  @Test
  void aValueThatIsNoNumberHasNoScore() {
    LocalDistance distance = fit(line(), Scaling.STANDARDISED, 0);

    assertThat(distance.score(new float[] {Float.NaN})).isNaN();
    assertThat(distance.score(new float[] {Float.POSITIVE_INFINITY})).isNaN();
  }
}
