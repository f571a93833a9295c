package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.Kinematics;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultLinesTest {
  @Test
  void sidebandsOfABearingAreWhatModulatesIt() {
    BearingFrequencies orders = new BearingFrequencies(3.5848, 5.4152, 0.39828, 2.35675);
    List<FaultLine> lines = FaultLines.bearing(orders, 30);
    assertThat(lines).extracting(FaultLine::name).containsExactly("BPFO", "BPFI", "2×BSF", "FTF");
    assertThat(lines.get(0).hz()).isCloseTo(107.544, within(1e-9));
    assertThat(lines.get(1).sidebandHz()).isEqualTo(30);
    assertThat(lines.get(2).hz()).isCloseTo(141.405, within(1e-9));
    assertThat(lines.get(2).sidebandHz()).isCloseTo(11.9484, within(1e-9));
    assertThat(lines.get(3).sidebandHz()).isZero();
    assertThat(lines)
        .allMatch(line -> line.domain() == FaultLine.Domain.ENVELOPE && line.harmonics() == 3);
  }

  @Test
  void polePassIsSlipTimesPoles() {
    // Four poles at 60 Hz: 30 Hz synchronous; at 1772 rpm the slip is 0.4667 Hz.
    assertThat(FaultLines.polePassHz(60, 4, 1772 / 60.0)).isCloseTo(1.8667, within(1e-4));
    assertThat(FaultLines.polePassHz(60, 4, 30)).isZero();
    FaultLine electrical =
        FaultLines.machine(new Kinematics(null, 60.0, null, null, null), 29).get(0);
    assertThat(electrical.hz()).isEqualTo(120);
    assertThat(electrical.sidebandHz()).isZero();
  }

  @Test
  void looksOnlyForWhatIsKnown() {
    assertThat(FaultLines.machine(Kinematics.UNKNOWN, 25)).isEmpty();
    List<FaultLine> lines = FaultLines.machine(new Kinematics(1500.0, 50.0, 4, 7, 23), 24.5);
    assertThat(lines)
        .extracting(FaultLine::name)
        .containsExactly("2×line", "vane pass", "gear mesh");
    assertThat(lines).extracting(FaultLine::hz).containsExactly(100.0, 171.5, 563.5);
    assertThat(lines).extracting(FaultLine::sidebandHz).containsExactly(2.0, 24.5, 24.5);
  }

  @Test
  void measuresItself() {
    int n = 8192;
    float[] x =
        Signals.sum(
            Signals.noise(n, 0.01, 1),
            Signals.sine(n, n, 700, 1),
            Signals.sine(n, n, 670, 0.3),
            Signals.sine(n, n, 730, 0.3));
    FrameSpectrum frame = new FrameSpectrum(n, n);
    frame.compute(x, 0);
    LineProminence prominence = new LineProminence(0.01, 40);
    prominence.in(frame.amplitude(), frame.binHz());
    FaultLine mesh = mesh(30.4);
    assertThat(mesh.prominenceDb(prominence)).isGreaterThan(60);
    FaultLine meshAt30 = mesh(30.43);
    assertThat(new FaultLine("x", mesh.domain(), 700, 1, 30).sidebandsDb(prominence))
        .isGreaterThan(50);
    assertThat(FaultLines.shaft(30).get(0).sidebandsDb(prominence)).isNaN();
    assertThat(meshAt30.hz()).isCloseTo(699.89, within(1e-9));
  }

  private static FaultLine mesh(double shaftHz) {
    return FaultLines.machine(new Kinematics(null, null, null, null, 23), shaftHz).get(0);
  }

  @Test
  void refusesStandstill() {
    assertThatThrownBy(() -> FaultLines.shaft(0)).hasMessageContaining("above 0 Hz");
  }

  @Test
  void leavesOutWhatTurnsWithAShaftOfUnknownSpeed() {
    Kinematics motor = new Kinematics(null, 50.0, 4, 7, 31);

    assertThat(FaultLines.machine(motor, Double.NaN))
        .containsExactly(new FaultLine("2×line", FaultLine.Domain.SIGNAL, 100, 1, 0));
  }
}
