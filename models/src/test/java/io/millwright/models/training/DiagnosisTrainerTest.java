package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.diagnosis.BearingCondition;
import io.millwright.models.diagnosis.CombinedDiagnoser;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.diagnosis.InputSet;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.SimulatedBearing;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.DiagnosisTable.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTrainerTest {
  private static final BearingFrequencies ORDERS = SimulatedBearing.ORDERS;
  private static final int RATE = 6_000;

  /** Bearings of a few groups; louder faults in later ones. */
  private static DiagnosisTable bearings(List<BearingCondition> conditions, int groups) {
    VibrationFeatures extractor = new VibrationFeatures(RATE, RATE);
    List<Window> windows = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      for (BearingCondition condition : conditions) {
        for (int i = 0; i < 4; i++) {
          windows.add(
              new Window(
                  condition + " " + group,
                  "group " + group,
                  condition,
                  window(extractor, condition, 8 + 4 * group, 10 * group + i)));
        }
      }
    }
    return new DiagnosisTable(windows);
  }

  private static float[] window(
      VibrationFeatures extractor, BearingCondition condition, double amplitude, long seed) {
    double impacts =
        switch (condition) {
          case SOUND -> 0;
          case OUTER_RACE -> ORDERS.outerRace();
          case INNER_RACE -> ORDERS.innerRace();
          case ROLLING_ELEMENT -> ORDERS.twiceElementSpin();
          case CAGE -> ORDERS.cage();
        };
    double modulation =
        switch (condition) {
          case INNER_RACE -> 1;
          case ROLLING_ELEMENT -> ORDERS.cage();
          case SOUND, OUTER_RACE, CAGE -> 0;
        };
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    float[] frame =
        SimulatedBearing.acceleration(RATE, RATE, 30, impacts, modulation, amplitude, seed);
    extractor.extract(frame, 30, ORDERS, Kinematics.UNKNOWN, features, 0);
    return features;
  }

  @Test
  void knowsBearingsThatItNeverSaw() {
    List<BearingCondition> conditions =
        List.of(BearingCondition.SOUND, BearingCondition.OUTER_RACE, BearingCondition.INNER_RACE);
    ModelBundle bundle =
        DiagnosisTrainer.train(bearings(conditions, 3), "test", List.of()).bundle();

    DiagnosisModel model = ModelBundle.fromBytes(bundle.toBytes()).diagnosisModel();
    CombinedDiagnoser diagnoser = new CombinedDiagnoser(model);
    VibrationFeatures extractor = new VibrationFeatures(RATE, RATE);
    for (BearingCondition condition : conditions) {
      double[] probabilities = new double[3];
      diagnoser.probabilities(window(extractor, condition, 10, 99), 0, probabilities);
      assertThat(probabilities[model.conditions().indexOf(condition)])
          .as(condition.name())
          .isGreaterThan(0.8);
    }
    assertThat(bundle.manifest().kind()).isEqualTo(BundleManifest.DIAGNOSIS);
    assertThat(bundle.manifest().featureSchema()).isEqualTo(VibrationFeatures.SCHEMA);
    assertThatThrownBy(bundle::lifeEstimator)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("'diagnosis'");
  }

  @Test
  void equalTablesGiveEqualBytes() {
    DiagnosisTable table =
        bearings(List.of(BearingCondition.OUTER_RACE, BearingCondition.INNER_RACE), 2);

    assertThat(DiagnosisTrainer.train(table, "test", List.of()).bundle().toBytes())
        .isEqualTo(DiagnosisTrainer.train(table, "test", List.of()).bundle().toBytes());
  }

  @Test
  void isCautiousWhereThereIsNothingToLeaveOut() {
    DiagnosisTrainer.Choice choice =
        DiagnosisTrainer.train(
                bearings(List.of(BearingCondition.OUTER_RACE, BearingCondition.INNER_RACE), 1),
                "test",
                List.of())
            .choice();

    assertThat(choice.inputs()).isEqualTo(InputSet.ENVELOPE);
    assertThat(choice.geometryShare()).isEqualTo(0.5);
    assertThat(choice.innerLoss()).isNull();
  }

  @Test
  void refusesASingleCondition() {
    DiagnosisTable table = bearings(List.of(BearingCondition.OUTER_RACE), 2);

    assertThatThrownBy(() -> DiagnosisTrainer.train(table, "test", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two conditions");
  }
}
