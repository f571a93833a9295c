package io.millwright.contracts.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingLifeTest {
  @Test
  void isToldInWordsThatFitItsSize() {
    assertThat(words(12, 15, 17, LifeUnit.HOURS)).isEqualTo("15 hours (12 to 17)");
    assertThat(words(0, 3.456, 120.6, LifeUnit.CYCLES)).isEqualTo("3.5 cycles (0 to 121)");
    assertThat(words(0.0003, 0.011, 0.4, LifeUnit.HOURS))
        .as("a bearing that will not last the hour")
        .isEqualTo("0.66 minutes (0.018 to 24)");
  }

  private static String words(double lower, double median, double upper, LifeUnit unit) {
    return new RemainingLife(lower, median, upper, 0.9, unit).words();
  }
}
