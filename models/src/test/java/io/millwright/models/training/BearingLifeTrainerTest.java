package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BearingLifeTrainerTest {
  private static final FeatureSchema SCHEMA =
      new FeatureSchema("test/1", List.of("rmsMPerS2", "band00.db", "band01.db"));

  /** Healthy up to an onset, then growing evenly in the logarithm by a factor of e³ to the end. */
  private static BearingHistory bearing(String name, int onset, int end, double period) {
    Random random = new Random(name.hashCode());
    double[] elapsed = new double[end];
    float[][] features = new float[end][];
    for (int i = 0; i < end; i++) {
      double growth = 3 * Math.max(0.0, i - onset) / (end - onset);
      elapsed[i] = i * period;
      features[i] = new float[] {(float) Math.exp(growth + 0.02 * random.nextGaussian()), 0, -200};
    }
    return new BearingHistory(name, 1, elapsed, features, (end - 1) * period);
  }

  private static BearingLifeModel train(BearingHistory... histories) {
    return BearingLifeTrainer.train(List.of(histories), SCHEMA, OnsetSettings.STANDARD);
  }

  @Test
  void learnsThatALifeAfterOnsetHasNoScaleOfItsOwn() {
    BearingLifeModel model =
        train(
            bearing("a", 500, 700, 10),
            bearing("b", 500, 2500, 10),
            bearing("c", 100, 500, 3600),
            bearing("d", 200, 600, 1));

    // By construction index = 3 f and the change is seen from f = 0.11 on, where f is the share of
    // the degradation that is over: at f = 0.5 as much remains as has passed.
    double half = model.degradation().after(1000, 1.5).quantileSeconds(0.5);
    assertThat(half).isBetween(900.0, 2500.0);
    assertThat(model.degradation().after(1000, 2.7).quantileSeconds(0.5)).isLessThan(half / 3);
    assertThat(model.degradation().bearings()).isEqualTo(4);
  }

  @Test
  void countsEveryLifeInThePopulation() {
    BearingLifeModel model = train(bearing("a", 500, 700, 10), bearing("b", 500, 900, 10));
    assertThat(model.population().lives()).isEqualTo(2);
    assertThat(model.population().sumOfPowers())
        .isCloseTo(Math.pow(6990, 1.5) + Math.pow(8990, 1.5), within(1e-6));
  }

  @Test
  void isDeterministic() {
    BearingHistory a = bearing("a", 500, 700, 10);
    BearingHistory b = bearing("b", 500, 900, 10);
    assertThat(train(a, b).toBytes()).isEqualTo(train(a, b).toBytes());
  }

  @Test
  void saysWhatIsMissing() {
    BearingHistory good = bearing("a", 500, 700, 10);
    BearingHistory neverDegraded = bearing("b", 500, 500, 10);
    BearingHistory unfinished =
        new BearingHistory("c", 1, good.elapsedSeconds(), good.features(), Double.NaN);

    assertThatThrownBy(() -> train(good))
        .hasMessage("needs two bearings that ran to failure to learn from");
    assertThatThrownBy(() -> train(good, neverDegraded))
        .hasMessage("needs two bearings with an onset of degradation to learn from, found 1");
    assertThatThrownBy(() -> train(good, unfinished)).hasMessage("c did not run to failure");
  }
}
