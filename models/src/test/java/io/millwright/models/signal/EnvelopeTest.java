package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.BearingGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final double RATE = 25_600;
  private static final int LENGTH = 25_600;

  @Test
  void recoversTheModulationOfACarrier() {
    float[] x = Signals.modulated(LENGTH, RATE, 6000, 107, 0.4, 2);
    FrameSpectrum frame = new FrameSpectrum(LENGTH, RATE);
    frame.compute(x, 0);
    BandEnvelope envelope = BandEnvelope.forBandwidth(2000, RATE, LENGTH);
    envelope.demodulate(frame, 5000, 7000);
    assertThat(envelope.points()).isEqualTo(4096);
    assertThat(envelope.sampleRateHz()).isEqualTo(4096);
    for (int i = 0; i < envelope.points(); i++) {
      double t = 2 * Math.PI * 107 * i / envelope.sampleRateHz();
      // Single precision throughout.
      assertThat((double) envelope.envelope()[i])
          .isCloseTo(2 * (1 + 0.4 * Math.cos(t)), within(1e-5));
    }
  }

  @Test
  void showsTheModulationAsALine() {
    float[] x =
        Signals.sum(
            Signals.modulated(LENGTH, RATE, 6000, 107, 0.4, 2),
            Signals.sine(LENGTH, RATE, 30, 50),
            Signals.noise(LENGTH, 0.2, 5));
    FrameSpectrum frame = new FrameSpectrum(LENGTH, RATE);
    frame.compute(x, 0);
    BandEnvelope envelope = BandEnvelope.forBandwidth(2000, RATE, LENGTH);
    envelope.demodulate(frame, 5000, 7000);
    EnvelopeSpectrum spectrum = new EnvelopeSpectrum(envelope.points());
    spectrum.compute(envelope);
    assertThat(spectrum.binHz()).isCloseTo(1, within(1e-9));
    assertThat((double) spectrum.amplitude()[107]).isCloseTo(0.8, within(0.02));
    assertThat(spectrum.mean()).isCloseTo(2, within(0.02));

    LineProminence prominence = new LineProminence(0.02, 20);
    prominence.in(spectrum);
    assertThat(prominence.lineDb(106)).isGreaterThan(35);
    assertThat(prominence.foundHz()).isCloseTo(107, within(1e-9));
    assertThat(prominence.lineDb(150)).isLessThan(12);
    assertThat(prominence.lineDb(5000)).isNaN();
  }

  @Test
  void squaresToTwoLines() {
    float[] x = Signals.modulated(LENGTH, RATE, 6000, 100, 0.5, 1);
    FrameSpectrum frame = new FrameSpectrum(LENGTH, RATE);
    frame.compute(x, 0);
    BandEnvelope envelope = BandEnvelope.forBandwidth(1000, RATE, LENGTH);
    envelope.demodulate(frame, 5500, 6500);
    EnvelopeSpectrum spectrum = new EnvelopeSpectrum(envelope.points());
    spectrum.computeSquared(envelope);
    // (1 + d cos)² = 1 + d²/2 + 2d cos + d²/2 cos 2
    assertThat((double) spectrum.amplitude()[100]).isCloseTo(1, within(1e-4));
    assertThat((double) spectrum.amplitude()[200]).isCloseTo(0.125, within(1e-4));
    assertThat(spectrum.mean()).isCloseTo(1.125, within(1e-4));
  }

  @Test
  void refusesBandsThatDoNotFit() {
    FrameSpectrum frame = new FrameSpectrum(LENGTH, RATE);
    BandEnvelope envelope = new BandEnvelope(1024);
    assertThatThrownBy(() -> envelope.demodulate(frame, 1000, 3000))
        .hasMessageContaining("2001 bins, need 1 to 512");
    assertThatThrownBy(() -> envelope.demodulate(frame, 3000, 1000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 21, 83})
  void noiseIsAsProminentInAWideSearchAsInANarrowOne(int searched) {
    float[] x = Signals.noise(1 << 20, 1, 21);
    WelchSpectrum spectrum = new WelchSpectrum(1 << 20, 1 << 20, Window.RECTANGULAR, 1 << 20);
    spectrum.compute(x, 0, x.length);
    double power = 0;
    int n = 0;
    for (int k = 1000; k < 500_000; k += 200) {
      LineProminence prominence = new LineProminence((searched - 1) / 2.0 / k, 40);
      prominence.in(spectrum.amplitude(), 1);
      power += Math.pow(10, prominence.lineDb(k) / 10);
      n++;
    }
    // 2500 trials: at most 1.5 % standard deviation of the mean power, 0.06 dB; the median of 80
    // bins adds 0.1 dB.
    assertThat(10 * Math.log10(power / n))
        .isCloseTo(LineProminence.expectedInNoiseDb(5), within(0.3));
  }

  @Test
  void linesBesideAvoidedOnesAreNotTakenForThem() {
    int n = 8192;
    float[] x = Signals.sum(Signals.noise(n, 0.01, 2), Signals.sine(n, n, 300, 1));
    FrameSpectrum frame = new FrameSpectrum(n, n);
    frame.compute(x, 0);
    LineProminence prominence = new LineProminence(0.02, 40);
    prominence.in(frame.amplitude(), frame.binHz());

    assertThat(prominence.lineDb(305)).as("the harmonic is within the slip").isGreaterThan(40);
    prominence.avoidMultiplesOf(100, 3, 0.005);
    assertThat(prominence.lineDb(305))
        .as("4.5 Hz off it, half of the bins are left")
        .isLessThan(15);
    assertThat(prominence.lineDb(304)).as("cannot be told apart").isNaN();
    prominence.in(frame.amplitude(), frame.binHz());
    assertThat(prominence.lineDb(305)).as("forgotten with the next spectrum").isGreaterThan(40);
  }

  @Test
  void findsHarmonicsAndSidebands() {
    int n = 8192;
    float[] x = Signals.noise(n, 0.01, 2);
    for (int h = 1; h <= 3; h++) {
      x = Signals.sum(x, Signals.sine(n, n, 505 * h, 1));
    }
    x = Signals.sum(x, Signals.sine(n, n, 475, 0.5), Signals.sine(n, n, 535, 0.5));
    FrameSpectrum frame = new FrameSpectrum(n, n);
    frame.compute(x, 0);
    LineProminence prominence = new LineProminence(0.02, 40);
    prominence.in(frame.amplitude(), frame.binHz());
    assertThat(prominence.harmonicsDb(500, 3)).isGreaterThan(60);
    assertThat(prominence.sidebandsDb(500, 30, 1)).isGreaterThan(50);
    assertThat(prominence.sidebandsDb(500, 45, 1)).isLessThan(15);
  }

  @Test
  void statesTheFrequenciesOfThe6205AsTheDataSetDoes() {
    // SKF 6205-2RS of the CWRU rig: 9 balls of 7.94 mm on 39.04 mm (0.3126 and 1.537 inch).
    BearingFrequencies orders =
        BearingFrequencies.of(new BearingGeometry("6205-2RS", 9, 0.3126 * 25.4, 1.537 * 25.4, 0));
    assertThat(orders.outerRace()).isCloseTo(3.5848, within(5e-4));
    assertThat(orders.innerRace()).isCloseTo(5.4152, within(5e-4));
    assertThat(orders.cage()).isCloseTo(0.39828, within(5e-5));
    assertThat(orders.twiceElementSpin()).isCloseTo(4.7135, within(5e-4));
  }
}
