package io.millwright.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void quantilesAreWithinTheBucketsWidth() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int micros = 1; micros <= 100_000; micros++) {
      histogram.record(micros);
    }
    assertThat(histogram.quantileMillis(0.5)).isCloseTo(50, within(50 * 0.07));
    assertThat(histogram.quantileMillis(0.99)).isCloseTo(99, within(99 * 0.07));
    assertThat(histogram.quantileMillis(1)).isCloseTo(100, within(100 * 0.07));
  }

  @Test
  void smallAndHugeValuesHaveAPlace() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThat(histogram.quantileMillis(0.5)).isNaN();
    histogram.record(-3); // clocks of two machines
    assertThat(histogram.quantileMillis(0.5)).isZero();
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.quantileMillis(1)).isGreaterThan(1e15);
  }
}
