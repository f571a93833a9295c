package io.millwright.dashboards.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.SavingsTotal;
import io.millwright.dashboards.console.WorkApi.SavingsAnswer;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetViewTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final AssetId A = new AssetId("a");

  private final FleetView view = new FleetView();

  @Test
  void keepsOnlyTheLatestAssessmentAndIgnoresLateOnes() {
    Assessment late = HistoryExamples.assessment("a", T0, 0.1, 99, 10);
    Assessment newest = HistoryExamples.assessment("a", T0.plusSeconds(9), 5, 10, 1);
    view.assess(newest);
    view.assess(late);

    assertThat(machine().latest()).isSameAs(newest);
  }

  @Test
  void anAlarmGoesWithItsTombstone() {
    view.alarm(HistoryExamples.alarm("a", T0, 1, AlarmStatus.UNACKNOWLEDGED));
    assertThat(machine().alarms()).hasSize(1);

    view.alarmEnded("a/flow@1");

    assertThat(machine().alarms()).isEmpty();
  }

  @Test
  void anOlderRevisionChangesNothing() {
    view.alarm(HistoryExamples.alarm("a", T0, 2, AlarmStatus.ACKNOWLEDGED));
    view.alarm(HistoryExamples.alarm("a", T0, 1, AlarmStatus.UNACKNOWLEDGED));

    assertThat(machine().alarms().get(0).status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
  }

  @Test
  void aLogKeepsItsNewestRecordsInTheirOrderOnceEach() {
    for (int i = 0; i < FleetView.LOG_KEPT + 10; i++) {
      view.log(Topics.AUDIT, "0-" + i, T0.plusSeconds(i), audited("a" + i));
    }
    view.log(Topics.AUDIT, "0-100", T0.plusSeconds(100), audited("a100")); // read again
    view.log(Topics.AUDIT, "1-0", T0.plusSeconds(50), audited("of another partition"));

    List<AuditEntry> log = view.snapshot().log(Topics.AUDIT);
    assertThat(log).hasSize(FleetView.LOG_KEPT);
    assertThat(log.get(0).id()).isEqualTo("a" + (FleetView.LOG_KEPT + 9));
    assertThat(log.get(log.size() - 1).id()).isEqualTo("a11");
    assertThat(log).extracting(AuditEntry::id).containsOnlyOnce("a100", "of another partition");
    assertThat(view.snapshot()).isSameAs(view.snapshot());
    assertThat(view.snapshot().log(Topics.REJECTED)).isEmpty();
  }

  private static AuditEntry audited(String id) {
    return new AuditEntry(id, T0, "otto", "OPERATOR", "ACKNOWLEDGE", "alarm", "seen", true);
  }

  @Test
  void aSnapshotIsTheSameUntilSomethingChanges() {
    view.declare(HistoryExamples.asset("a", "flow"));
    FleetSnapshot first = view.snapshot();
    assertThat(view.snapshot()).isSameAs(first);

    view.declare(HistoryExamples.asset("b", "flow"));

    FleetSnapshot second = view.snapshot();
    assertThat(second).isNotSameAs(first);
    assertThat(second.assets().get(A)).isSameAs(first.assets().get(A));
    assertThat(first.assets()).containsOnlyKeys(A);
  }

  @Test
  void remembersABoundedNumberOfEvents() {
    for (int i = 0; i < 1_000; i++) {
      view.happened(
          new MachineEvent(
              "e" + i,
              A,
              T0.plusSeconds(i),
              MachineEventType.START,
              null,
              "otto",
              "shift",
              Origin.SIMULATED));
    }
    assertThat(machine().events()).hasSize(25);
    assertThat(machine().events().get(0).id()).isEqualTo("e999");
  }

  @Test
  void aSnapshotOfThePlantGrowsAndGoes() {
    RootCase first = HistoryExamples.rootCase("a", T0, 1, RootCase.Status.OPEN, "flow is low");
    RootCase other = HistoryExamples.rootCase("b", T0, 1, RootCase.Status.OPEN, "flow is low");
    RootCase grown = HistoryExamples.rootCase("a", T0, 9, RootCase.Status.OPEN, "flow is low");
    FleetSnapshot before = view.snapshot();
    for (RootCase told : List.of(first, other, grown)) {
      view.keep(Topics.ROOT_CASES, told.rootCaseId(), told);
    }
    assertThat(view.snapshot().plant(Topics.ROOT_CASES)).containsExactly(grown, other);
    assertThat(view.snapshot()).isNotSameAs(before).isSameAs(view.snapshot());

    view.keep(Topics.ROOT_CASES, grown.rootCaseId(), null);
    assertThat(view.snapshot().plant(Topics.ROOT_CASES)).containsExactly(other);
  }

  @Test
  void remembersABoundedNumberOfSnapshots() {
    for (int i = 0; i < 21_000; i++) {
      RootCase told =
          HistoryExamples.rootCase("a" + i, T0.plusSeconds(i), 1, RootCase.Status.CLOSED, "low");
      view.keep(Topics.ROOT_CASES, told.rootCaseId(), told);
    }
    assertThat(view.snapshot().plant(Topics.ROOT_CASES)).hasSize(20_000);
    assertThat(view.snapshot().plant(Topics.ROOT_CASES).get(0).rootAssetId())
        .isEqualTo(new AssetId("a20999"));
  }

  @Test
  void aMachineThatIsWithdrawnLeavesAndNothingLateBringsItBack() {
    view.declare(HistoryExamples.asset("a", "flow"));
    view.declare(HistoryExamples.asset("b", "flow"));
    view.assess(HistoryExamples.assessment("a", T0, 2, 40, 10));
    assertThat(view.snapshot().assets()).hasSize(2);

    view.withdraw("a");
    assertThat(view.snapshot().assets()).containsOnlyKeys(new AssetId("b"));

    view.assess(HistoryExamples.assessment("a", T0.plusSeconds(1), 2, 40, 10));
    assertThat(view.snapshot().assets()).containsOnlyKeys(new AssetId("b"));

    view.declare(HistoryExamples.named("a", "Another", "flow"));
    assertThat(machine().name()).isEqualTo("Another");
  }

  /** What people have to do does not vanish with the machine. */
  @Test
  void aMachineThatIsWithdrawnStaysUntilNothingOfItWaits() {
    view.declare(HistoryExamples.asset("a", "flow"));
    view.alarm(HistoryExamples.alarm("a", T0, 1, AlarmStatus.UNACKNOWLEDGED));
    Advisory open = HistoryExamples.openCase("a", T0);
    view.advise(open);
    WorkOrder order = HistoryExamples.order("a", T0);
    view.order(order);
    view.withdraw("a");
    assertThat(machine().declaration()).isNull();
    assertThat(machine().openCases()).hasSize(1);

    view.alarmEnded("a/flow@1");
    view.order(completed(order));
    assertThat(view.snapshot().assets()).containsOnlyKeys(A);

    view.advise(closed(open));
    assertThat(view.snapshot().assets()).isEmpty();
  }

  private static WorkOrder completed(WorkOrder of) {
    return new WorkOrder(
        of.workOrderId(),
        2,
        of.caseId(),
        of.assetId(),
        of.itemId(),
        WorkOrder.Status.COMPLETED,
        of.priority(),
        of.raisedAt(),
        T0.plusSeconds(1),
        of.dueBy(),
        of.title(),
        of.description(),
        of.failureMode(),
        null,
        of.parts(),
        of.comments(),
        of.externalIds(),
        of.origin(),
        null);
  }

  private static Advisory closed(Advisory of) {
    return new Advisory(
        of.caseId(),
        2,
        of.assetId(),
        of.itemId(),
        Advisory.Status.CLOSED_REPAIRED,
        of.priority(),
        of.openedAt(),
        T0.plusSeconds(2),
        of.reason(),
        of.findings(),
        null,
        "otto: replaced",
        of.origin(),
        "t2 1");
  }

  @Test
  void savingsAreSummedWholeThoughNotAllAreListed() {
    int older = 10;
    for (int i = 0; i < FleetView.PLANT_KEPT + older; i++) {
      LedgerEntry entry = saved("e" + i, i % 2 == 0 ? T0 : T0.minus(Duration.ofDays(40)), 0.5);
      view.keep(Topics.SAVINGS, entry.entryId(), entry);
    }
    view.keep(Topics.SAVINGS, "e0", saved("e0", T0, 100)); // no more listed, and revised
    view.keep(Topics.SAVINGS, "e1", null); // no more listed, and taken back
    view.keep(Topics.SAVINGS, "e20000", saved("e20000", T0.minus(Duration.ofDays(40)), 7)); // moved

    SavingsAnswer answer =
        new WorkApi(view::snapshot, new InMemoryHistoryStore(), Clock.systemUTC()).savings();

    assertThat(answer.totals())
        .extracting(SavingsTotal::month)
        .containsExactly("2026-01", "2026-03");
    assertThat(answer.totals())
        .extracting(SavingsTotal::net)
        .containsExactly(0.5 * 10_004 + 7, 0.5 * 10_003 + 100);
    assertThat(answer.totals().get(0).entries())
        .hasSize(10_005)
        .contains("e3")
        .doesNotContain("e1");
    assertThat(answer.entries()).hasSize(FleetView.PLANT_KEPT);
    assertThat(answer.notListed()).isEqualTo(older - 1);
  }

  private static LedgerEntry saved(String id, Instant bookedAt, double amount) {
    return new LedgerEntry(
        id,
        1,
        LedgerEntry.Kind.AVOIDED_FAILURE,
        A,
        null,
        bookedAt,
        amount,
        "EUR",
        null,
        List.of(new LedgerEntry.Figure("downtime", 2, "h", "declared")),
        "as it was",
        List.of(new LedgerEntry.Evidence("case", id)),
        "ann");
  }

  @Test
  void saysOfWhichTopicsItShowsNotAll() {
    CmmsLink link = (CmmsLink) requireNonNull(CloudEventExamples.all().get("cmms-link"));
    for (int i = 0; i < FleetView.PLANT_KEPT; i++) {
      view.keep(Topics.CMMS_LINKS, "order-" + i, link);
    }
    assertThat(view.snapshot().cut()).isEmpty();

    view.keep(Topics.CMMS_LINKS, "one more", link);
    assertThat(view.snapshot().cut()).containsExactly(Topics.CMMS_LINKS.name());
  }

  @Test
  void putsTheWorstFirst() {
    view.assess(HistoryExamples.assessment("fine", T0, 0.2, 95, 10));
    view.assess(HistoryExamples.assessment("bad", T0, 3, 40, 10));
    view.assess(HistoryExamples.assessment("worse", T0, 3, 20, 10));
    view.assess(HistoryExamples.notAssessed("stopped", T0));

    assertThat(view.snapshot().worstFirst())
        .extracting(v -> v.id().value())
        .containsExactly("worse", "bad", "stopped", "fine");
  }

  private AssetView machine() {
    return requireNonNull(view.snapshot().assets().get(A));
  }
}
