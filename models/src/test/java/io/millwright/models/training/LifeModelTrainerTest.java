package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.models.prognosis.FeatureContribution;
import io.millwright.models.prognosis.Guardrail;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From simulated lives to estimates: what the demo's plant does. */
class LifeModelTrainerTest {
  private static final LifeTrainingOptions OPTIONS =
      LifeTrainingOptions.of("rul-pump", LifeUnit.HOURS, 100, 7)
          .withFolds(4)
          .withTrees(new TreeOptions(2, 60, 4, 0.1, 100, 0.6, 0.5, 1));
  private static final RunToFailureTable UNSEEN = WearingPumps.table(20, 99);

  private static ModelBundle bundle = train(OPTIONS);
  private static LifeEstimator estimator = bundle.lifeEstimator();

  private static ModelBundle train(LifeTrainingOptions options) {
    return LifeModelTrainer.train(WearingPumps.table(30, 1), options, List.of()).bundle();
  }

  @BeforeAll
  static void loadAsAJobDoes() {
    bundle = ModelBundle.fromBytes(bundle.toBytes());
    estimator = bundle.lifeEstimator();
  }

  @Test
  void estimatesTheLifeOfMachinesItNeverSaw() {
    double squares = 0;
    int readings = 0;
    int held = 0;
    for (History pump : UNSEEN.histories()) {
      LifeMemory memory = estimator.newMemory();
      for (int i = 0; i < pump.rows(); i++) {
        LifeEstimate estimate = estimator.update(memory, pump.elapsed()[i], pump.values()[i]);
        double truth = Math.min(100, pump.remaining(i));
        squares += (estimate.median() - truth) * (estimate.median() - truth);
        held += estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
        readings++;
      }
    }

    // Wear begins 70 to 130 h before the end, so about 10 h of error near its beginning cannot be
    // avoided.
    assertThat(Math.sqrt(squares / readings)).isLessThan(13);
    assertThat((double) held / readings).isBetween(0.8, 0.99);
  }

  @Test
  void saysWhatItIsMadeOf() {
    assertThat(estimator.modelId()).isEqualTo("rul-pump");
    assertThat(estimator.unit()).isEqualTo(LifeUnit.HOURS);
    assertThat(estimator.channels()).isEqualTo(WearingPumps.CHANNELS);
    assertThat(estimator.version()).isEqualTo(bundle.version()).hasSize(64);
    assertThat(estimator.featureSchema().featureNames())
        .contains("vibration.level4", "age", "linearLife");
    assertThat(estimator.featureSchema()).isEqualTo(bundle.manifest().featureSchema());
  }

  @Test
  void continuesFromASnapshotBitForBit() {
    History pump = UNSEEN.histories().get(0);
    LifeMemory kept = estimator.newMemory();
    LifeMemory restored = estimator.newMemory();
    for (int i = 0; i < pump.rows(); i++) {
      restored = estimator.restore(restored.toBytes());
      LifeEstimate expected = estimator.update(kept, pump.elapsed()[i], pump.values()[i]);
      LifeEstimate actual = estimator.update(restored, pump.elapsed()[i], pump.values()[i]);
      assertThat(actual.median()).isEqualTo(expected.median());
      assertThat(actual.lower()).isEqualTo(expected.lower());
      assertThat(actual.features()).isEqualTo(expected.features());
    }
    assertThat(restored.toBytes()).isEqualTo(kept.toBytes());
    assertThat(restored.updates()).isEqualTo(pump.rows());
  }

  @Test
  void refusesTheMemoryOfAnotherModel() {
    LifeEstimator other =
        train(
                new LifeTrainingOptions(
                    "rul-pump",
                    LifeUnit.HOURS,
                    100,
                    8,
                    OPTIONS.timeConstants(),
                    OPTIONS.baselineSpan(),
                    OPTIONS.trees(),
                    5,
                    2))
            .lifeEstimator();
    byte[] snapshot = other.newMemory().toBytes();

    assertThatThrownBy(() -> estimator.restore(snapshot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another model version");
    assertThatThrownBy(() -> estimator.restore(Arrays.copyOf(snapshot, 10)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> estimator.update(other.newMemory(), 1, new double[4]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalInputGivesEqualBytesWhateverTheThreads() {
    assertThat(train(OPTIONS.withThreads(1)).toBytes()).isEqualTo(bundle.toBytes());
  }

  @Test
  void namesTheChannelThatWears() {
    LifeEstimate last = lastEstimate(UNSEEN.histories().get(1));

    List<FeatureContribution> top = estimator.explain(last.features(), 5);

    assertThat(top).hasSize(5);
    assertThat(top.get(0).channel()).isIn("vibration", "temperature");
    assertThat(top.get(0).contribution()).isNegative();
  }

  @Test
  void flagsSettingsItNeverSawAndChannelsThatAreSilent() {
    LifeMemory memory = estimator.newMemory();

    assertThat(estimator.update(memory, 1, new double[] {3, 2, 50, 8}).guardrails())
        .contains(Guardrail.OUTSIDE_OPERATING_ENVELOPE);
    assertThat(
            estimator.update(memory, 2, new double[] {0.8, Double.NaN, Double.NaN, 8}).guardrails())
        .contains(Guardrail.CHANNELS_ABSENT);
  }

  @Test
  void limitsAJumpAndSaysSo() {
    LifeMemory memory = estimator.newMemory();
    double before = 0;
    for (int hour = 1; hour <= 50; hour++) {
      before = estimator.update(memory, hour, new double[] {0.8, 1.8, 56, 8}).median();
    }

    LifeEstimate after = estimator.update(memory, 51, new double[] {0.8, 500, 500, 8});
    for (int hour = 52; hour < 55 && !after.guardrails().contains(Guardrail.JUMP_LIMITED); hour++) {
      before = after.median();
      after = estimator.update(memory, hour, new double[] {0.8, 500, 500, 8});
    }

    assertThat(after.guardrails()).contains(Guardrail.JUMP_LIMITED);
    assertThat(before - after.median())
        .isLessThan(Objects.requireNonNull(bundle.manifest().life()).jumpLimit() + 3);
  }

  @Test
  void refusesTooFewHistoriesAndChannelsThatNeverMove() {
    RunToFailureTable few = WearingPumps.table(3, 1);
    assertThatThrownBy(() -> LifeModelTrainer.train(few, OPTIONS, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 5");
    History still = new History("1", new double[] {1, 2}, new double[][] {{1}, {1}});
    RunToFailureTable constant =
        new RunToFailureTable(List.of("x"), List.of(), List.of(still, still, still, still, still));
    assertThatThrownBy(() -> LifeModelTrainer.train(constant, OPTIONS, List.of()))
        .hasMessageContaining("no channel varies");
  }

  private static LifeEstimate lastEstimate(History history) {
    LifeMemory memory = estimator.newMemory();
    LifeEstimate last = estimator.update(memory, history.elapsed()[0], history.values()[0]);
    for (int i = 1; i < history.rows(); i++) {
      last = estimator.update(memory, history.elapsed()[i], history.values()[i]);
    }
    return last;
  }
}
