package io.millwright.alerts.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Duration;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;

class LifeDistributionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double EXACT = 1e-12;

  private static LifeDistribution life(double lower, double median, double upper) {
    return LifeDistribution.of(
        new RemainingLife(lower, median, upper, 0.9, LifeUnit.HOURS), Duration.ofDays(9));
  }

  @Test
  void goesThroughTheThreeQuantiles() {
    for (double lower : new double[] {1, 4.9, 5.1, 50, 99}) {
      LifeDistribution life = life(lower, 100, 400);
      assertThat(life.failedBy(lower)).as("%s", lower).isCloseTo(0.05, within(EXACT));
      assertThat(life.failedBy(100)).isCloseTo(0.5, within(EXACT));
      assertThat(life.failedBy(400)).isCloseTo(0.95, within(EXACT));
    }
  }

  /** With both sides alike it is the plain log-normal. */
  @Test
  void isLogNormalWhereTheBoundsAreSymmetric() {
    double sigma = Math.log(2) / 1.6448536269514722;
    LogNormalDistribution plain = LogNormalDistribution.of(Math.log(2000), sigma);
    LifeDistribution life = life(1000, 2000, 4000);
    for (double t = 100; t < 20_000; t += 100) {
      assertThat(life.failedBy(t)).isCloseTo(plain.cumulativeProbability(t), within(1e-10));
    }
  }

  @Test
  void neverFallsAndStaysAProbability() {
    for (double lower : new double[] {0, 0.1, 3, 30, 100}) {
      LifeDistribution life = life(lower, 100, 150);
      double before = 0;
      for (double t = 0; t < 1000; t += 0.25) {
        double now = life.failedBy(t);
        assertThat(now).isBetween(before, 1.0);
        before = now;
      }
      assertThat(before).isGreaterThan(0.999);
    }
  }

  @Test
  void aBoundOfZeroIsNoCertainty() {
    LifeDistribution life = life(0, 100, 400);

    assertThat(life.failedBy(0)).isCloseTo(0.05, within(EXACT));
    assertThat(life.failedBy(50)).isCloseTo(0.275, within(EXACT));
    // It has not failed yet, so the share that would have by now is left out.
    assertThat(life.failureWithin(Duration.ZERO, Duration.ofHours(50)))
        .isCloseTo((0.275 - 0.05) / 0.95, within(EXACT));
  }

  @Test
  void degenerateLivesAreSteps() {
    assertThat(life(0, 0, 0).failureWithin(Duration.ZERO, Duration.ZERO)).isEqualTo(1);
    assertThat(life(0, 0, 40).failureWithin(Duration.ZERO, HOUR)).isEqualTo(1);
    assertThat(life(100, 100, 100).failedBy(99.9)).isZero();
    assertThat(life(100, 100, 100).failedBy(100)).isEqualTo(1);
  }

  @Test
  void agesWithItsMachine() {
    LifeDistribution life = life(100, 200, 400);
    double by150 = life.failedBy(150);
    double by250 = life.failedBy(250);

    assertThat(life.failureWithin(Duration.ofHours(150), Duration.ofHours(100)))
        .isCloseTo((by250 - by150) / (1 - by150), within(EXACT));
    assertThat(life.failureWithin(Duration.ofHours(-5), Duration.ofHours(100)))
        .as("a clock that was put back")
        .isCloseTo(0.05, within(EXACT));
    assertThat(life.failureWithin(Duration.ofDays(100_000), HOUR)).isEqualTo(1);
    assertThat(life.failureWithin(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
  }

  @Test
  void cyclesLastAsLongAsTheyAreDeclared() {
    RemainingLife cycles = new RemainingLife(10, 20, 40, 0.8, LifeUnit.CYCLES);
    LifeDistribution life = LifeDistribution.of(cycles, Duration.ofHours(8));

    assertThat(life.failedBy(80)).isCloseTo(0.1, within(EXACT));
    assertThat(life.failedBy(160)).isCloseTo(0.5, within(EXACT));
    assertThat(life.failedBy(320)).isCloseTo(0.9, within(EXACT));
  }

  @Test
  void refusesAnIntervalThatPromisesNothing() {
    for (double coverage : new double[] {0, 1, -0.5, Double.NaN}) {
      RemainingLife life = new RemainingLife(1, 2, 3, coverage, LifeUnit.HOURS);
      assertThatThrownBy(() -> LifeDistribution.of(life, HOUR))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("coverage");
    }
  }
}
