package io.millwright.contracts;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.ExternalStatus;
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
        "cmms-link",
        new CmmsLink(
            "order:" + CASE,
            4,
            PUMP,
            "atlas",
            1,
            "MW0123456789ABCDEF",
            "4711",
            ExternalStatus.OPEN,
            Map.of("etag", "W/\"3\""),
            1,
            false,
            false,
            new CmmsLink.Backlog(
                2, 3, T, T.plusSeconds(30), "PATCH /work-orders/4711: 503 busy", null),
            T.plusSeconds(5)),
        "cmms-command",
        new CmmsCommand(
            "c-1",
            "order:" + CASE,
            CmmsCommand.Kind.REPLAY,
            T,
            "p.lanner",
            "PLANNER",
            "the site is mapped now"));
  }
}
