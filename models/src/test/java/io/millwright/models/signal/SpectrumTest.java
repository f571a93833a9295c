package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
  private static final double RATE = 25_600;

  @Test
  void transformsAsTheDefinitionSays() {
    for (int n : new int[] {2, 4, 6, 8, 10, 12, 14, 18, 20, 30, 50, 60, 64, 90, 100, 240, 250}) {
      float[] x = Signals.noise(n, 1, 7);
      float[] packed = x.clone();
      RealFft fft = new RealFft(n);
      fft.forward(packed);
      float[] power = new float[fft.bins()];
      fft.power(packed, power);
      for (int k = 0; k <= n / 2; k++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
          re += x[i] * Math.cos(2 * Math.PI * k * i / n);
          im -= x[i] * Math.sin(2 * Math.PI * k * i / n);
        }
        assertThat((double) power[k]).isCloseTo(re * re + im * im, within(1e-3));
        if (k > 0 && k < n / 2) {
          assertThat((double) packed[2 * k]).isCloseTo(re, within(2e-5));
          assertThat((double) packed[2 * k + 1]).isCloseTo(im, within(2e-5));
        }
      }
      fft.inverse(packed);
      assertThat(packed).containsExactly(x, within(1e-6f));
    }
  }

  @Test
  void transformsASecondAsPreciselyAsPowersOfTwo() {
    for (int n : new int[] {2560, 25_600, 32_768, 48_000}) {
      float[] x = Signals.noise(n, 1, 9);
      float[] packed = x.clone();
      new RealFft(n).forward(packed);
      double[] reference = new double[n];
      for (int i = 0; i < n; i++) {
        reference[i] = x[i];
      }
      new DoubleFFT_1D(n).realForward(reference);
      double error = 0;
      double power = 0;
      for (int i = 0; i < n; i++) {
        error += Math.pow(packed[i] - reference[i], 2);
        power += reference[i] * reference[i];
      }
      assertThat(Math.sqrt(error / power)).as("size %d", n).isLessThan(5e-7);
    }
  }

  @Test
  void refusesOddSizes() {
    assertThatThrownBy(() -> new RealFft(5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void windowsHaveTheirTabulatedNoiseBandwidths() {
    // Harris 1978, table I.
    assertThat(Window.RECTANGULAR.noiseBandwidthBins()).isEqualTo(1);
    assertThat(Window.HANN.noiseBandwidthBins()).isCloseTo(1.50, within(0.005));
    assertThat(Window.HAMMING.noiseBandwidthBins()).isCloseTo(1.36, within(0.005));
    assertThat(Window.BLACKMAN.noiseBandwidthBins()).isCloseTo(1.73, within(0.005));
    assertThat(Window.FLAT_TOP.noiseBandwidthBins()).isCloseTo(3.77, within(0.005));
    double sum = 0;
    for (float w : Window.FLAT_TOP.coefficients(256)) {
      sum += w;
    }
    assertThat(sum / 256).isCloseTo(Window.FLAT_TOP.coherentGain(), within(1e-6));
  }

  @Test
  void showsASineAsOneLineOfItsAmplitude() {
    WelchSpectrum welch = new WelchSpectrum(2048, 1024, Window.HANN, RATE);
    float[] x = Signals.sine(25_600, RATE, 80 * welch.binHz(), 3);
    welch.compute(x, 0, x.length);
    assertThat(welch.segments()).isEqualTo(24);
    assertThat((double) welch.amplitude()[80]).isCloseTo(3, within(1e-4));
    assertThat((double) welch.amplitude()[90]).isCloseTo(0, within(1e-4));
    assertThat(welch.bandRms(500, 2000)).isCloseTo(3 / Math.sqrt(2), within(1e-4));
  }

  @Test
  void spreadsTheVarianceOfWhiteNoiseEvenly() {
    WelchSpectrum welch = new WelchSpectrum(1024, 512, Window.HANN, RATE);
    float[] x = Signals.noise(512 * 4001, 2, 11);
    welch.compute(x, 0, x.length);
    double expected = 4 / (RATE / 2);
    double sum = 0;
    for (int k = 2; k < 511; k++) {
      // 4000 half-overlapping Hann segments: 1.8 % standard deviation, five of them.
      assertThat(welch.powerSpectralDensity()[k] / expected).isCloseTo(1, within(0.09));
      sum += welch.powerSpectralDensity()[k] * welch.binHz();
    }
    assertThat(sum).isCloseTo(4 * 509.0 / 512, within(0.02));
  }

  @Test
  void integratesAccelerationToVelocity() {
    double hz = 50;
    double velocityPeak = 0.01; // 10 mm/s
    float[] x = Signals.sine(25_600, RATE, hz, velocityPeak * 2 * Math.PI * hz);
    for (int i = 0; i < x.length; i++) {
      x[i] += 9.81f;
    }
    FrameSpectrum frame = new FrameSpectrum(25_600, RATE);
    frame.compute(x, 0);
    // 9.81 swallows 3 of 7 digits of a sample.
    assertThat(frame.velocityRmsMmPerS(10, 1000)).isCloseTo(10 / Math.sqrt(2), within(0.01));
    assertThat((double) frame.amplitude()[50])
        .isCloseTo(velocityPeak * 2 * Math.PI * hz, within(1e-4));
    assertThat(frame.velocityRmsMmPerS(60, 1000)).isCloseTo(0, within(1e-3));
  }

  @Test
  void statesVelocityOfLinesBetweenBins() {
    float[] x = Signals.sine(32_768, RATE, 29.7, 2 * Math.PI * 29.7 * 0.004);
    FrameSpectrum frame = new FrameSpectrum(32_768, RATE);
    frame.compute(x, 0);
    // Leakage is weighted by 1/f²: 2 %.
    assertThat(frame.velocityRmsMmPerS(10, 1000)).isCloseTo(4 / Math.sqrt(2), within(0.06));
  }

  @Test
  void statesNoVelocityThatAFrameCannotResolve() {
    FrameSpectrum frame = new FrameSpectrum(2048, RATE);
    frame.compute(Signals.noise(2048, 1, 1), 0);
    assertThat(frame.velocityRmsMmPerS(10, 1000)).isNaN();
    assertThat(new FrameSpectrum(2048, 1600).velocityRmsMmPerS(10, 1000)).isNaN();
  }

  @Test
  void tapersAsMultiplicationWithTheWindowDoes() {
    int n = 64;
    float[] x = Signals.noise(n, 1, 3);
    FrameSpectrum frame = new FrameSpectrum(n, RATE);
    frame.compute(x, 0);
    double mean = 0;
    for (float v : x) {
      mean += v / n;
    }
    float[] direct = new float[n];
    float[] taper = Window.HANN.coefficients(n);
    for (int i = 0; i < n; i++) {
      direct[i] = (float) (x[i] - mean) * taper[i];
    }
    RealFft fft = new RealFft(n);
    fft.forward(direct);
    float[] power = new float[fft.bins()];
    fft.power(direct, power);
    assertThat(frame.power()).containsExactly(power, within(1e-4f));
  }

  @Test
  void judgesSlowMachinesFromTwoHertz() {
    assertThat(VelocityBand.at(9.9)).isEqualTo(new VelocityBand(2, 1000));
    assertThat(VelocityBand.at(10)).isEqualTo(new VelocityBand(10, 1000));
    assertThat(VelocityBand.at(Double.NaN)).isEqualTo(VelocityBand.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 4.5, 7.25, 12.3, 40.5})
  void velocityOfALineIsThatOfItsIntegralWhereverItLies(double bins) {
    int n = 4096;
    double hz = bins; // a bin is 1 Hz
    FrameSpectrum spectrum = new FrameSpectrum(n, n);
    spectrum.compute(Signals.sine(n, n, hz, 3), 0);
    double peak = 3000 / (2 * Math.PI * hz);

    // The band begins two bins lower, so that the whole main lobe lies in it, or as low as it may.
    // A line on the band's very edge has half of its skirts outside: 1/6 of its power.
    double inBand = bins == 2 ? Math.sqrt(5 / 6.0) : 1;
    assertThat(spectrum.velocityRmsMmPerS(2, 1000))
        .isCloseTo(inBand * peak / Math.sqrt(2), withinPercentage(bins == 3 ? 0.1 : 1.5));
    if (bins >= 3) {
      assertThat(spectrum.lineVelocityMmPerS(Math.round(hz))).isCloseTo(peak, withinPercentage(2));
    }
  }

  @Test
  void velocityNeedsTwoBinsBelowItsBand() {
    FrameSpectrum tenth = new FrameSpectrum(2560, 25_600);
    FrameSpectrum fifth = new FrameSpectrum(5120, 25_600);
    tenth.compute(Signals.sine(2560, 25_600, 100, 3), 0);
    fifth.compute(Signals.sine(5120, 25_600, 100, 3), 0);

    assertThat(tenth.velocityRmsMmPerS(10, 1000)).isNaN();
    assertThat(fifth.velocityRmsMmPerS(10, 1000)).isNotNaN();
  }

  @Test
  void givesTheVelocityOfASineAtItsLine() {
    double hz = 24;
    float[] sine = Signals.sine(25_600, RATE, hz, 3);
    FrameSpectrum spectrum = new FrameSpectrum(25_600, RATE);
    spectrum.compute(sine, 0);
    float[] velocity = new float[spectrum.bins()];

    spectrum.velocityMmPerS(velocity);

    // a / (2 pi f), in mm/s
    assertThat((double) velocity[24]).isCloseTo(3_000 / (2 * Math.PI * hz), withinPercentage(0.01));
    assertThat((double) velocity[23]).isCloseTo(velocity[24] / 2, withinPercentage(0.1));
    assertThat((double) velocity[25]).isCloseTo(velocity[24] / 2, withinPercentage(0.1));
    assertThat(velocity[40]).isLessThan(velocity[24] / 1_000);
    assertThat(velocity[1]).isNaN();
    assertThat(velocity[spectrum.bins() - 1]).isNaN();
  }
}
