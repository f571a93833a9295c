package io.millwright.models.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.SimulatedBearing;
import io.millwright.models.signal.VibrationFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A 6309 passes 3.04 balls a turn on its outer race and 4.96 on its inner one: beside harmonics of
 * the shaft, which any knock once a turn has, and closer to them than bearings slip.
 */
class ShaftHarmonicsTest {
  private static final double RATE = 12_800;
  private static final double SHAFT_HZ = 1480 / 60.0;
  private static final BearingFrequencies ORDERS =
      BearingFrequencies.of(BearingCatalogue.geometry("6309").orElseThrow());
  private static final CombinedDiagnoser DIAGNOSER = new CombinedDiagnoser(null);

  private static Diagnosis diagnosis(float[]... frames) {
    VibrationFeatures extractor = new VibrationFeatures(RATE, frames[0].length);
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    DiagnosisMemory memory = new DiagnosisMemory(features.length);
    for (float[] frame : frames) {
      extractor.extract(frame, SHAFT_HZ, ORDERS, Kinematics.UNKNOWN, features, 0);
      memory.update(features, SHAFT_HZ * frame.length / RATE);
    }
    return DIAGNOSER.diagnose(
        memory,
        new DiagnosisContext(
            "drive-end",
            SHAFT_HZ,
            RATE,
            ORDERS,
            Kinematics.UNKNOWN,
            List.of(SignalDirection.RADIAL)));
  }

  private static float[] noise(double seconds, long seed) {
    return SimulatedBearing.acceleration(RATE, samples(seconds), SHAFT_HZ, 0, 0, 0, seed);
  }

  private static int samples(double seconds) {
    return 2 * (int) Math.round(seconds * RATE / 2);
  }

  /** Noise that swells and ebbs at a multiple of the shaft speed. */
  private static float[] modulated(double seconds, double order, long seed) {
    float[] x = noise(seconds, seed);
    for (int i = 0; i < x.length; i++) {
      x[i] *= (float) (1 + 0.8 * Math.cos(2 * Math.PI * order * SHAFT_HZ * i / RATE));
    }
    return x;
  }

  /** A resonance that is struck at the same angle in every turn. */
  private static float[] knocks(double seconds, double amplitude, long seed) {
    float[] x = noise(seconds, seed);
    for (int i = 0; i < x.length; i++) {
      double turns = SHAFT_HZ * i / RATE;
      double since = (turns - Math.floor(turns)) / SHAFT_HZ;
      x[i] +=
          (float) (amplitude * Math.exp(-1500 * since) * Math.sin(2 * Math.PI * RATE / 4 * since));
    }
    return x;
  }

  private static float[] fault(double seconds, double impacts, double modulation, long seed) {
    return SimulatedBearing.acceleration(
        RATE, samples(seconds), SHAFT_HZ, impacts, modulation, 10, seed);
  }

  @Test
  void soundBearingIsNotAccusedOfWhatTheShaftDoes() {
    for (double seconds : new double[] {0.64, 1, 2, 4, 10}) {
      int frames = (int) Math.ceil(4 / seconds);
      for (int kind = 0; kind < 4; kind++) {
        float[][] seen = new float[frames][];
        for (int i = 0; i < frames; i++) {
          long seed = 50 + i;
          seen[i] = kind < 3 ? modulated(seconds, 3 + kind, seed) : knocks(seconds, 30, seed);
        }
        assertThat(bearingFindings(diagnosis(seen)))
            .as("kind %d in frames of %s s", kind, seconds)
            .isEmpty();
      }
    }
  }

  private static List<Finding> bearingFindings(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.evidence().startsWith("bearing"))
        .toList();
  }

  @Test
  void faultsAreFoundInFramesThatAreLongEnough() {
    Diagnosis outer = diagnosis(fault(10, ORDERS.outerRace(), 0, 1));
    Diagnosis inner = diagnosis(fault(10, ORDERS.innerRace(), 1, 2));

    assertThat(outer.findings().get(0).evidence()).startsWith("bearing outer race: BPFO");
    assertThat(inner.findings().get(0).evidence()).startsWith("bearing inner race: 2×BPFI");
  }

  @Test
  void higherHarmonicsStandFartherFromTheShafts() {
    Diagnosis outer = diagnosis(fault(2.5, ORDERS.outerRace(), 0, 3));

    assertThat(outer.findings().get(0).evidence()).startsWith("bearing outer race: 3×BPFO");
    assertThat(outer.findings().get(0).lines())
        .noneSatisfy(line -> assertThat(line.name()).isEqualTo("BPFO"));
  }

  @Test
  void anInnerRaceThatCannotBeJudgedIsNotTakenForAnElement() {
    // Its lower sideband, 3.96 times the shaft speed, lies within slip of 2×BSF, 3.91.
    for (double seconds : new double[] {2, 2.5, 4}) {
      Diagnosis inner =
          diagnosis(
              fault(seconds, ORDERS.innerRace(), 1, 4), fault(seconds, ORDERS.innerRace(), 1, 5));

      assertThat(bearingFindings(inner))
          .allSatisfy(finding -> assertThat(finding.evidence()).startsWith("bearing inner race"));
      assertThat(inner.notAssessed()).contains("inner race");
    }
  }
}
