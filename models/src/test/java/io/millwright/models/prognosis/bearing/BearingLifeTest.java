package io.millwright.models.prognosis.bearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.bearing.BearingJudgement.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearingLifeTest {
  private static final FeatureSchema SCHEMA =
      new FeatureSchema("test/1", List.of("rmsMPerS2", "band00.db", "band01.db"));
  private static final BearingLifeModel MODEL =
      new BearingLifeModel(
          "test/1",
          OnsetSettings.STANDARD,
          new PopulationLife(1.5, 4, 1e6),
          new DegradationLife(1, -1, 0.5, 4));
  private static final int LEARNING = OnsetSettings.STANDARD.learningSnapshots();

  private BearingLife life = new BearingLife(MODEL, SCHEMA, 1);
  private double now;

  /** All the power below half the Nyquist frequency. */
  private static float[] level(double rms) {
    return new float[] {(float) rms, 0, -200};
  }

  private BearingJudgement feed(double rms, int snapshots) {
    BearingJudgement last = feed(level(rms));
    for (int i = 1; i < snapshots; i++) {
      last = feed(level(rms));
    }
    return last;
  }

  private BearingJudgement feed(float[] values) {
    now += 10;
    return life.update(now, values);
  }

  @Test
  void learnsTheBearingsOwnLevelFirst() {
    assertThat(feed(5, LEARNING).stage()).isEqualTo(Stage.LEARNING);
    BearingJudgement next = feed(5, 1);
    assertThat(next.stage()).isEqualTo(Stage.HEALTHY);
    assertThat(next.healthIndex()).isCloseTo(0, within(1e-6));
  }

  @Test
  void findsALastingRiseToTwiceTheLevelAtTheEighthSnapshot() {
    feed(5, LEARNING + 20);
    // ln 2 - ln 1.4 = 0.357 a snapshot: 2.50 after seven, a hair below the threshold.
    assertThat(feed(10, 7).stage()).isEqualTo(Stage.HEALTHY);
    BearingJudgement found = feed(10, 1);
    assertThat(found.stage()).isEqualTo(Stage.DEGRADING);
    assertThat(found.onsetSeconds()).isEqualTo(10 * (LEARNING + 28));
    assertThat(life.changeBeganSeconds()).isEqualTo(10 * (LEARNING + 20));
    assertThat(found.healthIndex()).isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void neverTakesARiseWithinTheAllowanceForAnOnset() {
    feed(5, LEARNING);
    assertThat(feed(5 * 1.39, 5000).stage()).isEqualTo(Stage.HEALTHY);
  }

  @Test
  void takesNoKnockForAnOnset() {
    feed(5, LEARNING);
    for (int i = 0; i < 50; i++) {
      assertThat(feed(500, 2).stage()).isEqualTo(Stage.HEALTHY);
      assertThat(feed(5, 8).stage()).isEqualTo(Stage.HEALTHY);
    }
  }

  @Test
  void looksAtTheLowerPartOfTheSpectrumOnly() {
    feed(5, LEARNING);
    for (int i = 0; i < 100; i++) {
      // Three quarters of the power are new and above: 5² below as before.
      assertThat(feed(new float[] {10, (float) (10 * Math.log10(0.25)), -1.25f}).stage())
          .isEqualTo(Stage.HEALTHY);
    }
  }

  @Test
  void followsABearingThatRunsIn() {
    feed(10, LEARNING);
    feed(4, 3 * LEARNING);
    assertThat(feed(8, 8).stage()).isEqualTo(Stage.DEGRADING);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void findsNoOnsetInStationaryNoise(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      // 15 % from snapshot to snapshot, twice what the FEMTO bearings show.
      BearingJudgement judgement = feed(level(5 * Math.exp(0.15 * random.nextGaussian())));
      assertThat(judgement.stage()).isNotEqualTo(Stage.DEGRADING);
    }
  }

  @Test
  void findsSlowGrowthInNoise() {
    Random random = new Random(1);
    int found = 0;
    for (int i = 0; i < 2000 && found == 0; i++) {
      double growth = Math.max(0, i - 500) / 500.0; // by e in 500 snapshots
      BearingJudgement judgement = feed(level(5 * Math.exp(growth + 0.1 * random.nextGaussian())));
      found = judgement.stage() == Stage.DEGRADING ? i : 0;
    }
    // The allowance is reached after 168 snapshots of growth, and the threshold some 50 later.
    assertThat(found).isBetween(600, 740);
  }

  @Test
  void keepsTheOnsetOfABearingThatSeemsToHeal() {
    feed(5, LEARNING);
    double onset = feed(15, 10).onsetSeconds();
    BearingJudgement healed = feed(5, 500);
    assertThat(healed.stage()).isEqualTo(Stage.DEGRADING);
    assertThat(healed.onsetSeconds()).isEqualTo(onset);
    assertThat(healed.healthIndex()).isCloseTo(0, within(1e-6));
  }

  @Test
  void judgesTheChannelThatHasGrownMost() {
    BearingLife two = new BearingLife(MODEL, SCHEMA, 2);
    for (int i = 1; i < LEARNING + 8; i++) {
      two.update(i, new float[] {5, 0, -200, i > LEARNING ? 2 : 1, 0, -200});
    }

    BearingJudgement last = two.update(LEARNING + 8, new float[] {5, 0, -200, 2, 0, -200});

    assertThat(last.stage()).isEqualTo(Stage.DEGRADING);
    assertThat(last.healthIndex()).isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void tellsLifeInMultiplesOfTheTimeSinceTheChange() {
    feed(5, LEARNING);
    RemainingLife found = feed(10, 8).life().remainingLife();
    // 80 s since the change began; median 80 · e^(1 - ln 2)
    assertThat(found.median()).isCloseTo(80 * Math.E / 2 / 3600, within(1e-6));
    assertThat(found.unit()).isEqualTo(LifeUnit.HOURS);
    assertThat(found.coverage()).isEqualTo(0.9);
    // Student's t of 3 degrees at 95 %: 2.353363
    assertThat(found.upper() / found.median()).isCloseTo(Math.exp(0.5 * 2.353363), within(1e-5));
    assertThat(found.median() / found.lower()).isCloseTo(Math.exp(0.5 * 2.353363), within(1e-5));
  }

  @Test
  void tellsTheSameStoryAtAnotherTimeScale() {
    BearingLife hourly = new BearingLife(MODEL, SCHEMA, 1);
    for (int i = 1; i <= 200; i++) {
      float[] values = level(i < 100 ? 5 : 5 * Math.exp((i - 100) / 50.0));
      BearingJudgement slow = hourly.update(i * 3600, values);
      BearingJudgement fast = feed(values);
      assertThat(slow.stage()).isEqualTo(fast.stage());
      if (slow.stage() == Stage.DEGRADING) {
        assertThat(slow.onsetSeconds()).isEqualTo(360 * fast.onsetSeconds());
        assertThat(slow.life().quantileSeconds(0.5))
            .isCloseTo(360 * fast.life().quantileSeconds(0.5), within(1e-3));
      }
    }
    assertThat(life.changeBeganSeconds()).isGreaterThan(1000);
  }

  @Test
  void tellsWhatThePopulationSaysBeforeTheOnset() {
    BearingJudgement judgement = feed(5, LEARNING + 10);
    assertThat(judgement.onsetSeconds()).isNaN();
    assertThat(judgement.life().quantileSeconds(0.5))
        .isEqualTo(MODEL.population().after(now).quantileSeconds(0.5));
  }

  @Test
  void passesOverSnapshotsWithoutALevel() {
    float[] flat = {0, Float.NaN, Float.NaN};
    feed(5, LEARNING - 1);
    assertThat(feed(flat).stage()).isEqualTo(Stage.LEARNING);
    feed(5, 10);
    feed(10, 7);
    assertThat(feed(flat).stage()).isEqualTo(Stage.HEALTHY);
    assertThat(feed(10, 1).stage()).isEqualTo(Stage.DEGRADING);
  }

  @Test
  void goesOnFromItsBytesBitForBit() {
    Random random = new Random(7);
    BearingLife restored = life;
    for (int i = 0; i < 400; i++) {
      float[] values = level(Math.exp(0.1 * random.nextGaussian() + Math.max(0, i - 250) / 40.0));
      now += 10;
      BearingJudgement expected = life.update(now, values);
      BearingJudgement actual = i == 0 ? expected : restored.update(now, values);
      assertThat(actual).isEqualTo(expected);
      assertThat(restored.toBytes()).isEqualTo(life.toBytes());
      restored = BearingLife.restore(MODEL, SCHEMA, 1, life.toBytes());
    }
    assertThat(restored.changeBeganSeconds()).isPositive();
  }

  /** At the new rate the level is another; what had grown is not forgotten, and grows on. */
  @Test
  void anOnsetOutlivesThatTheLevelIsLearntAnew() {
    feed(1, 100);
    feed(3, 30);
    BearingLife.Onset onset = Objects.requireNonNull(life.onset());
    assertThat(onset.healthIndex()).isCloseTo(Math.log(3), within(1e-6));

    life = BearingLife.continued(MODEL, SCHEMA, 1, now, onset);
    BearingJudgement learning = feed(40, 10);
    assertThat(learning.stage()).isEqualTo(Stage.DEGRADING);
    assertThat(learning.onsetSeconds()).isEqualTo(onset.onsetSeconds());
    assertThat(learning.healthIndex()).isEqualTo(onset.healthIndex());
    feed(40, 30);
    life = BearingLife.restore(MODEL, SCHEMA, 1, life.toBytes());
    BearingJudgement grown = feed(80, 10);
    assertThat(grown.healthIndex()).isCloseTo(Math.log(6), within(1e-6));
    assertThat(grown.life().quantileSeconds(0.5))
        .isCloseTo(
            MODEL
                .degradation()
                .after(now - onset.changeBeganSeconds(), Math.log(6))
                .quantileSeconds(0.5),
            within(1e-3));
  }

  @Test
  void aLifeWithoutOnsetThatLearnsAnewKeepsItsAge() {
    feed(1, 100);
    assertThat(life.onset()).isNull();
    life = BearingLife.continued(MODEL, SCHEMA, 1, now, null);
    BearingJudgement judgement = feed(40, 1);
    assertThat(judgement.stage()).isEqualTo(Stage.LEARNING);
    assertThat(judgement.life()).isEqualTo(MODEL.population().after(now));
    assertThat(feed(40, 60).stage()).isEqualTo(Stage.HEALTHY);
  }

  @Test
  void refusesBytesThatAreNoSnapshot() {
    feed(5, 10);
    byte[] bytes = life.toBytes();
    assertThat(bytes[0]).isEqualTo((byte) 2);
    byte[] future = bytes.clone();
    future[0] = 3;
    assertThatThrownBy(() -> BearingLife.restore(MODEL, SCHEMA, 1, future))
        .hasMessage("bearing life snapshot has format 3, known is up to 2");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> BearingLife.restore(MODEL, SCHEMA, 1, cut))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BearingLife.restore(MODEL, SCHEMA, 2, bytes))
        .hasMessage("snapshot has 1 channels where 2 belong");
  }

  @Test
  void refusesWhatItCannotJudge() {
    feed(5, 1);
    assertThatThrownBy(() -> life.update(now, level(5))).hasMessageContaining("time must advance");
    assertThatThrownBy(() -> life.update(now + 1, new float[2]))
        .hasMessage("need 1 × 3 features, were 2");
    assertThatThrownBy(
            () -> new BearingLife(MODEL, new FeatureSchema("x/1", SCHEMA.featureNames()), 1))
        .hasMessage("the model reads features test/1, the signal has x/1");
    assertThatThrownBy(() -> new BearingLife(MODEL, new FeatureSchema("test/1", List.of("a")), 1))
        .hasMessage("features test/1 hold no level in bands of the spectrum");
  }
}
