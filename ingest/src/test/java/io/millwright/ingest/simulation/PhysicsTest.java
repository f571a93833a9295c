package io.millwright.ingest.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.ingest.simulation.CentrifugalPump.OperatingPoint;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PhysicsTest {
  private static final Percentage EXACT = Percentage.withPercentage(1e-9);

  /** Without static head the system curve is a parabola, and the laws hold exactly. */
  @Test
  void aPumpWithoutStaticHeadObeysTheAffinityLaws() {
    CentrifugalPump pump = new CentrifugalPump(0, 1.5);
    OperatingPoint rated = pump.hydraulics(1, 0, 0);

    for (double n : new double[] {0.9, 0.8, 0.5}) {
      OperatingPoint slower = pump.hydraulics(n, 0, 0);
      assertThat(slower.flowM3h()).isCloseTo(n * rated.flowM3h(), EXACT);
      assertThat(slower.headM()).isCloseTo(n * n * rated.headM(), EXACT);
      assertThat(slower.shaftKw()).isCloseTo(n * n * n * rated.shaftKw(), EXACT);
    }
  }

  @Test
  void aPumpRunsAtItsBestEfficiencyPointWhenRated() {
    OperatingPoint rated = new CentrifugalPump(8, 1.5).hydraulics(1, 0, 0);

    assertThat(rated.flowM3h()).isCloseTo(180, EXACT);
    // ρ·g·Q·H/η = 9.79 kN/m³ · 180/3600 m³/s · 31.5 m / 0.8
    assertThat(rated.shaftKw()).isCloseTo(9.79 * 0.05 * 31.5 / 0.8, EXACT);
  }

  @Test
  void aWornImpellerGivesLessHeadAndFlowForItsPower() {
    CentrifugalPump pump = new CentrifugalPump(8, 1.5);
    OperatingPoint sound = pump.hydraulics(1, 0, 0);
    OperatingPoint worn = pump.hydraulics(1, 1, 0);

    assertThat(worn.flowM3h()).isLessThan(0.92 * sound.flowM3h());
    assertThat(worn.headM()).isLessThan(0.9 * sound.headM());
    assertThat(worn.shaftKw() / (worn.flowM3h() * worn.headM()))
        .isGreaterThan(1.2 * sound.shaftKw() / (sound.flowM3h() * sound.headM()));
  }

  @Test
  void aCleanFanObeysTheFanLaws() {
    double[] rated = fan(1, 0);
    double[] slower = fan(0.5, 0);

    assertThat(slower[1]).isCloseTo(0.5 * rated[1], EXACT);
    assertThat(slower[2]).isCloseTo(0.25 * rated[2], EXACT);
    assertThat(slower[3]).isCloseTo(0.125 * rated[3], EXACT);
  }

  @Test
  void imbalanceOfAFouledWheelGrowsWithTheSquareOfSpeed() {
    double atRated = fan(1, 1)[4];
    double atHalf = fan(0.5, 1)[4];

    double imbalanceRated = Math.sqrt(atRated * atRated - 1.5 * 1.5);
    double imbalanceHalf = Math.sqrt(atHalf * atHalf - 0.75 * 0.75);
    assertThat(imbalanceHalf).isCloseTo(imbalanceRated / 4, EXACT);
  }

  /** ISO 10816-7 and ISO 20816-3: sound machines in zones A and B, worn ones in D. */
  @Test
  void vibrationMovesThroughTheZonesOfTheStandards() {
    Drive rated = new Drive(1, 1, 22, 0);
    MachineModel pump = new CentrifugalPump(8, 1.5);
    MachineModel motor = new InductionMotor(0.9);

    assertThat(pump.settle(1, rated, FailureMode.BEARING_WEAR, 0)[5]).isBetween(0.5, 3.2);
    assertThat(pump.settle(1, rated, FailureMode.BEARING_WEAR, 1)[5]).isBetween(8.5, 12.0);
    assertThat(motor.settle(1, rated, FailureMode.BEARING_WEAR, 0)[4]).isBetween(0.5, 1.4);
    assertThat(motor.settle(1, rated, FailureMode.BEARING_WEAR, 1)[4]).isBetween(4.5, 7.0);
    assertThat(fan(1, 0)[4]).isBetween(0.5, 2.3);
    assertThat(fan(1, 1)[4]).isBetween(6.0, 8.0);
  }

  @Test
  void aStoppedMachineStandsStillAndCoolsToItsSurroundings() {
    Drive stopped = new Drive(0, 0, 22, 0);
    MachineModel pump = new CentrifugalPump(8, 1.5);
    pump.settle(5, new Drive(1, 1, 22, 0), FailureMode.BEARING_WEAR, 0.5);

    double[] values = pump.settle(10, stopped, FailureMode.BEARING_WEAR, 0.5);

    assertThat(new double[] {values[0], values[1], values[4], values[5]})
        .containsExactly(0, 0, 0, 0);
    assertThat(values[7]).isCloseTo(22, within(0.01));
    assertThat(values[8]).isCloseTo(22, within(0.01));
  }

  @Test
  void slipGrowsWithTorque() {
    InductionMotor motor = new InductionMotor(0.9);

    double[] half = motor.settle(1, new Drive(1, 0.5, 22, 0), FailureMode.BEARING_WEAR, 0);
    double[] full = motor.settle(1, new Drive(1, 1, 22, 0), FailureMode.BEARING_WEAR, 0);

    assertThat(1500 - full[0]).isCloseTo(2 * (1500 - half[0]), EXACT);
    assertThat(full[2]).isCloseTo(134, within(0.1)); // rated current
  }

  @Test
  void wearIsMonotoneAndStopsNeitherHealNorHarm() {
    Wear wear = new Wear(10, 20, 2);
    double before = 0;
    for (int hour = 0; hour < 40; hour++) {
      wear.turn(hour % 3 == 0 ? 0 : 1, 1, 1);
      assertThat(wear.damage()).isGreaterThanOrEqualTo(before);
      before = wear.damage();
    }

    // 26 of 40 hours turned: ((26 − 10) / 20)²
    assertThat(wear.damage()).isCloseTo(0.64, within(1e-12));
    assertThat(wear.remainingRatedHours()).isCloseTo(4, within(1e-12));
  }

  @Test
  void halfTheLoadLastsEightTimesAsLong() {
    Wear full = new Wear(0, 10, 1);
    Wear half = new Wear(0, 10, 1);
    full.turn(1, 1, 1);
    half.turn(8, 1, 0.5);

    assertThat(half.damage()).isCloseTo(full.damage(), EXACT);
  }

  private static double[] fan(double speedRatio, double fouling) {
    return new CentrifugalFan(1.5)
        .settle(1, new Drive(speedRatio, speedRatio, 22, 0), FailureMode.FOULING, fouling);
  }
}
