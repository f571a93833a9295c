package io.millwright.contracts;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.PlannedWork;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One example of every JSON contract; no field is left empty. */
public final class CloudEventExamples {
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final AssetId PUMP = new AssetId("north/pump-7");
  private static final RemainingLife LIFE = new RemainingLife(80, 120, 190, 0.9, LifeUnit.HOURS);
  private static final String CASE = "north/pump-7/bearing-de@" + T;

  private CloudEventExamples() {}

  /** Every JSON-coded contract, by the name of its schema. */
  public static Map<String, Record> all() {
    return Map.ofEntries(
        Map.entry(
            "alarm",
            new AlarmEvent(
                "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T + "#1",
                "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T,
                1,
                PUMP,
                "bearing-de",
                "vib",
                AlarmCondition.LIMIT,
                AlarmStatus.SHELVED,
                true,
                Priority.URGENT,
                T,
                T,
                "shelved until " + T.plusSeconds(3600) + ": the sensor is being changed",
                "o.perator",
                Origin.MEASURED,
                T.plusSeconds(3600))),
        Map.entry(
            "advisory",
            new Advisory(
                CASE,
                2,
                PUMP,
                "bearing-de",
                Advisory.Status.CLOSED_REPAIRED,
                Priority.HIGH,
                T,
                T.plusSeconds(60),
                "vib +5.2 σ",
                List.of(
                    new Finding(
                        "bearing-de",
                        "VIB",
                        "outer race: fatigue",
                        0.6,
                        "BPFO stands out",
                        List.of(new SpectralLine("BPFO ×1", 107.4, 18.5, 2000, 4000)))),
                LIFE,
                "j.doe: outer race pitted, bearing replaced",
                Origin.MEASURED,
                "Millwright 0.1.0, detectors 1, life model pump-life 3")),
        Map.entry(
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
                new Recommendation(
                    "replace the bearing",
                    "mechanic",
                    Duration.ofHours(6),
                    "library: BRD of pumps"),
                new PlannedWork(
                    T.plusSeconds(24 * 3600),
                    T.plusSeconds(30 * 3600),
                    true,
                    "the maintenance window of the north"))),
        Map.entry(
            "operator-action",
            new OperatorAction(
                "a-1",
                PUMP,
                OperatorAction.Kind.SHELVE,
                "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T,
                T,
                "o.perator",
                "OPERATOR",
                "crew is here on Monday",
                T.plusSeconds(3600))),
        Map.entry(
            "maintenance-report",
            new MaintenanceReport(
                "r-1",
                PUMP,
                "bearing-de",
                CASE,
                "order:" + CASE,
                MaintenanceReport.Outcome.REPAIRED,
                "outer race pitted, bearing replaced",
                T.plusSeconds(7200),
                "j.doe",
                T.plusSeconds(3600))),
        Map.entry(
            "part-reservation",
            new PartReservation(
                "order:" + CASE + "/6205",
                "order:" + CASE,
                PUMP,
                "6205",
                2,
                T.plusSeconds(60),
                false,
                2)),
        Map.entry("spare-advice", spareAdvice()),
        Map.entry(
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
                    2,
                    3,
                    T,
                    T.plusSeconds(30),
                    "PATCH /work-orders/4711: 503 busy",
                    CmmsLink.GivenUp.AGED),
                T.plusSeconds(5))),
        Map.entry(
            "cmms-command",
            new CmmsCommand(
                "c-1",
                "order:" + CASE,
                CmmsCommand.Kind.REPLAY,
                T,
                "p.lanner",
                "PLANNER",
                "the site is mapped now")),
        Map.entry(
            "notification",
            new Notification(
                "north/pump-7/LIMIT/vib/HIGH_ALARM@" + T + "#1/ann/told/email",
                Notification.Kind.ALARM,
                "ann",
                Notification.Channel.EMAIL,
                "ann@example.org",
                Priority.URGENT,
                "[URGENT] Alarm: Feed pump 7: vib is 7.4 mm/s, beyond 7.1",
                "vib is 7.4 mm/s, beyond 7.1\n\nA machine wrote this: Millwright.\n",
                "<p>vib is 7.4 mm/s, beyond 7.1</p>",
                "https://millwright.example.org/#/asset/north%2Fpump-7",
                List.of("north/pump-7/LIMIT/vib/HIGH_ALARM@" + T),
                T)),
        Map.entry("ledger-entry", entry()),
        Map.entry(
            "energy-use",
            new EnergyUse(
                PUMP + "@" + T,
                5,
                PUMP,
                T,
                T.plusSeconds(18_000),
                5,
                60,
                50,
                1.5,
                "power of the last 24 h of healthy running, median of hours 10.0 kW")),
        Map.entry("performance-report", performance()),
        Map.entry(
            "root-case",
            new RootCase(
                "root-case:north/pump-7/LIMIT/flow/LOW_ALARM@" + T,
                7,
                RootCase.Status.OPEN,
                "north/utilities",
                "north/pump-7/LIMIT/flow/LOW_ALARM@" + T,
                PUMP,
                "flow is 0 m3/h, beyond 10",
                4,
                3,
                Map.of(AlarmCondition.LIMIT, 3, AlarmCondition.SILENT, 1),
                List.of("north/fan-2/LIMIT/vib/HIGH_ALARM@" + T, "north/pump-8/SILENT@" + T),
                1,
                List.of(CASE),
                0,
                false,
                T,
                T.plusSeconds(30),
                "4 alarms on 3 of 8 machines in north/utilities",
                Origin.MEASURED,
                "grouped by a machine")),
        Map.entry(
            "scope-action",
            new ScopeAction(
                "s-1", "north", true, T, "r.engineer", "RELIABILITY_ENGINEER", "commissioning")),
        Map.entry(
            "case-advice",
            new CaseAdvice(
                CASE,
                1,
                PUMP,
                T.plusSeconds(60),
                List.of(
                    new CaseAdvice.Precedent(
                        "north/pump-3/bearing-de@" + T,
                        new AssetId("north/pump-3"),
                        0.8,
                        Advisory.Status.CLOSED_REPAIRED,
                        "fitter: outer race spalled",
                        "Replace the bearing",
                        T)),
                4,
                3,
                "item 3, mechanism 3, failure mode 2, class 2")));
  }

  private static SpareAdvice spareAdvice() {
    return new SpareAdvice(
        "6205",
        3,
        "Deep-groove bearing",
        true,
        2,
        1,
        0,
        1,
        Duration.ofDays(14),
        0.4213,
        0.95,
        2,
        2,
        T,
        0.3568,
        0.01234,
        0.4213,
        0.0131,
        4321.0,
        210.5,
        90.0,
        12,
        1,
        List.of(new SpareAdvice.Need(PUMP, 0.2131, 0.2131, "remaining life 120 hours (80 to 190)")),
        List.of(new SpareAdvice.Uncovered(new AssetId("north/fan-2"), "no estimate")),
        List.of(
            new SpareAdvice.Shortage(
                "order:" + CASE, PUMP, 1, T.plusSeconds(60), T.plusSeconds(14 * 86_400))),
        "Calculated by a machine",
        T);
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
            10, 8.5, 2, 1, 0, 1, Share.of(1, 2), 0.118, 37_255.5, 1, 5.5, 12, 240.0),
        new PerformanceReport.Calibration(1, 0, 0, 0, 2, 0.9, Share.of(1, 1)));
  }
}
