package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KurtogramTest {
  private static final double RATE = 25_600;
  private static final int LENGTH = 25_600;

  private static FrameSpectrum frame(float[] samples) {
    FrameSpectrum frame = new FrameSpectrum(LENGTH, RATE);
    frame.compute(samples, 0);
    return frame;
  }

  /** A resonance of 1 ms, struck {@code rateHz} times a second. */
  private static float[] strikes(double rateHz, double resonanceHz, double amplitude) {
    float[] x = new float[LENGTH];
    for (double at = 0.002; at < 1; at += 1 / rateHz) {
      for (int i = (int) Math.ceil(at * RATE); i < Math.min(LENGTH, (at + 0.01) * RATE); i++) {
        double t = i / RATE - at;
        x[i] +=
            (float) (amplitude * Math.exp(-t / 0.001) * Math.sin(2 * Math.PI * resonanceHz * t));
      }
    }
    return x;
  }

  @Test
  void findsTheResonanceThatIsStruck() {
    Kurtogram kurtogram = new Kurtogram(LENGTH, RATE, 400);
    for (int i = 0; i < 3; i++) {
      kurtogram.add(
          frame(
              Signals.sum(
                  strikes(37, 6200, 1.5),
                  Signals.sine(LENGTH, RATE, 29.3, 20),
                  Signals.noise(LENGTH, 0.3, i))));
    }
    int best = kurtogram.best();
    assertThat(kurtogram.frames()).isEqualTo(3);
    assertThat(kurtogram.kurtosis(best)).isGreaterThan(2);
    assertThat(kurtogram.fromHz(best)).isLessThan(6200);
    assertThat(kurtogram.toHz(best)).isGreaterThan(6200);
    assertThat(kurtogram.toHz(best) - kurtogram.fromHz(best)).isBetween(350.0, 3300.0);
  }

  @Test
  void isZeroForGaussianNoise() {
    Kurtogram kurtogram = new Kurtogram(LENGTH, RATE, 400);
    for (int i = 0; i < 20; i++) {
      kurtogram.add(frame(Signals.noise(LENGTH, 1, 100 + i)));
    }
    for (int b = 0; b < kurtogram.bands(); b++) {
      double bins = kurtogram.toHz(b) - kurtogram.fromHz(b) + 1;
      // Four standard errors, and the estimate's bias of order 1/n.
      assertThat(kurtogram.kurtosis(b))
          .isCloseTo(0, within(4 * 2 / Math.sqrt(bins * 7 / 8 * 20) + 4 / bins));
    }
  }

  @Test
  void isMinusOneForATone() {
    Kurtogram kurtogram = new Kurtogram(LENGTH, RATE, 400);
    kurtogram.add(
        frame(Signals.sum(Signals.sine(LENGTH, RATE, 3000, 5), Signals.noise(LENGTH, 0.01, 4))));
    for (int b = 0; b < kurtogram.bands(); b++) {
      if (kurtogram.fromHz(b) < 2900 && kurtogram.toHz(b) > 3100) {
        assertThat(kurtogram.kurtosis(b)).isCloseTo(-1, within(0.01));
      }
    }
  }

  @Test
  void coversTheSpectrumWithHalvesAndThirds() {
    Kurtogram kurtogram = new Kurtogram(LENGTH, RATE, 1600);
    // 1 + 2 + 3 + 4 + 6 + 8: the next twelfths have 1067 Hz.
    assertThat(kurtogram.bands()).isEqualTo(24);
    assertThat(kurtogram.fromHz(16)).isCloseTo(1, within(1e-9));
    assertThat(kurtogram.toHz(23)).isCloseTo(RATE / 2 - 1, within(1e-9));
    assertThatThrownBy(kurtogram::best).isInstanceOf(IllegalStateException.class);
    kurtogram.add(frame(Signals.noise(LENGTH, 1, 1)));
    kurtogram.clear();
    assertThatThrownBy(kurtogram::best).isInstanceOf(IllegalStateException.class);
  }
}
