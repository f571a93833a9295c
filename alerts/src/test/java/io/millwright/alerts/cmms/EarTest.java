package io.millwright.alerts.cmms;

import static io.millwright.contracts.advisory.WorkOrder.Status.APPROVED;
import static io.millwright.contracts.advisory.WorkOrder.Status.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.alerts.cmms.Reconciliation.Difference;
import io.millwright.alerts.cmms.Reconciliation.Kind;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.alarm.OperatorAction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard back over real HTTP. */
class EarTest {
  private DeskBench bench;

  @SuppressWarnings("NullAway.Init") // open() makes it.
  EarTest() {}

  @BeforeEach
  void open() throws IOException {
    bench = new DeskBench();
    for (int n = 1; n <= 3; n++) {
      bench.take(n, 1, REQUESTED);
    }
    bench.work();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String external(int number) {
    return Objects.requireNonNull(Objects.requireNonNull(bench.link(number)).externalId());
  }

  /** A person works in the CMMS. */
  private void decide(int number, String status) {
    bench.now = bench.now.plusSeconds(60);
    bench.server.edit(external(number), o -> o.put("status", status).put("user", "j.doe"));
  }

  @Test
  void approvalAndRejectionBecomeActionsOnce() {
    decide(1, "APPROVED");
    decide(2, "REJECTED");
    bench.ear.listen(bench.now);
    bench.now = bench.now.plusSeconds(30);
    bench.ear.listen(bench.now);

    assertThat(bench.journal.actions)
        .extracting(
            OperatorAction::id,
            a -> a.kind().name(),
            OperatorAction::targetId,
            OperatorAction::actor,
            OperatorAction::role)
        .containsExactly(
            tuple(
                "cmms:plain:" + external(1) + ":APPROVE_ORDER",
                "APPROVE_ORDER",
                Orders.id(1),
                "j.doe",
                "cmms"),
            tuple(
                "cmms:plain:" + external(2) + ":REJECT_ORDER",
                "REJECT_ORDER",
                Orders.id(2),
                "j.doe",
                "cmms"));
  }

  @Test
  void findingsBecomeAReportOnceTheyAreRecorded() {
    bench.take(1, 2, APPROVED);
    bench.work();
    decide(1, "DONE");
    bench.ear.listen(bench.now);
    assertThat(bench.journal.reports).as("nobody said what was found").isEmpty();

    bench.now = bench.now.plusSeconds(600);
    bench.server.edit(
        external(1), o -> o.put("outcome", "REPAIRED").put("found", "outer race pitted"));
    bench.ear.listen(bench.now);
    bench.begin(); // and again after a restart, from as far back as is looked
    bench.ear.listen(bench.now);

    assertThat(bench.journal.reports)
        .containsExactly(
            new MaintenanceReport(
                "cmms:plain:" + external(1) + ":DONE",
                Orders.order(1, 1, REQUESTED).assetId(),
                "bearing-de",
                "case-1",
                Orders.id(1),
                Outcome.REPAIRED,
                "outer race pitted",
                bench.now,
                "j.doe"));
    assertThat(bench.journal.actions).as("it was approved here").isEmpty();
  }

  @Test
  void whatHappenedWhileNobodyListenedIsHeardAfterwards() {
    bench.server.stop();
    bench.ear.listen(bench.now);
    assertThat(bench.availability.silentSince()).isEqualTo(bench.now);
    decide(3, "APPROVED");
    try {
      bench.server.restart();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    bench.begin();
    bench.ear.listen(bench.now);

    assertThat(bench.journal.actions)
        .extracting(OperatorAction::targetId)
        .containsExactly(Orders.id(3));
  }

  @Test
  void aDateInTheFutureHidesNoLaterChange() {
    bench.now = bench.now.plus(Duration.ofDays(30));
    decide(1, "APPROVED"); // by a clock that is a month ahead
    bench.now = bench.now.minus(Duration.ofDays(30));
    bench.ear.listen(bench.now);
    decide(2, "APPROVED");
    bench.ear.listen(bench.now);

    assertThat(bench.journal.actions)
        .extracting(OperatorAction::targetId)
        .containsExactly(Orders.id(1), Orders.id(2));
  }

  @Test
  void whoIsNotTheOwnerAnyMoreTellsAndStoresNothing() {
    decide(1, "APPROVED");
    bench.server.delete(external(2));
    Map<String, CmmsLink> before = Map.copyOf(bench.journal.links);
    bench.journal.owner = false;
    bench.ear.listen(bench.now);
    assertThat(bench.journal.actions).isEmpty();
    bench.ear.reconcile(bench.now, null);

    assertThat(bench.journal.links).isEqualTo(before);
  }

  @Test
  void whatTheConnectorRememberedOutlivesALook() {
    Delivery delivery = Objects.requireNonNull(bench.outbox.of(Orders.id(1)));
    ExternalOrder seen = Courier.counterpart(Objects.requireNonNull(bench.link(1)), external(1));
    CmmsLink sent =
        delivery.seen(extra(seen, Map.of("lastComment", "c", "version", "1")), bench.now);
    CmmsLink heard = delivery.with(sent).seen(extra(seen, Map.of("version", "2")), bench.now);

    assertThat(heard.extra()).isEqualTo(Map.of("lastComment", "c", "version", "2"));
  }

  private static ExternalOrder extra(ExternalOrder o, Map<String, String> extra) {
    return new ExternalOrder(
        o.id(), o.reference(), o.status(), null, "", null, o.updatedAt(), extra);
  }

  @Test
  void whatIsApprovedHereAndStillOpenThereIsToldAtNight() {
    bench.take(1, 2, APPROVED);
    bench.work();
    assertThat(bench.journal.statuses).isEmpty();
    Reconciliation found = bench.ear.reconcile(bench.now, null).orElseThrow();

    assertThat(found.differences())
        .containsExactly(
            new Difference(Kind.DIFFERING, Orders.id(1), "is approved here, but still open there"));
  }

  /** A user who loses a right sees empty pages, not refusals. */
  @Test
  void mostOrdersMissingAtOnceAreNotTakenForDeleted() {
    for (int n = 1; n <= 3; n++) {
      bench.server.delete(external(n));
    }

    assertThat(bench.ear.reconcile(bench.now, null)).isEmpty();
    assertThat(bench.journal.links.values()).noneMatch(CmmsLink::deadLetter);
    assertThat(bench.availability.lastError()).contains("3 of 3 orders are not to be seen");
  }

  /** Others have the right to create; who may not look is deaf, and that is no health. */
  @Test
  void refusedListeningIsToldSinceWhen() {
    bench.ear.listen(bench.now);
    Instant heard = bench.now;
    bench.now = bench.now.plusSeconds(30);
    bench.server.fail("GET", 400);
    bench.ear.listen(bench.now);
    assertThat(bench.availability.deafSince()).isEqualTo(heard);
    assertThat(bench.availability.listeningError()).contains("400 as the test wants it");
    assertThat(bench.availability.answeredSince(heard)).as("a refusal").isFalse();
    assertThat(bench.availability.open(bench.now)).as("deliveries go on").isTrue();

    bench.ear.listen(bench.now);
    assertThat(bench.availability.deafSince()).isNull();
  }

  @Test
  void nightlyComparisonRepairsWhatIsSafeAndTellsTheRest() {
    bench.take(4, 1, APPROVED);
    bench.take(5, 1, REQUESTED);
    bench.work();
    decide(1, "APPROVED"); // not heard yet
    bench.server.delete(external(2));
    bench.server.add(OrderReference.of("", Orders.id(3), 1), "OPEN");
    bench.server.add("MW0000000000000000", "OPEN");
    bench.server.add("PM-2026-17", "OPEN"); // none of ours
    decide(4, "CANCELLED");

    Set<String> known =
        Set.of(
            OrderReference.of("", Orders.id(1), 1),
            OrderReference.of("", Orders.id(2), 1),
            OrderReference.of("", Orders.id(3), 1),
            OrderReference.of("", Orders.id(4), 1),
            OrderReference.of("", Orders.id(5), 1));
    Reconciliation found = bench.ear.reconcile(bench.now, () -> known).orElseThrow();

    assertThat(found.compared()).isEqualTo(5);
    assertThat(found.repaired()).isEqualTo(2);
    assertThat(found.differences())
        .extracting(Difference::kind, Difference::subject)
        .containsExactlyInAnyOrder(
            tuple(Kind.MISSING, Orders.id(2)),
            tuple(Kind.DOUBLED, Orders.id(3)),
            tuple(Kind.DIFFERING, Orders.id(4)),
            tuple(Kind.ORPHANED, "MW0000000000000000"));
    assertThat(bench.journal.actions)
        .extracting(OperatorAction::targetId)
        .containsExactly(Orders.id(1));
    assertThat(bench.outbox.depth(bench.now).deadLetters()).as("the missing one").isEqualTo(1);
    assertThat(bench.journal.statuses)
        .extracting(s -> s.requestId())
        .contains("cmms:plain:reconciliation:2026-03-01");
    assertThat(bench.journal.statuses)
        .last()
        .extracting(s -> s.detail())
        .isEqualTo("5 compared, 2 changes heard late, 4 differ");
  }

  /** Heard, told, and yet the order is still a request: the action got lost. */
  @Test
  void nightlyComparisonRepeatsADecisionThatHadNoEffect() {
    decide(1, "APPROVED");
    bench.ear.listen(bench.now);
    List<OperatorAction> told = List.copyOf(bench.journal.actions);
    bench.journal.actions.clear();
    Reconciliation found = bench.ear.reconcile(bench.now, null).orElseThrow();

    assertThat(found.repaired()).isZero();
    assertThat(bench.journal.actions).hasSize(1).isEqualTo(told);
  }

  @Test
  void whatCannotBeReadIsToldOnceAndHidesNothing() {
    decide(1, "ONSITE");
    decide(2, "APPROVED");
    bench.ear.listen(bench.now);
    bench.ear.listen(bench.now);

    assertThat(bench.journal.actions)
        .extracting(OperatorAction::targetId)
        .containsExactly(Orders.id(2));
    assertThat(bench.journal.statuses)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.requestId()).isEqualTo("cmms:plain:" + external(1) + ":UNREADABLE");
              assertThat(s.detail())
                  .contains(OrderReference.of("", Orders.id(1), 1))
                  .contains("ONSITE is no status");
            });
    Reconciliation found = bench.ear.reconcile(bench.now, null).orElseThrow();
    assertThat(found.differences())
        .extracting(Difference::kind, Difference::subject)
        .containsExactly(tuple(Kind.UNREADABLE, external(1)));
  }

  /** Older than is looked back, so each is read by itself. */
  @Test
  void oneOldOrderThatCannotBeReadHidesNoOther() {
    decide(1, "ONSITE");
    decide(2, "APPROVED");
    bench.now = bench.now.plus(Duration.ofDays(500));
    Reconciliation found = bench.ear.reconcile(bench.now, null).orElseThrow();

    assertThat(found.repaired()).isEqualTo(1);
    assertThat(found.differences())
        .extracting(Difference::kind, Difference::subject)
        .containsExactly(tuple(Kind.UNREADABLE, Orders.id(1)));
  }

  @Test
  void comparisonIsPutOffWhileTheSystemIsSilent() {
    bench.server.stop();

    assertThat(bench.ear.reconcile(bench.now, Set::of)).isEmpty();
    assertThat(bench.journal.links.values()).noneMatch(CmmsLink::deadLetter);
  }
}
