package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeStatisticsTest {
  private final TimeStatistics statistics = new TimeStatistics();

  @Test
  void describesASine() {
    statistics.compute(Signals.sine(1000, 1000, 10, 2), 0, 1000);
    assertThat(statistics.mean()).isCloseTo(0, within(1e-7));
    assertThat(statistics.rms()).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(statistics.peak()).isCloseTo(2, within(1e-6));
    assertThat(statistics.peakToPeak()).isCloseTo(4, within(1e-6));
    assertThat(statistics.crest()).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(statistics.kurtosis()).isCloseTo(1.5, within(1e-6));
    assertThat(statistics.skewness()).isCloseTo(0, within(1e-6));
  }

  @Test
  void describesGaussianNoise() {
    statistics.compute(Signals.noise(1_000_000, 3, 1), 0, 1_000_000);
    // Standard deviations of the estimates: sqrt(24/n) and sqrt(6/n); four of them.
    assertThat(statistics.kurtosis()).isCloseTo(3, within(0.02));
    assertThat(statistics.skewness()).isCloseTo(0, within(0.01));
    assertThat(statistics.standardDeviation()).isCloseTo(3, within(0.01));
  }

  @Test
  void doesNotMindAnOffset() {
    float[] x = new float[1024];
    for (int i = 0; i < x.length; i++) {
      x[i] = 4096 + (i % 4 == 0 ? 3 : -1); // exact in single precision
    }
    statistics.compute(x, 0, x.length);
    assertThat(statistics.mean()).isCloseTo(4096, within(1e-9));
    assertThat(statistics.standardDeviation()).isCloseTo(Math.sqrt(3), within(1e-9));
    assertThat(statistics.skewness()).isCloseTo(2 / Math.sqrt(3), within(1e-9));
    assertThat(statistics.kurtosis()).isCloseTo(7.0 / 3, within(1e-9));
  }

  @Test
  void givesAFlatSignalNoShape() {
    statistics.compute(new float[] {5, 5, 5}, 0, 3);
    assertThat(statistics.kurtosis()).isNaN();
    assertThat(statistics.skewness()).isNaN();
    assertThat(statistics.crest()).isNaN();
    assertThat(statistics.rms()).isEqualTo(5);
  }
}
