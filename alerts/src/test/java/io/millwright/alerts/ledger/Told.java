package io.millwright.alerts.ledger;

import io.millwright.alerts.Plant;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of the pump, by days after {@link Plant#START}. */
final class Told {
  static final LedgerRules RULES = LedgerRules.PLAIN;

  private Told() {}

  static Instant day(double number) {
    return Plant.START.plus(Duration.ofMinutes(Math.round(number * 1440)));
  }

  /** The declared pump, observed from the start. */
  static MachineRecord pump() {
    return MachineRecord.NEW.declare(Plant.pump(), Plant.START);
  }

  static Advisory opened(String id, String item, double day) {
    return snapshot(id, 1, item, Advisory.Status.OPEN, day, day);
  }

  static Advisory closed(
      String id, String item, double openedDay, double closedDay, Advisory.Status status) {
    return snapshot(id, 2, item, status, openedDay, closedDay);
  }

  static Advisory snapshot(
      String id,
      int revision,
      String item,
      Advisory.Status status,
      double openedDay,
      double updatedDay) {
    return new Advisory(
        id,
        revision,
        Plant.PUMP,
        item,
        status,
        Priority.HIGH,
        day(openedDay),
        day(updatedDay),
        "vib +5.2 σ",
        List.of(),
        null,
        status == Advisory.Status.OPEN ? null : "fitter: done",
        Origin.MEASURED,
        "Millwright 0.1.0");
  }

  static MaintenanceReport report(
      String id, String item, double day, MaintenanceReport.Outcome outcome) {
    return report(id, item, day, outcome, null);
  }

  static MaintenanceReport report(
      String id,
      @Nullable String item,
      double day,
      MaintenanceReport.Outcome outcome,
      @Nullable Instant failedAt) {
    return new MaintenanceReport(
        id,
        Plant.PUMP,
        item,
        null,
        null,
        outcome,
        "outer race pitted",
        day(day),
        "fitter",
        failedAt);
  }

  static MachineEvent event(String id, MachineEventType type, double day) {
    return new MachineEvent(
        id, Plant.PUMP, day(day), type, null, "plc", "told by the plc", Origin.MEASURED);
  }
}
