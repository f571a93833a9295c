package io.millwright.models.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.SimulatedBearing;
import io.millwright.models.signal.VibrationFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CombinedDiagnoserTest {
  private static final double RATE = 25_600;
  private static final double SHAFT_HZ = 30;
  private static final BearingFrequencies ORDERS = SimulatedBearing.ORDERS;
  private static final CombinedDiagnoser DIAGNOSER = new CombinedDiagnoser(null);

  private static DiagnosisContext context(double shaftHz, @Nullable BearingFrequencies bearing) {
    return new DiagnosisContext(
        "drive-end", shaftHz, RATE, bearing, Kinematics.UNKNOWN, List.of(SignalDirection.RADIAL));
  }

  /** Memory after some frames of a bearing with a fault. */
  private static DiagnosisMemory seen(
      int frames, int samples, double impacts, double modulation, double amplitude) {
    VibrationFeatures extractor = new VibrationFeatures(RATE, samples);
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    DiagnosisMemory memory = new DiagnosisMemory(features.length);
    for (int i = 0; i < frames; i++) {
      float[] frame =
          SimulatedBearing.acceleration(
              RATE, samples, SHAFT_HZ, impacts, modulation, amplitude, 100 + i);
      extractor.extract(frame, SHAFT_HZ, ORDERS, Kinematics.UNKNOWN, features, 0);
      memory.update(features, SHAFT_HZ * samples / RATE);
    }
    return memory;
  }

  @Test
  void outerRaceIsNamedWithItsLines() {
    DiagnosisMemory memory = seen(1, 25_600, ORDERS.outerRace(), 0, 10);
    Diagnosis diagnosis = DIAGNOSER.diagnose(memory, context(SHAFT_HZ, ORDERS));

    assertThat(diagnosis.bearingAssessed()).isTrue();
    Finding finding = diagnosis.findings().get(0);
    assertThat(finding.itemId()).isEqualTo("drive-end");
    assertThat(finding.failureMode()).isEqualTo("VIB");
    assertThat(finding.mechanism()).isEqualTo("2.6 fatigue");
    assertThat(finding.probability()).isGreaterThan(0.9);
    assertThat(finding.evidence())
        .startsWith("bearing outer race: BPFO")
        .contains("30 revolutions");
    assertThat(finding.lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.name()).contains("BPFO"))
        .anySatisfy(
            line -> {
              assertThat(line.frequencyHz()).isEqualTo(ORDERS.outerRace() * SHAFT_HZ);
              assertThat(line.prominenceDb()).isGreaterThan(GeometryDiagnoser.PROMINENT_DB);
              assertThat(line.bandHighHz()).isGreaterThan(line.bandLowHz());
            });
  }

  @Test
  void innerRaceRollingElementAndCageAreToldApart() {
    assertThat(part(seen(1, 25_600, ORDERS.innerRace(), 1, 14))).startsWith("bearing inner race");
    assertThat(part(seen(1, 25_600, ORDERS.twiceElementSpin(), ORDERS.cage(), 14)))
        .startsWith("bearing rolling element");
    assertThat(part(cage())).startsWith("bearing cage: FTF");
  }

  /** A model that knows some conditions and whatever it sees thinks one of them the likeliest. */
  private static CombinedDiagnoser fond(BearingCondition favourite, BearingCondition... others) {
    List<BearingCondition> known =
        Stream.concat(Stream.of(favourite), Arrays.stream(others)).sorted().toList();
    DiagnosisInput crest = new DiagnosisInput(new int[] {VibrationFeatures.index("crest")}, true);
    double[][] weights = new double[known.size()][2];
    weights[known.indexOf(favourite)][0] = 5;
    return new CombinedDiagnoser(
        new DiagnosisModel(
            known, List.of(crest), new double[] {0}, new double[] {1}, weights, 0.25));
  }

  @Test
  void aModelThatNeverSawACageDoesNotHideOne() {
    CombinedDiagnoser diagnoser =
        fond(
            BearingCondition.ROLLING_ELEMENT,
            BearingCondition.OUTER_RACE,
            BearingCondition.INNER_RACE);

    Diagnosis diagnosis = diagnoser.diagnose(cage(), context(SHAFT_HZ, ORDERS));
    assertThat(diagnosis.findings()).hasSize(1);
    assertThat(diagnosis.findings().get(0).evidence()).startsWith("bearing cage: FTF");
  }

  @Test
  void noPartIsNamedWhoseOwnLinesAreNotProminent() {
    DiagnosisMemory outer = seen(1, 25_600, ORDERS.outerRace(), 0, 5);
    CombinedDiagnoser right = fond(BearingCondition.OUTER_RACE, BearingCondition.ROLLING_ELEMENT);
    CombinedDiagnoser wrong = fond(BearingCondition.ROLLING_ELEMENT, BearingCondition.OUTER_RACE);

    assertThat(right.diagnose(outer, context(SHAFT_HZ, ORDERS)).findings())
        .allSatisfy(finding -> assertThat(finding.lines()).isNotEmpty())
        .hasSize(1);
    assertThat(wrong.diagnose(outer, context(SHAFT_HZ, ORDERS)).findings()).isEmpty();
  }

  /** Noise that swells and ebbs with the cage. */
  private static DiagnosisMemory cage() {
    float[] frame = SimulatedBearing.acceleration(RATE, 25_600, SHAFT_HZ, 0, 0, 0, 9);
    for (int i = 0; i < frame.length; i++) {
      double swell = Math.cos(2 * Math.PI * ORDERS.cage() * SHAFT_HZ * i / RATE);
      frame[i] *= (float) Math.exp(1.2 * swell);
    }
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    new VibrationFeatures(RATE, frame.length)
        .extract(frame, SHAFT_HZ, ORDERS, Kinematics.UNKNOWN, features, 0);
    DiagnosisMemory memory = new DiagnosisMemory(features.length);
    memory.update(features, SHAFT_HZ * frame.length / RATE);
    return memory;
  }

  private static String part(DiagnosisMemory memory) {
    return DIAGNOSER.diagnose(memory, context(SHAFT_HZ, ORDERS)).findings().get(0).evidence();
  }

  @Test
  void nothingIsClaimedOfASoundBearing() {
    for (int frames = 1; frames < 30; frames++) {
      Diagnosis diagnosis =
          DIAGNOSER.diagnose(seen(frames, 25_600, 0, 0, 0), context(SHAFT_HZ, ORDERS));
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.bearingAssessed()).isTrue();
    }
  }

  @Test
  void nothingIsClaimedOfOneShortSnapshotButOfEnoughOfThem() {
    Diagnosis one =
        DIAGNOSER.diagnose(seen(1, 8192, ORDERS.outerRace(), 0, 25), context(SHAFT_HZ, ORDERS));
    Diagnosis many =
        DIAGNOSER.diagnose(seen(20, 8192, ORDERS.outerRace(), 0, 25), context(SHAFT_HZ, ORDERS));

    assertThat(one.findings()).isEmpty();
    assertThat(one.notAssessed()).isEqualTo("only 10 of 25 revolutions seen");
    assertThat(many.findings()).hasSize(1);
    assertThat(many.findings().get(0).evidence()).startsWith("bearing outer race");
  }

  @Test
  void framesTooShortForTheRacesAreNoSoundBearing() {
    Diagnosis diagnosis =
        DIAGNOSER.diagnose(seen(20, 2560, ORDERS.outerRace(), 0, 25), context(SHAFT_HZ, ORDERS));

    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.notAssessed())
        .isEqualTo(
            "frames are too short to tell lines of outer race, inner race, rolling element, cage"
                + " from harmonics of the shaft");
  }

  @Test
  void withoutGeometryOrSpeedTheBearingIsNotAssessed() {
    DiagnosisMemory memory = seen(1, 25_600, ORDERS.outerRace(), 0, 10);

    Diagnosis noGeometry = DIAGNOSER.diagnose(memory, context(SHAFT_HZ, null));
    assertThat(noGeometry.findings()).isEmpty();
    assertThat(noGeometry.notAssessed()).contains("geometry unknown");
    Diagnosis noSpeed = DIAGNOSER.diagnose(memory, context(Double.NaN, ORDERS));
    assertThat(noSpeed.findings()).isEmpty();
    assertThat(noSpeed.notAssessed()).contains("speed unknown");
  }

  @Test
  void poolingLetsEachJudgeCountAsMuchAsItsShare() {
    double[] geometry = {0.8, 0.2};
    CombinedDiagnoser.pool(geometry, new double[] {0.2, 0.8}, 0.5);
    assertThat(geometry).containsExactly(0.5, 0.5);

    double[] alone = {0.7, 0.3};
    CombinedDiagnoser.pool(alone, new double[] {0.1, 0.9}, 0);
    assertThat(alone[0]).isBetween(0.0999, 0.1001);
  }
}
