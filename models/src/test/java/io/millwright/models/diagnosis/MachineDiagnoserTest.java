package io.millwright.models.diagnosis;

import static io.millwright.contracts.asset.SignalDirection.HORIZONTAL;
import static io.millwright.contracts.asset.SignalDirection.VERTICAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.VibrationFeatures;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MachineDiagnoserTest {
  private static final int RATE = 6400;
  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();
  private static final Kinematics TWO_POLES = new Kinematics(2976.0, 50.0, 2, null, null);
  private static final Kinematics FOUR_POLES = new Kinematics(1480.0, 50.0, 4, null, null);
  private static final double TWO_POLE_HZ = 49.6;
  private static final double FOUR_POLE_HZ = 1480 / 60.0;

  /** Findings from a frame of lines: frequency and velocity in mm/s peak, in turn. */
  private static List<Finding> findings(
      double seconds, Kinematics kinematics, double shaftHz, double... lines) {
    SplittableRandom random = new SplittableRandom(3);
    int samples = (int) (seconds * RATE);
    float[] acceleration = new float[samples];
    for (int i = 0; i < samples; i++) {
      double sum = 0.02 * (random.nextDouble() - 0.5);
      for (int l = 0; l < lines.length; l += 2) {
        double omega = 2 * Math.PI * lines[l];
        sum += lines[l + 1] / 1000 * omega * Math.sin(omega * i / RATE);
      }
      acceleration[i] = (float) sum;
    }
    float[] features = new float[2 * STRIDE];
    VibrationFeatures extractor = new VibrationFeatures(RATE, samples);
    extractor.extract(acceleration, shaftHz, null, kinematics, features, 0);
    for (int i = 0; i < samples; i++) {
      acceleration[i] *= 0.5f;
    }
    extractor.extract(acceleration, shaftHz, null, kinematics, features, STRIDE);
    DiagnosisMemory memory = new DiagnosisMemory(features.length);
    memory.update(features, 100);
    List<SignalDirection> directions = List.of(VERTICAL, HORIZONTAL);
    return new CombinedDiagnoser(null)
        .diagnose(
            memory, new DiagnosisContext("motor", shaftHz, RATE, null, kinematics, directions))
        .findings();
  }

  @Test
  void twiceLineFrequencyIsElectricalAndNoHarmonicOfTheShaft() {
    List<Finding> findings = findings(12.8, TWO_POLES, TWO_POLE_HZ, 100, 4);

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.itemId()).isEqualTo("motor");
    assertThat(finding.failureMode()).isEqualTo("VIB");
    assertThat(finding.mechanism()).isEqualTo("4.0 electrical failure");
    assertThat(finding.evidence())
        .startsWith("electrical: twice line frequency: uneven air gap")
        .endsWith("2×line at 100.0 Hz 4.0 mm/s peak vertical");
    assertThat(finding.lines()).hasSize(1);
    assertThat(finding.lines().get(0).name()).isEqualTo("2×line");
    assertThat(finding.lines().get(0).bandHighHz()).as("spectrum of the signal").isZero();
  }

  @Test
  void twiceTheShaftBesideTwiceTheLineIsTheShafts() {
    List<Finding> findings = findings(12.8, TWO_POLES, TWO_POLE_HZ, 99.2, 4, 100, 0.5);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).mechanism()).isEqualTo("1.3 clearance/alignment failure");
    assertThat(findings.get(0).evidence()).startsWith("2×: misalignment or looseness");
  }

  @Test
  void shortFramesDoNotTellThemApartAndSaySo() {
    for (double hz : new double[] {99.2, 100}) {
      List<Finding> findings = findings(1, TWO_POLES, TWO_POLE_HZ, hz, 4);

      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).probability()).isEqualTo(0.3);
      assertThat(findings.get(0).evidence())
          .startsWith(
              "2×: misalignment, looseness, or twice line frequency (100.0 Hz): frames are too"
                  + " short to tell them apart");
    }
  }

  @Test
  void polePassSidebandSpeaksOfTheRotor() {
    double polePassHz = 4 * (25 - FOUR_POLE_HZ);
    List<Finding> findings =
        findings(5.12, FOUR_POLES, FOUR_POLE_HZ, 100, 4, 100 + polePassHz, 0.4);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).probability()).isEqualTo(0.6);
    assertThat(findings.get(0).evidence())
        .startsWith("electrical: twice line frequency with a pole-pass sideband: rotor bars");
    assertThat(findings(5.12, FOUR_POLES, FOUR_POLE_HZ, 4 * FOUR_POLE_HZ, 4))
        .as("four times the shaft's speed is not the mains")
        .isEmpty();
  }

  @Test
  void smallHumIsNoFault() {
    assertThat(findings(5.12, FOUR_POLES, FOUR_POLE_HZ, 100, 1.5)).isEmpty();
  }

  @Test
  void vanePassIsClaimedOverTheShaftsHarmonicsOnly() {
    Kinematics seven = new Kinematics(1500.0, null, null, 7, null);
    List<Finding> findings = findings(1, seven, 25, 175, 4, 150, 0.2, 200, 0.2);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).mechanism()).isEqualTo("1.2 vibration");
    assertThat(findings.get(0).evidence()).startsWith("vane pass over the shaft's harmonics");
    assertThat(findings(1, seven, 25, 175, 4, 150, 4, 200, 4)).as("a knock").isEmpty();
  }

  @Test
  void gearMeshIsClaimedWithSidebandsOfItsShaft() {
    Kinematics teeth = new Kinematics(1500.0, null, null, null, 23);
    List<Finding> findings = findings(1, teeth, 25, 575, 4, 550, 1, 600, 1);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).mechanism()).isEqualTo("2.4 wear");
    assertThat(findings.get(0).evidence()).startsWith("gear mesh with sidebands of its shaft");
    assertThat(findings(1, teeth, 25, 575, 4)).as("every gear meshes").isEmpty();
  }

  @Test
  void whatIsNotDeclaredIsNotLookedFor() {
    assertThat(findings(5.12, Kinematics.UNKNOWN, FOUR_POLE_HZ, 100, 4)).isEmpty();
  }
}
