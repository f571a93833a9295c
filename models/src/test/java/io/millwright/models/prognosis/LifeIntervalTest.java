package io.millwright.models.prognosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LifeIntervalTest {
  private final LifeInterval interval =
      new LifeInterval(
          new double[] {0, 0.5, 1}, new double[] {-0.1, -0.3, -0.2}, new double[] {0.1, 0.2, 0.4});

  @Test
  void interpolatesBetweenKnots() {
    assertThat(interval.lower(0.75)).isCloseTo(0.75 - 0.25, within(1e-12));
    assertThat(interval.upper(0.25)).isCloseTo(0.25 + 0.15, within(1e-12));
  }

  @Test
  void staysBetweenZeroAndTheCap() {
    assertThat(interval.lower(0.05)).isZero();
    assertThat(interval.upper(0.95)).isEqualTo(1);
    assertThat(interval.lower(0.5)).isCloseTo(0.2, within(1e-12));
  }
}
