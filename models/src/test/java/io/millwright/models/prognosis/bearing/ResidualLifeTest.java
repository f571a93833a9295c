package io.millwright.models.prognosis.bearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualLifeTest {
  @Test
  void onePopulationLifeOfExponentialShapeHasItselfAsMedian() {
    // P(L > x) = Λ / (Λ + x): a half at x = Λ.
    assertThat(new PopulationLife(1, 1, 1000).after(0).quantileSeconds(0.5))
        .isCloseTo(1000, within(1e-9));
  }

  @Test
  void survivorsOfAgeHaveTheConditionalLaw() {
    PopulationLife population = new PopulationLife(1.5, 4, 3e6);
    double age = 5000;
    for (double p : new double[] {0.05, 0.5, 0.95}) {
      double life = age + population.after(age).quantileSeconds(p);
      double survival = Math.pow((3e6 + Math.pow(age, 1.5)) / (3e6 + Math.pow(life, 1.5)), 4);
      assertThat(survival).isCloseTo(1 - p, within(1e-12));
    }
  }

  @Test
  void populationIntervalsHoldAsManyLivesAsTheyPromise() {
    // Jeffreys' prior of a rate makes the prediction exact, whatever the true scale.
    Random random = new Random(11);
    int held = 0;
    int trials = 20_000;
    for (int i = 0; i < trials; i++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum += Math.pow(weibull(random), PopulationLife.BEARING_SHAPE);
      }
      ResidualLife life = new PopulationLife(PopulationLife.BEARING_SHAPE, 4, sum).after(0);
      double truth = weibull(random);
      if (life.quantileSeconds(0.05) <= truth && truth <= life.quantileSeconds(0.95)) {
        held++;
      }
    }
    // Standard error of the share 0.002.
    assertThat((double) held / trials).isCloseTo(0.9, within(0.008));
  }

  private static double weibull(Random random) {
    return 7000 * Math.pow(-Math.log(1 - random.nextDouble()), 1 / PopulationLife.BEARING_SHAPE);
  }

  @Test
  void degradationScalesWithTimeAndShrinksWithTheHealthIndex() {
    DegradationLife law = new DegradationLife(2, -1.5, 0.8, 5);
    double median = law.after(100, 1).quantileSeconds(0.5);
    assertThat(median).isCloseTo(100 * Math.exp(0.5), within(1e-9));
    assertThat(law.after(1000, 1).quantileSeconds(0.5)).isCloseTo(10 * median, within(1e-9));
    assertThat(law.after(100, 2).quantileSeconds(0.5))
        .isCloseTo(median * Math.exp(-1.5), within(1e-9));
    // Student's t of 4 degrees at 95 %: 2.131847
    assertThat(law.after(100, 1).quantileSeconds(0.95))
        .isCloseTo(median * Math.exp(0.8 * 2.131847), within(1e-3));
  }

  @Test
  void noLifeIsLongerThanACentury() {
    ResidualLife wide = new DegradationLife(0, 0, 20, 2).after(1e6, 0);
    assertThat(wide.remainingLife().upper()).isEqualTo(ResidualLife.MOST_SECONDS / 3600);
    assertThat(new PopulationLife(0.1, 1, 1e6).after(1e8).remainingLife().upper())
        .isEqualTo(ResidualLife.MOST_SECONDS / 3600);
  }

  @Test
  void modelsSurviveTheirBytes() {
    BearingLifeModel model =
        new BearingLifeModel(
            "vibration/1",
            OnsetSettings.STANDARD,
            new PopulationLife(1.5, 5, 3.25e6),
            new DegradationLife(2.5, -1.25, 0.75, 4));
    byte[] bytes = model.toBytes();
    assertThat(bytes[0]).isEqualTo((byte) 1);
    assertThat(BearingLifeModel.fromBytes(bytes)).isEqualTo(model);
    bytes[0] = 9;
    assertThatThrownBy(() -> BearingLifeModel.fromBytes(bytes))
        .hasMessage("bearing life model has format 9, known is 1");
  }

  @Test
  void refusesImpossibleModels() {
    assertThatThrownBy(() -> new DegradationLife(0, 0.1, 1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DegradationLife(0, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PopulationLife(1.5, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OnsetSettings(30, 0.5, 0.7, 0.3, 2, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
