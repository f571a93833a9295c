package io.millwright.alerts.energy;

import static io.millwright.alerts.energy.Metered.minute;
import static io.millwright.contracts.assessment.HealthState.ALARM;
import static io.millwright.contracts.assessment.HealthState.DEGRADED;
import static io.millwright.contracts.assessment.HealthState.HEALTHY;
import static io.millwright.contracts.assessment.HealthState.LEARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.Plant;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.ledger.EnergyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EnergyMeterTest {
  private static final int DAY = 24 * 60;

  /** Sums of a few thousand trapezoids. */
  private static final Offset<Double> EXACT = within(1e-9);

  private static Metered healthyDay() {
    return new Metered().runs(HEALTHY, 0, DAY, 10);
  }

  @Test
  void twoKilowattsMoreForFiveHoursAreTenKilowattHours() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 121, 12);
    pump.runs(ALARM, DAY + 122, DAY + 301, 12);

    assertThat(pump.told).extracting(EnergyUse::revision).containsExactly(1, 2, 3, 4, 5);
    EnergyUse use = pump.last();
    assertThat(use.useId()).isEqualTo("north/pump-7@" + minute(DAY + 1));
    assertThat(use.from()).isEqualTo(minute(DAY + 1));
    assertThat(use.to()).isEqualTo(minute(DAY + 301));
    assertThat(use.degradedHours()).isEqualTo(5);
    assertThat(use.measuredKwh()).isEqualTo(60, EXACT);
    assertThat(use.expectedKwh()).isEqualTo(50, EXACT);
    assertThat(use.excessKwh()).isEqualTo(10, EXACT);
    assertThat(use.standardErrorKwh()).isEqualTo(0, EXACT);
    assertThat(use.basis()).contains("24 h").contains("10.00 kW");
  }

  @Test
  void aRampIsIntegratedAsATrapezoid() {
    Metered pump = healthyDay();
    pump.runs(DEGRADED, DAY + 1, DAY + 61, i -> 10 + (i - DAY - 1) / 60.0 * 4);

    assertThat(pump.last().excessKwh()).as("half of 4 kW × 1 h").isEqualTo(2, EXACT);
  }

  @Test
  void theErrorIsOfTheSpreadOfHoursOnBothSides() {
    Metered pump = new Metered().runs(HEALTHY, 0, DAY, i -> i / 60 % 2 == 0 ? 9 : 11);
    double spread = pump.state.baseline().deviation();
    pump.runs(DEGRADED, DAY + 1, DAY + 301, 12);

    assertThat(spread).as("±1 kW, less by the steps").isEqualTo(Math.sqrt(24 / 23.0), within(0.02));
    assertThat(pump.last().standardErrorKwh())
        .isEqualTo(5 * spread * Math.sqrt(Math.PI / 48 + 1 / 5.0), EXACT);

    Metered wild = healthyDay();
    wild.runs(DEGRADED, DAY + 1, DAY + 361, i -> (i - DAY - 1) / 60 % 2 == 0 ? 9 : 11);
    assertThat(wild.last().standardErrorKwh())
        .as("of the degraded hours, where those vary more")
        .isEqualTo(6 * Math.sqrt(6 / 5.0) * Math.sqrt(Math.PI / 48 + 1 / 6.0), within(0.1));
  }

  /**
   * The load differs from hour to hour as it likes, in both conditions alike. Of 300 such machines
   * a normal error lets 2.3 % seem to waste; an error made of single readings would let half of
   * them.
   */
  @Test
  void noiseIsSeldomWasteAndWasteIsSeldomNoise() {
    int noise = 0;
    int waste = 0;
    for (int seed = 0; seed < 300; seed++) {
      noise += seemsWaste(seed, 0) ? 1 : 0;
      waste += seemsWaste(seed, 2) ? 1 : 0;
    }

    assertThat(noise).isLessThan(300 * 6 / 100);
    assertThat(waste).isGreaterThan(300 * 95 / 100);
  }

  private static boolean seemsWaste(int seed, double more) {
    double[] load = new Random(seed).doubles(40).map(u -> 10 + 3.4 * (u - 0.5)).toArray();
    Metered pump = new Metered().runs(HEALTHY, 0, DAY, i -> load[i / 60]);
    pump.runs(DEGRADED, DAY + 1, DAY + 601, i -> load[i / 60] + more);
    EnergyUse use = pump.last();
    return use.excessKwh() > 2 * use.standardErrorKwh();
  }

  @Test
  void lessUseCountsAgainstMore() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 121, 12);
    pump.runs(DEGRADED, DAY + 122, DAY + 242, 8);

    assertThat(pump.last().excessKwh()).isEqualTo(0, within(0.05));
  }

  @Test
  void stopsAndGapsCountNothing() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 121, 12);
    for (int i = DAY + 122; i < DAY + 300; i++) {
      pump.scan(i, 0.2);
      pump.assess(i, DEGRADED, OperatingState.STOPPED);
    }
    pump.runs(DEGRADED, DAY + 300, DAY + 360, 12);
    pump.runs(DEGRADED, DAY + 700, DAY + 820, 12);

    assertThat(pump.last().degradedHours()).isEqualTo(5);
    assertThat(pump.last().excessKwh()).isEqualTo(10, EXACT);
    assertThat(pump.last().to()).isEqualTo(minute(DAY + 820));
  }

  @Test
  void aBadReadingIsBridgedAndAStopWithoutPowerIsNot() {
    Metered pump = healthyDay();
    pump.runs(DEGRADED, DAY + 1, DAY + 61, i -> i == DAY + 30 ? Double.NaN : 12);
    assertThat(pump.last().degradedHours()).isEqualTo(1);

    pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 29, 12);
    pump.scan(DAY + 30, Double.NaN);
    pump.assess(DAY + 30, DEGRADED, OperatingState.STOPPED);
    pump.runs(DEGRADED, DAY + 31, DAY + 63, 12);
    assertThat(pump.last().degradedHours()).isEqualTo(1);
    assertThat(pump.last().to()).isEqualTo(minute(DAY + 63));
  }

  @Test
  void withoutEnoughHealthyRunningNothingIsCompared() {
    Metered pump = new Metered().runs(HEALTHY, 0, DAY - 1, 10);
    pump.runs(LEARNING, DAY, 2 * DAY, 10).runs(DEGRADED, 2 * DAY + 1, 2 * DAY + 600, 12);

    assertThat(pump.told).isEmpty();
  }

  @Test
  void theBaselineIsTheMedianSoThatOddHoursDoNotMoveIt() {
    Metered pump = new Metered().runs(HEALTHY, 0, DAY, i -> i / 60 == 7 ? 90 : 10);

    assertThat(pump.state.baseline().hours()).hasSize(24);
    assertThat(pump.state.baseline().median()).isEqualTo(10, EXACT);
  }

  @Test
  void eitherSideMayRunAhead() {
    Metered together = healthyDay().runs(DEGRADED, DAY + 1, DAY + 301, 12);
    for (boolean scansFirst : new boolean[] {true, false}) {
      Metered apart = new Metered();
      for (int from = 0; from <= DAY + 301; from += 100) {
        int to = Math.min(from + 99, DAY + 301);
        for (int i = from; scansFirst && i <= to; i++) {
          apart.scan(i, i <= DAY ? 10 : 12);
        }
        for (int i = from; i <= to; i++) {
          apart.assess(i, i <= DAY ? HEALTHY : DEGRADED, OperatingState.RUNNING);
        }
        for (int i = from; !scansFirst && i <= to; i++) {
          apart.scan(i, i <= DAY ? 10 : 12);
        }
      }
      assertThat(apart.told).isEqualTo(together.told);
    }
  }

  @Test
  void whatComesTwiceOrWithoutItsHalfChangesNothing() {
    Metered once = healthyDay().runs(DEGRADED, DAY + 1, DAY + 301, 12);
    Metered again = new Metered();
    for (int i = 0; i <= DAY + 301; i++) {
      double kilowatts = i <= DAY ? 10 : 12;
      again.scan(i, kilowatts);
      again.scan(i, 99);
      again.scan(i - 5, 99);
      again.assess(i, i <= DAY ? HEALTHY : DEGRADED, OperatingState.RUNNING);
      again.assess(i, LEARNING, OperatingState.RUNNING);
      again.assess(i - 5, LEARNING, OperatingState.RUNNING);
    }
    assertThat(again.told).isEqualTo(once.told);

    Metered odd = healthyDay();
    for (int i = DAY + 1; i <= DAY + 301; i++) {
      if (i % 3 != 0) {
        odd.scan(i, 12);
      }
      if (i % 7 != 0) {
        odd.assess(i, DEGRADED, OperatingState.RUNNING);
      }
    }
    EnergyUse use = odd.last();
    assertThat(use.degradedHours()).isBetween(4.0, 4.2);
    assertThat(use.excessKwh()).as("bridged").isEqualTo(2 * use.degradedHours(), EXACT);
  }

  @Test
  void readingsCloserThanAStepAreThinnedOutTogether() {
    EnergyMeter meter = new EnergyMeter(EnergyRule.DEFAULT);
    EnergyMeter.State state = EnergyMeter.State.NEW;
    int written = 0;
    for (int i = 0; i < 3600; i++) {
      EnergyMeter.State before = state;
      state = meter.scan(Plant.PUMP, state, Plant.START.plus(Duration.ofSeconds(i)), 10).state();
      written += state == before ? 0 : 1;
      state =
          meter
              .assessment(
                  Plant.PUMP,
                  state,
                  Plant.at(Plant.START.plus(Duration.ofSeconds(i)), Plant.assessment(0, HEALTHY)))
              .state();
    }

    assertThat(written).isEqualTo(3600 / 15);
    assertThat(state.metering().healthy().time()).isEqualTo(Duration.ofSeconds(3585));
  }

  @Test
  void whoeverWaitsForeverWaitsBounded() {
    Metered pump = new Metered();
    for (int i = 0; i < 1000; i++) {
      pump.scan(i, 10);
    }
    assertThat(pump.state.metering().waiting()).hasSize(EnergyMeter.MOST_WAITING);

    pump.runs(HEALTHY, 1000, 1000 + DAY, 10).runs(DEGRADED, 1001 + DAY, 1061 + DAY, 12);
    assertThat(pump.last().excessKwh()).isEqualTo(2, EXACT);
  }

  @Test
  void aRepairTellsTheRestAndBeginsAnew() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 91, 12);
    assertThat(pump.told).hasSize(1);
    pump.repaired(DAY + 100);
    pump.runs(DEGRADED, DAY + 110, DAY + 600, 12);

    assertThat(pump.told).as("and nothing without a new baseline").hasSize(2);
    assertThat(pump.last().degradedHours()).isEqualTo(1.5);
    assertThat(pump.last().revision()).isEqualTo(2);

    pump.runs(HEALTHY, DAY + 601, 2 * DAY + 601, 8);
    pump.repaired(DAY + 100);
    pump.runs(DEGRADED, 2 * DAY + 602, 2 * DAY + 662, 9);
    assertThat(pump.last().excessKwh()).as("against itself after the repair").isEqualTo(1, EXACT);
    assertThat(pump.last().from()).isEqualTo(minute(2 * DAY + 602));
  }

  @Test
  void aMonthEndsTheAccountAndTellsTheRest() {
    int february = 30 * DAY; // from the 2nd of January
    Metered pump = new Metered().runs(HEALTHY, february - DAY - 31, february - 31, 10);
    pump.runs(DEGRADED, february - 30, february + 60, 12);

    assertThat(pump.told).hasSize(2);
    assertThat(pump.told.get(0).to()).isEqualTo(minute(february));
    assertThat(pump.told.get(0).degradedHours()).isEqualTo(0.5);
    assertThat(pump.told.get(1).from()).isEqualTo(minute(february));
    assertThat(pump.told.get(1).excessKwh()).isEqualTo(2, EXACT);
  }

  @Test
  void timesThatNoCalendarHoldsAreLeftOut() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 31, 12);
    EnergyMeter.State before = pump.state;
    for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusMillis(1))) {
      assertThat(pump.meter.scan(Plant.PUMP, before, time, 12).state()).isSameAs(before);
    }
  }

  @Test
  void otherPointsBeginAnew() {
    Metered pump = healthyDay().runs(DEGRADED, DAY + 1, DAY + 31, 12);

    EnergyMeter.Step step = pump.meter.anew(Plant.PUMP, pump.state);

    assertThat(step.told()).extracting(EnergyUse::degradedHours).containsExactly(0.5);
    assertThat(step.state().baseline()).isEqualTo(Baseline.NONE);
    assertThat(step.state().metering().account()).isNull();
  }

  @Test
  void rulesThatCannotBeFollowedAreRefused() {
    assertThatThrownBy(() -> new EnergyRule(Duration.ofSeconds(5), Duration.ofHours(24)))
        .hasMessageContaining("longestGap");
    assertThatThrownBy(() -> new EnergyRule(Duration.ofMinutes(5), Duration.ofHours(2)))
        .hasMessageContaining("healthy");
    assertThatThrownBy(() -> new EnergyRule(Duration.ofMinutes(5), Duration.ofHours(169)))
        .hasMessageContaining("healthy");
  }
}
