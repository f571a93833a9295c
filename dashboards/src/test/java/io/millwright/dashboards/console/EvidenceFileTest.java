package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.PerformanceReport.Calls;
import io.millwright.contracts.ledger.PerformanceReport.LeadTimes;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.console.EvidenceCard.Basis;
import io.millwright.dashboards.console.EvidenceCard.HitRate;
import io.millwright.dashboards.console.EvidenceCard.Limit;
import io.millwright.dashboards.console.EvidenceCard.Step;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.HistoryUnavailableException;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceFileTest {
  private static final Instant OPENED = Instant.parse("2026-03-01T00:00:00Z");
  private static final String PUMP = "north/pump-1";
  private static final AssetId ID = new AssetId(PUMP);

  private final InMemoryHistoryStore history = new InMemoryHistoryStore();
  private final FleetView fleet = new FleetView();
  private final Asset pump = HistoryExamples.named(PUMP, "Intake pump", "flow", "speed");
  private final Advisory open = HistoryExamples.openCase(PUMP, OPENED);

  @Test
  void saysSinceWhenItDeviatedBeforeTheCaseWasOpened() {
    hourly(-10, -7, 0.4);
    hourly(-7, -5, Double.NaN); // stood
    hourly(-5, -3, 1.6);
    hourly(-3, -2, Double.NaN);
    hourly(-2, 1, 2.0);
    known();

    EvidenceCard card = card(open);

    assertThat(card.deviatesSince()).isEqualTo(hour(-5));
    assertThat(card.steps()).extracting(Step::kind).startsWith(Step.Kind.DEVIATION, Step.Kind.CASE);
    assertThat(card.score()).anySatisfy(p -> assertThat(p.maxScore()).isEqualTo(1.6));
    assertThat(card.score().get(0).time()).as("shows how it was before").isBefore(hour(-5));
  }

  @Test
  void saysNothingOfABeginWhenItWasNormalAtTheOpening() {
    hourly(-10, -5, 2.0);
    hourly(-5, 1, 0.5);
    known();

    assertThat(card(open).deviatesSince()).isNull();
  }

  @Test
  void showsTheTrendOfThePointThatExplainsItMost() {
    HistoryBatch batch = history.newBatch();
    for (int i = -5; i < 1; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, hour(i), 10 + i, 1480));
    }
    batch.commit();
    known();

    EvidenceCard card = card(open);

    assertThat(card.trends()).extracting(EvidenceCard.Trend::point).containsExactly("flow");
    assertThat(card.trends().get(0).points().get(0).mean()).isEqualTo(5);
    assertThat(Objects.requireNonNull(card.now()).contributions())
        .singleElement()
        .satisfies(c -> assertThat(c.deviation()).isEqualTo(-4.5));
  }

  @Test
  void measuresHowOftenSuchFindingsWereRightTheMostSpecificFirst() {
    known();
    fleet.keep(Topics.CASE_ADVICE, open.caseId(), advice(7, 5));
    fleet.keep(Topics.PERFORMANCE, "plant", report("plant", PerformanceReport.Scope.PLANT, 3, 9));
    fleet.keep(
        Topics.PERFORMANCE,
        "item/pump/bearing-de",
        report("item/pump/bearing-de", PerformanceReport.Scope.ITEM, 2, 4));
    fleet.keep(
        Topics.PERFORMANCE, "class/fan", report("class/fan", PerformanceReport.Scope.CLASS, 1, 1));

    EvidenceCard card = card(open);

    assertThat(card.hitRates())
        .containsExactly(
            new HitRate(Basis.KIND, "", Objects.requireNonNull(Share.of(5, 7))),
            new HitRate(Basis.ITEM, "bearing-de", Objects.requireNonNull(Share.of(2, 4))),
            new HitRate(Basis.PLANT, "", Objects.requireNonNull(Share.of(3, 9))));
    assertThat(card.precedents()).hasSize(1);
    assertThat(kinds(card)).doesNotContain(Limit.Kind.NO_ANSWERS, Limit.Kind.FEW_ANSWERS);
  }

  @Test
  void adviceWithoutAnAnswerIsNoHitRate() {
    known();
    fleet.keep(Topics.CASE_ADVICE, open.caseId(), advice(0, 0));

    EvidenceCard card = card(open);

    assertThat(card.hitRates()).isEmpty();
    assertThat(kinds(card)).contains(Limit.Kind.NO_ANSWERS);

    fleet.keep(Topics.CASE_ADVICE, open.caseId(), advice(4, 4));
    assertThat(card(open).limits())
        .contains(new Limit(Limit.Kind.FEW_ANSWERS, "4"))
        .extracting(Limit::kind)
        .doesNotContain(Limit.Kind.NO_ANSWERS);
  }

  @Test
  void advisesByTheLibraryUntilAnOrderSaysMore() {
    known();
    assertThat(card(open).order()).isNull();
    assertThat(card(open).recommendation().basis())
        .startsWith("failure-mode library, */bearing/VIB");

    Recommendation own =
        new Recommendation("Call the maker", "mechanical", Duration.ofHours(3), "p");
    fleet.order(order(1, WorkOrder.Status.REQUESTED, own));

    assertThat(card(open).recommendation()).isEqualTo(own);
    assertThat(Objects.requireNonNull(card(open).order()).workOrderId()).isEqualTo("WO-1");
  }

  @Test
  void tellsWhoDidWhatInTheOrderOfEventsAndWhatWasRefused() {
    HistoryBatch batch = history.newBatch();
    batch.advisory(open);
    batch.advisory(revised(2, Priority.URGENT, hour(2)));
    batch.workOrder(order(1, WorkOrder.Status.REQUESTED, null));
    batch.commit();
    known();
    fleet.advise(revised(2, Priority.URGENT, hour(2)));
    fleet.order(order(2, WorkOrder.Status.APPROVED, null));
    acted("a1", OperatorAction.Kind.REJECT_ORDER, "WO-1", hour(4));
    acted("a2", OperatorAction.Kind.APPROVE_ORDER, "WO-1", hour(5));
    acted("before", OperatorAction.Kind.SHELVE, "alarm", hour(-1));
    fleet.log(
        Topics.COMMAND_STATUS,
        "0-0",
        hour(4),
        new CommandStatus("a1", hour(4), CommandStatus.Outcome.REFUSED, "locked"));
    fleet.log(Topics.MAINTENANCE_REPORTS, "0-0", hour(6), reported(open.caseId()));
    fleet.log(Topics.MAINTENANCE_REPORTS, "0-1", hour(6), reported("another case"));

    assertThat(card(revised(2, Priority.URGENT, hour(2))).steps())
        .extracting(s -> s.kind() + " " + s.what() + " " + s.actor() + " " + s.refused())
        .containsExactly(
            "CASE OPEN millwright null",
            "CASE URGENT millwright null",
            "ORDER REQUESTED millwright null",
            "ACTION REJECT_ORDER paula locked",
            "ORDER APPROVED millwright null",
            "ACTION APPROVE_ORDER paula null",
            "REPORT NOTHING_FOUND rita null");
  }

  @Test
  void tellsWhoWasToldAndWhoDidNotGetIt() {
    known();
    Notification n =
        (Notification) Objects.requireNonNull(CloudEventExamples.all().get("notification"));
    Notification about = about(n, "n1", open.caseId());
    fleet.log(Topics.NOTIFICATIONS, "0-0", OPENED, about);
    fleet.log(Topics.NOTIFICATIONS, "0-1", hour(1), about(n, "n2", open.caseId()));
    fleet.log(Topics.NOTIFICATIONS, "0-2", hour(2), about(n, "n3", "another"));
    fleet.log(Topics.UNDELIVERED_NOTIFICATIONS, "0-0", OPENED, about);

    assertThat(card(open).told())
        .extracting(EvidenceCard.Told::delivered)
        .containsExactly(true, false);
  }

  @Test
  void namesTheLimitsOfWhatItSays() {
    known();
    fleet.assess(HistoryExamples.notAssessed(PUMP, hour(1)));
    fleet.assess(HistoryExamples.assessment("north/fan-1", hour(30), 0.2, 99, 10));

    assertThat(card(open).limits())
        .contains(
            new Limit(Limit.Kind.NOT_RUNNING, "STOPPED"),
            new Limit(Limit.Kind.SILENT, ""),
            new Limit(Limit.Kind.NO_LIFE, "stopped"),
            new Limit(Limit.Kind.NOT_MEASURED, "SIMULATED"));
    assertThat(kinds(card(open)))
        .doesNotContain(Limit.Kind.HISTORY, Limit.Kind.UNDIAGNOSED, Limit.Kind.LEARNING);
  }

  @Test
  void aMachineThatSendsAgainIsNotSilentThoughNobodyHasSeenItsAlarm() {
    known();
    fleet.assess(HistoryExamples.assessment(PUMP, hour(1), 2, 40, 10));
    fleet.alarm(silent(1, AlarmStatus.UNACKNOWLEDGED, true));
    assertThat(kinds(card(open))).contains(Limit.Kind.SILENT);

    fleet.alarm(silent(2, AlarmStatus.RETURNED_UNACKNOWLEDGED, false));
    assertThat(kinds(card(open))).doesNotContain(Limit.Kind.SILENT);
  }

  private static AlarmEvent silent(int revision, AlarmStatus status, boolean active) {
    AlarmEvent of = HistoryExamples.alarm(PUMP, OPENED, revision, status);
    return new AlarmEvent(
        of.eventId(),
        of.alarmId(),
        revision,
        of.assetId(),
        null,
        null,
        AlarmCondition.SILENT,
        status,
        active,
        of.priority(),
        of.raisedAt(),
        of.time(),
        "sends nothing",
        of.actor(),
        of.origin());
  }

  @Test
  void aClosedCaseSaysWhatWasFoundAndNothingOfNow() {
    known();
    Advisory closed = closed();
    fleet.advise(closed);

    EvidenceCard card = card(closed);

    assertThat(card.now()).isNull();
    assertThat(card.steps())
        .last()
        .satisfies(
            s -> {
              assertThat(s.what()).isEqualTo("CLOSED_REPAIRED");
              assertThat(s.words()).isEqualTo("rita: pitted");
            });
    assertThat(kinds(card)).doesNotContain(Limit.Kind.NOT_RUNNING, Limit.Kind.NO_LIFE);
  }

  @Test
  void standsWithoutTheHistoryAndSaysSo() {
    known();

    EvidenceCard card = new EvidenceFile(away(), clock()).card(fleet.snapshot(), located(open));

    assertThat(kinds(card)).contains(Limit.Kind.HISTORY);
    assertThat(card.trends()).isEmpty();
    assertThat(card.steps()).extracting(Step::what).containsExactly("OPEN");
  }

  private void known() {
    fleet.declare(pump);
    fleet.assess(HistoryExamples.assessment(PUMP, hour(0), 2.5, 31, 20));
    fleet.advise(open);
  }

  private void hourly(int from, int to, double score) {
    HistoryBatch batch = history.newBatch();
    for (int h = from; h < to; h++) {
      batch.assessment(
          Double.isNaN(score)
              ? HistoryExamples.notAssessed(PUMP, hour(h))
              : HistoryExamples.assessment(PUMP, hour(h), score, 50, 30));
    }
    batch.commit();
  }

  private EvidenceCard card(Advisory subject) {
    return new EvidenceFile(history, clock()).card(fleet.snapshot(), located(subject));
  }

  private EvidenceFile.Located located(Advisory subject) {
    return new EvidenceFile.Located(fleet.snapshot().asset(ID).orElseThrow(), subject);
  }

  private static List<Limit.Kind> kinds(EvidenceCard card) {
    return card.limits().stream().map(Limit::kind).toList();
  }

  private static Clock clock() {
    return Clock.fixed(hour(40), ZoneOffset.UTC);
  }

  private static Instant hour(int h) {
    return OPENED.plus(Duration.ofHours(h));
  }

  private CaseAdvice advice(int answered, int confirmed) {
    return new CaseAdvice(
        open.caseId(),
        1,
        ID,
        OPENED,
        List.of(
            new CaseAdvice.Precedent(
                "old",
                new AssetId("north/fan-1"),
                0.9,
                Advisory.Status.CLOSED_REPAIRED,
                "pitted",
                "Replace",
                hour(-99))),
        answered,
        confirmed,
        "by a machine");
  }

  private static PerformanceReport report(
      String id, PerformanceReport.Scope scope, int right, int of) {
    return new PerformanceReport(
        id,
        scope,
        hour(-100),
        OPENED,
        null,
        new Calls(right, 0, 0, of - right, 0, 0, 0, 0, 0, 1, Share.of(right, of)),
        new LeadTimes(0, 0, null, null, List.of(), null, 0),
        null,
        null);
  }

  private WorkOrder order(int revision, WorkOrder.Status status, @Nullable Recommendation advice) {
    return new WorkOrder(
        "WO-1",
        revision,
        open.caseId(),
        ID,
        open.itemId(),
        status,
        Priority.HIGH,
        hour(3),
        hour(1 + 2 * revision),
        null,
        "Replace",
        "by a machine",
        "VIB",
        null,
        List.of(),
        List.of(),
        pump.externalIds(),
        Origin.SIMULATED,
        advice);
  }

  private Advisory revised(int revision, Priority priority, Instant time) {
    return new Advisory(
        open.caseId(),
        revision,
        ID,
        open.itemId(),
        Advisory.Status.OPEN,
        priority,
        OPENED,
        time,
        "worse",
        open.findings(),
        null,
        null,
        Origin.SIMULATED,
        "t2 1");
  }

  private Advisory closed() {
    return new Advisory(
        open.caseId(),
        9,
        ID,
        open.itemId(),
        Advisory.Status.CLOSED_REPAIRED,
        Priority.HIGH,
        OPENED,
        hour(9),
        "worse",
        open.findings(),
        null,
        "rita: pitted",
        Origin.SIMULATED,
        "t2 1");
  }

  private void acted(String id, OperatorAction.Kind kind, String target, Instant time) {
    fleet.log(
        Topics.OPERATOR_ACTIONS,
        "0-" + id,
        time,
        new OperatorAction(id, ID, kind, target, time, "paula", "PLANNER", "because"));
  }

  private MaintenanceReport reported(String caseId) {
    return new MaintenanceReport(
        "r",
        ID,
        null,
        caseId,
        null,
        MaintenanceReport.Outcome.NOTHING_FOUND,
        "as new",
        hour(6),
        "rita");
  }

  private static Notification about(Notification n, String id, String caseId) {
    return new Notification(
        id,
        n.kind(),
        n.recipient(),
        n.channel(),
        n.address(),
        n.priority(),
        n.subject(),
        n.text(),
        null,
        null,
        List.of(caseId),
        n.createdAt());
  }

  /** Answers no read. */
  private static HistoryStore away() {
    return (HistoryStore)
        Proxy.newProxyInstance(
            EvidenceFileTest.class.getClassLoader(),
            new Class<?>[] {HistoryStore.class},
            (proxy, method, arguments) -> {
              throw new HistoryUnavailableException("away", null);
            });
  }
}
