package io.millwright.alerts.energy;

import io.millwright.alerts.Plant;
import io.millwright.alerts.energy.EnergyMeter.State;
import io.millwright.alerts.energy.EnergyMeter.Step;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.ledger.EnergyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A pump whose power is read once a minute, and what its meter tells. */
final class Metered {
  final EnergyMeter meter = new EnergyMeter(EnergyRule.DEFAULT);
  final List<EnergyUse> told = new ArrayList<>();
  State state = State.NEW;

  static Instant minute(int number) {
    return Plant.START.plus(Duration.ofMinutes(number));
  }

  static Assessment assessment(int minute, HealthState health, OperatingState operating) {
    return Plant.operating(Plant.at(minute(minute), Plant.assessment(0, health)), operating);
  }

  /** Readings of a condition from a minute to another, both included, so that hours are whole. */
  Metered runs(HealthState health, int from, int to, IntToDoubleFunction kilowatts) {
    for (int i = from; i <= to; i++) {
      scan(i, kilowatts.applyAsDouble(i));
      assess(i, health, OperatingState.RUNNING);
    }
    return this;
  }

  Metered runs(HealthState health, int from, int to, double kilowatts) {
    return runs(health, from, to, i -> kilowatts);
  }

  void scan(int minute, double kilowatts) {
    take(meter.scan(Plant.PUMP, state, minute(minute), kilowatts));
  }

  void assess(int minute, HealthState health, OperatingState operating) {
    take(meter.assessment(Plant.PUMP, state, assessment(minute, health, operating)));
  }

  void repaired(int minute) {
    state = meter.repaired(state, minute(minute));
  }

  private void take(Step step) {
    state = step.state();
    told.addAll(step.told());
  }

  EnergyUse last() {
    return told.get(told.size() - 1);
  }
}
