package io.millwright.models.diagnosis;

import static io.millwright.contracts.asset.SignalDirection.AXIAL;
import static io.millwright.contracts.asset.SignalDirection.HORIZONTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.VibrationFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShaftDiagnoserTest {
  private static final int RATE = 12_800;
  private static final double SHAFT_HZ = 25;
  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();

  /** Lines of a channel: order and velocity in mm/s peak, in turn. */
  private static float[] channel(double... lines) {
    SplittableRandom random = new SplittableRandom(3);
    float[] acceleration = new float[RATE];
    for (int i = 0; i < RATE; i++) {
      double sum = 0.05 * (random.nextDouble() - 0.5);
      for (int l = 0; l < lines.length; l += 2) {
        double omega = 2 * Math.PI * lines[l] * SHAFT_HZ;
        sum += lines[l + 1] / 1000 * omega * Math.sin(omega * i / RATE);
      }
      acceleration[i] = (float) sum;
    }
    float[] features = new float[STRIDE];
    new VibrationFeatures(RATE, RATE)
        .extract(acceleration, SHAFT_HZ, null, Kinematics.UNKNOWN, features, 0);
    return features;
  }

  private static List<Finding> findings(List<SignalDirection> directions, float[]... channels) {
    float[] all = new float[STRIDE * channels.length];
    for (int c = 0; c < channels.length; c++) {
      System.arraycopy(channels[c], 0, all, c * STRIDE, STRIDE);
    }
    return ShaftDiagnoser.findings(
        new DiagnosisContext("motor", SHAFT_HZ, RATE, null, Kinematics.UNKNOWN, directions), all);
  }

  @Test
  void onceARevolutionAcrossTheShaftIsImbalance() {
    List<Finding> findings = findings(List.of(HORIZONTAL, AXIAL), channel(1, 6), channel(1, 0.5));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).evidence())
        .startsWith("imbalance")
        .contains("1.0× at 25.0 Hz 6.0 mm/s peak horizontal");
    assertThat(findings.get(0).mechanism()).isEqualTo("1.2 vibration");
  }

  @Test
  void withoutAnAxialChannelTheCausesAreOnlyRanked() {
    List<Finding> findings = findings(List.of(HORIZONTAL), channel(1, 6));

    assertThat(findings).extracting(Finding::probability).containsExactly(0.5, 0.2, 0.2);
    assertThat(findings.get(0).evidence()).contains("no axial channel tells");
  }

  @Test
  void axialPartSpeaksForMisalignment() {
    List<Finding> once = findings(List.of(HORIZONTAL, AXIAL), channel(1, 6), channel(1, 5));
    List<Finding> twice = findings(List.of(HORIZONTAL, AXIAL), channel(1, 3, 2, 4), channel(2, 4));

    assertThat(once)
        .extracting(Finding::mechanism)
        .containsExactly("1.3 clearance/alignment failure", "1.4 deformation");
    assertThat(twice).hasSize(1);
    assertThat(twice.get(0).evidence()).startsWith("misalignment: 2×");
  }

  @Test
  void halvesOfTheSpeedSpeakForLooseness() {
    List<Finding> findings =
        findings(List.of(HORIZONTAL), channel(0.5, 1, 1, 5, 1.5, 1, 2, 1, 2.5, 0.5));

    assertThat(findings.get(0).evidence()).startsWith("looseness");
    assertThat(findings.get(0).mechanism()).isEqualTo("1.5 looseness");
  }

  @Test
  void smallLinesAreNoFault() {
    assertThat(findings(List.of(HORIZONTAL), channel(1, 1.5, 2, 1))).isEmpty();
    float[] unknown = new float[STRIDE];
    Arrays.fill(unknown, Float.NaN);
    assertThat(findings(List.of(HORIZONTAL), unknown)).isEmpty();
  }
}
