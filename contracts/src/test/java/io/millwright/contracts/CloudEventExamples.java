package io.millwright.contracts;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One example of every JSON contract; the golden files of version 1 hold exactly these. */
public final class CloudEventExamples {
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final AssetId PUMP = new AssetId("north/pump-7");
  private static final RemainingLife LIFE = new RemainingLife(80, 120, 190, 0.9, LifeUnit.HOURS);
  private static final String CASE = "north/pump-7/bearing-de@" + T;

  private CloudEventExamples() {}

  /** Every JSON-coded contract, by the name of its schema. */
  public static Map<String, Record> all() {
    return Map.of(
        "alarm",
        new AlarmEvent(
            "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T + "#1",
            "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T,
            1,
            PUMP,
            "bearing-de",
            "vib",
            AlarmCondition.LIMIT,
            AlarmStatus.UNACKNOWLEDGED,
            true,
            Priority.URGENT,
            T,
            T,
            "vib is 7.4 mm/s, beyond 7.1",
            "millwright",
            Origin.MEASURED),
        "advisory",
        new Advisory(
            CASE,
            2,
            PUMP,
            "bearing-de",
            Advisory.Status.OPEN,
            Priority.HIGH,
            T,
            T.plusSeconds(60),
            "vib +5.2 σ",
            List.of(new Finding("bearing-de", "VIB", "wear", 0.6, "vib +5.2 σ for 12 scans")),
            LIFE,
            null,
            Origin.MEASURED,
            "Millwright 0.1.0, detectors 1, life model pump-life 3"),
        "work-order",
        new WorkOrder(
            "order:" + CASE,
            1,
            CASE,
            PUMP,
            "bearing-de",
            WorkOrder.Status.REQUESTED,
            Priority.URGENT,
            T,
            T,
            T.plusSeconds(80 * 3600),
            "Inspect Drive-end bearing of Feed pump 7 (VIB)",
            "Requested by a machine: Millwright 0.1.0",
            "VIB",
            LIFE,
            List.of("6205"),
            List.of("a comment"),
            Map.of("maximo", "P-0007"),
            Origin.MEASURED,
            null),
        "operator-action",
        new OperatorAction(
            "a-1",
            PUMP,
            OperatorAction.Kind.APPROVE_ORDER,
            "order:" + CASE,
            T,
            "p.lanner",
            "PLANNER",
            "crew is free on Monday"),
        "maintenance-report",
        new MaintenanceReport(
            "r-1",
            PUMP,
            null,
            CASE,
            "order:" + CASE,
            MaintenanceReport.Outcome.REPAIRED,
            "outer race pitted, bearing replaced",
            T.plusSeconds(7200),
            "j.doe"),
        "part-reservation",
        new PartReservation(
            "order:" + CASE + "/6205", "order:" + CASE, PUMP, "6205", 2, T.plusSeconds(60), false),
        "scope-action",
        new ScopeAction(
            "s-1", "north", true, T, "r.engineer", "RELIABILITY_ENGINEER", "commissioning"),
        "ledger-entry",
        entry(),
        "performance-report",
        performance());
  }

  private static LedgerEntry entry() {
    return new LedgerEntry(
        "case:" + CASE,
        1,
        LedgerEntry.Kind.AVOIDED_FAILURE,
        PUMP,
        "bearing-de",
        T.plusSeconds(7200),
        5_900.0,
        "EUR",
        null,
        List.of(
            new LedgerEntry.Figure("downtime of a failure", 6, "h", "declared"),
            new LedgerEntry.Figure("cost of downtime", 1000, "EUR/h", "declared")),
        "it would have failed with probability 0.7",
        List.of(new LedgerEntry.Evidence("case", CASE), new LedgerEntry.Evidence("report", "r-1")),
        "p.lanner, 2026-01");
  }

  private static PerformanceReport performance() {
    return new PerformanceReport(
        "class/pump",
        PerformanceReport.Scope.CLASS,
        T,
        T.plusSeconds(86_400),
        Duration.ofHours(30),
        new PerformanceReport.Calls(2, 1, 0, 1, 1, 0, 0, 0, 0, 3, Share.of(3, 4)),
        new PerformanceReport.LeadTimes(
            1,
            2,
            40.0,
            100.0,
            List.of(new PerformanceReport.Quantile(0.5, null)),
            Share.of(2, 2),
            1),
        new PerformanceReport.Reliability(
            10, 8.5, 2, 1, 0, 1, Share.of(1, 2), 0.118, 37_255.5, 1, 5.5, 12, 240.0));
  }
}
