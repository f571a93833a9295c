package io.millwright.alerts.cmms;

import static io.millwright.contracts.advisory.WorkOrder.Status.APPROVED;
import static io.millwright.contracts.advisory.WorkOrder.Status.REQUESTED;
import static io.millwright.contracts.advisory.WorkOrder.Status.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.CmmsLink.GivenUp;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.audit.CommandStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries over real HTTP, in virtual time. */
class CmmsDeskTest {
  private DeskBench bench;

  @SuppressWarnings("NullAway.Init") // open() makes it.
  CmmsDeskTest() {}

  @BeforeEach
  void open() throws IOException {
    bench = new DeskBench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ObjectNode only() {
    assertThat(bench.server.orders()).hasSize(1);
    return bench.server.orders().get(0);
  }

  private CmmsLink link(int number) {
    return Objects.requireNonNull(bench.link(number));
  }

  private GivenUp givenUp(int number) {
    return Objects.requireNonNull(Objects.requireNonNull(link(number).backlog()).givenUp());
  }

  private long requests(String what) {
    return bench.server.log().stream().filter(what::equals).count();
  }

  @Test
  void createsOnceAndSendsNewerRevisionsOnly() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.take(1, 1, REQUESTED);
    bench.take(1, 3, APPROVED);
    bench.take(1, 2, REQUESTED);
    bench.work();
    bench.pass(Duration.ofMinutes(5));

    assertThat(only().get("revisions").toString()).isEqualTo("[1,3]");
    assertThat(link(1).deliveredRevision()).isEqualTo(3);
    assertThat(link(1).backlog()).isNull();
    assertThat(bench.outbox.depth(bench.now)).isEqualTo(Outbox.Depth.EMPTY);
  }

  @Test
  void whatWasNeverOpenWhenFirstSeenIsNotMade() {
    bench.take(1, 4, WITHDRAWN);
    bench.work();

    assertThat(bench.server.log()).isEmpty();
    assertThat(bench.journal.links).isEmpty();
  }

  /** The order was made, but its answer was lost: the search finds it. */
  @Test
  void lostAnswerIsFoundAndNotDoubled() {
    bench.impatient();
    bench.server.fail(new PlainCmmsServer.Fault("POST", 0, Map.of(), true));
    bench.take(1, 1, REQUESTED);
    bench.work();
    assertThat(link(1).externalId()).isNull();
    assertThat(link(1).backlog()).isNotNull();
    assertThat(bench.availability.silentSince()).isEqualTo(bench.now);

    bench.pass(Duration.ofSeconds(25));
    assertThat(requests("GET 200")).as("not before it has settled").isEqualTo(1);

    bench.pass(Duration.ofSeconds(10));
    assertThat(only().get("id").asText()).isEqualTo(link(1).externalId());
    assertThat(requests("POST 201")).as("what was lost is the only one").isZero();
    assertThat(bench.availability.silentSince()).isNull();
  }

  /** A slow search and a creation that times out: what counts is when the creation was made. */
  @Test
  void timeToSettleRunsFromTheCreationAndNotFromTheSearch() {
    bench.impatient();
    bench.server.fail(new PlainCmmsServer.Fault("POST", 0, Map.of(), false));
    List<Instant> claims = new ArrayList<>();
    bench.server.during(
        method -> {
          bench.now = bench.now.plusSeconds(method.equals("POST") ? 10 : 20);
          if (method.equals("POST")) {
            claims.add(Objects.requireNonNull(link(1).backlog()).nextAttempt());
          }
        });
    bench.take(1, 1, REQUESTED);
    bench.work();

    assertThat(claims).containsExactly(Orders.T0.plusSeconds(20 + 30));
    assertThat(bench.now).as("no second attempt").isEqualTo(Orders.T0.plusSeconds(30));
    assertThat(Objects.requireNonNull(link(1).backlog()).nextAttempt())
        .isEqualTo(Orders.T0.plusSeconds(30 + 30));
  }

  /** Withdrawn while nobody knows whether it was made: it was, and is cancelled. */
  @Test
  void lostAnswerOfAnOrderThatIsWithdrawnMeanwhile() {
    bench.impatient();
    bench.server.fail(new PlainCmmsServer.Fault("POST", 0, Map.of(), true));
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.take(1, 2, WITHDRAWN);
    bench.pass(Duration.ofMinutes(1));

    assertThat(only().get("status").asText()).isEqualTo("CANCELLED");
    assertThat(link(1).status()).isEqualTo(ExternalStatus.CANCELLED);
  }

  @Test
  void busySystemIsLeftAloneForAsLongAsItAsks() {
    bench.server.fail(new PlainCmmsServer.Fault("POST", 429, Map.of("Retry-After", "120"), false));
    bench.take(1, 1, REQUESTED);
    bench.take(2, 1, REQUESTED);
    bench.work();
    assertThat(bench.server.log()).as("the other order waits, too").hasSize(2);

    bench.pass(Duration.ofSeconds(115));
    assertThat(bench.server.log()).hasSize(2);

    bench.pass(Duration.ofSeconds(10));
    assertThat(bench.server.orders()).hasSize(2);
  }

  @Test
  void busySystemIsLeftAloneAcrossARestart() {
    bench.server.fail(new PlainCmmsServer.Fault("POST", 429, Map.of("Retry-After", "120"), false));
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.begin();
    bench.pass(Duration.ofSeconds(115));
    assertThat(bench.server.log()).hasSize(2);

    bench.pass(Duration.ofSeconds(10));
    assertThat(bench.server.orders()).hasSize(1);
  }

  @Test
  void errorsOfTheServerAreTriedAgainWithGrowingPauses() {
    for (int i = 0; i < 5; i++) {
      bench.server.fail("GET", 500);
    }
    bench.take(1, 1, REQUESTED);
    bench.work();
    Instant began = bench.now;
    bench.pass(Duration.ofMinutes(10));

    assertThat(requests("GET 500")).isEqualTo(5);
    assertThat(only().get("revision").asInt()).isEqualTo(1);
    Duration took = Duration.between(began, Instant.parse(only().get("updatedAt").asText()));
    // Four times 30 s to settle and at least half of 80 s, but not the sum of all caps.
    assertThat(took).isBetween(Duration.ofSeconds(130), Duration.ofSeconds(230));
  }

  @Test
  void anHourOfSilenceDelaysEverythingAndLosesAndDoublesNothing() throws IOException {
    int orders = 40;
    bench.take(0, 1, REQUESTED);
    bench.work();
    bench.server.stop();
    for (int n = 1; n < orders; n++) {
      bench.take(n, 1, REQUESTED);
      bench.pass(Duration.ofSeconds(30));
      bench.take(n, 2, n % 10 == 9 ? WITHDRAWN : APPROVED);
      bench.take(0, 1 + n, REQUESTED);
      bench.pass(Duration.ofSeconds(60));
    }
    bench.pass(Duration.ofMinutes(3));
    assertThat(Duration.between(Orders.T0, bench.now)).isGreaterThan(Duration.ofHours(1));
    assertThat(bench.outbox.depth(bench.now).oldest()).isGreaterThan(Duration.ofMinutes(59));
    assertThat(bench.journal.links.values()).noneMatch(CmmsLink::deadLetter);
    int attempts =
        bench.journal.links.values().stream()
            .mapToInt(l -> l.backlog() == null ? 0 : l.backlog().attempts())
            .sum();
    assertThat(attempts).as("while it was silent").isLessThan(25);

    bench.server.restart();
    bench.pass(Duration.ofMinutes(15));

    assertThat(bench.outbox.depth(bench.now)).isEqualTo(Outbox.Depth.EMPTY);
    assertThat(bench.server.orders())
        .extracting(o -> o.get("asset").asText())
        .doesNotHaveDuplicates()
        .hasSize(orders - 4);
    for (ObjectNode order : bench.server.orders()) {
      boolean first = order.get("asset").asText().equals("P-0");
      assertThat(order.get("revisions").toString()).isEqualTo(first ? "[1,40]" : "[2]");
    }
  }

  @Test
  void whatChangedMeanwhileIsReadAgainBeforeItIsUpdated() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.server.fail("PUT", 412);
    bench.take(1, 2, REQUESTED);
    bench.work();

    assertThat(only().get("revisions").toString()).isEqualTo("[1,2]");
    assertThat(requests("PUT 412")).isEqualTo(1);
  }

  @Test
  void conflictOfACreationIsSolvedByFindingWhatExists() {
    bench.server.refuseDoubleReferences();
    String reference = OrderReference.of("", Orders.id(1), 1);
    bench.server.fail(new PlainCmmsServer.Fault("GET", 200, Map.of(), false));
    bench.server.add(reference, "OPEN");
    bench.take(1, 1, REQUESTED);
    // The index of the search lags: it finds nothing at first.
    bench.work();
    bench.pass(Duration.ofMinutes(2));

    assertThat(only().get("id").asText()).isEqualTo(link(1).externalId());
  }

  @Test
  void refusalIsADeadLetterUntilAPersonOrNewsBringsItBack() {
    bench.server.fail("POST", 422);
    bench.take(1, 1, REQUESTED);
    bench.take(2, 1, REQUESTED);
    bench.work();
    bench.pass(Duration.ofHours(1));
    assertThat(bench.server.orders()).as("the other one passes").hasSize(1);
    assertThat(givenUp(1)).isEqualTo(GivenUp.REFUSED);
    assertThat(bench.outbox.depth(bench.now).deadLetters()).isEqualTo(1);
    assertThat(bench.journal.statuses)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.requestId()).isEqualTo(Orders.id(1) + "#1");
              assertThat(s.outcome()).isEqualTo(CommandStatus.Outcome.REFUSED);
              assertThat(s.detail()).contains("422 as the test wants it");
            });

    bench.command(1, CmmsCommand.Kind.REPLAY);
    bench.work();

    assertThat(bench.server.orders()).hasSize(2);
    assertThat(bench.outbox.depth(bench.now).deadLetters()).isZero();
    assertThat(bench.journal.statuses.get(1))
        .extracting(CommandStatus::requestId, CommandStatus::outcome)
        .containsExactly("c-1", CommandStatus.Outcome.DONE);
  }

  @Test
  void aWrongKeyDelaysAllOrdersAndMakesNoDeadLetter() {
    for (int i = 0; i < 4; i++) {
      bench.server.fail("POST", 401);
    }
    for (int n = 1; n <= 5; n++) {
      bench.take(n, 1, REQUESTED);
    }
    bench.work();
    bench.pass(Duration.ofSeconds(10));
    assertThat(bench.availability.misconfigured()).isTrue();
    assertThat(bench.availability.silentSince()).isEqualTo(Orders.T0);
    assertThat(bench.outbox.depth(bench.now).deadLetters()).isZero();
    assertThat(bench.journal.statuses)
        .as("told once")
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.requestId()).isEqualTo("cmms:plain:MISCONFIGURED");
              assertThat(s.detail()).contains("401");
            });

    bench.pass(Duration.ofMinutes(5));
    assertThat(bench.server.orders()).hasSize(5);
    assertThat(bench.availability.misconfigured()).isFalse();
  }

  @Test
  void newRevisionOfADeadLetterIsTriedOnce() {
    bench.server.fail("POST", 400);
    bench.server.fail("POST", 400);
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.take(1, 2, REQUESTED);
    bench.pass(Duration.ofHours(1));
    assertThat(requests("POST 400")).isEqualTo(2);
    assertThat(givenUp(1)).isEqualTo(GivenUp.REFUSED);

    bench.take(1, 3, REQUESTED);
    bench.work();
    assertThat(only().get("revision").asInt()).isEqualTo(3);
  }

  @Test
  void missingMappingIsAnsweredAndAsksNothing() {
    bench.take(Orders.order(1, 1, REQUESTED, Map.of()));
    bench.work();

    assertThat(givenUp(1)).isEqualTo(GivenUp.UNMAPPED);
    assertThat(bench.journal.statuses)
        .singleElement()
        .satisfies(s -> assertThat(s.detail()).contains("the asset has no id 'plain'"));
    assertThat(requests("POST 201")).isZero();
  }

  @Test
  void dismissedIsNeitherTriedNorADeadLetter() {
    bench.server.fail("POST", 400);
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.command(1, CmmsCommand.Kind.DISMISS);
    bench.take(1, 2, REQUESTED);
    bench.pass(Duration.ofMinutes(5));

    assertThat(bench.server.orders()).isEmpty();
    assertThat(bench.outbox.depth(bench.now)).isEqualTo(Outbox.Depth.EMPTY);
  }

  @Test
  void whoDismissesAnUpdateStillGetsTheOrderCancelled() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.server.fail("PUT", 400);
    bench.take(1, 2, REQUESTED);
    bench.work();
    bench.command(1, CmmsCommand.Kind.DISMISS);
    bench.take(1, 3, REQUESTED);
    bench.work();
    assertThat(only().get("revisions").toString()).isEqualTo("[1]");
    bench.take(1, 4, WITHDRAWN);
    bench.work();

    assertThat(only().get("status").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void commandWithoutDeadLetterIsRefused() {
    bench.command(7, CmmsCommand.Kind.REPLAY);
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.command(1, CmmsCommand.Kind.REPLAY);

    assertThat(bench.journal.statuses)
        .extracting(CommandStatus::outcome)
        .containsExactly(CommandStatus.Outcome.REFUSED, CommandStatus.Outcome.REFUSED);
  }

  /** The group has lost its offsets and reads all commands again. */
  @Test
  void commandOlderThanWhatItIsAboutIsRefused() {
    bench.server.fail("POST", 422);
    bench.take(1, 1, REQUESTED);
    bench.work();
    CmmsCommand replay =
        new CmmsCommand(
            "c-1", Orders.id(1), CmmsCommand.Kind.REPLAY, bench.now, "p.lanner", "PLANNER", "why");
    bench.now = bench.now.plusSeconds(60);
    bench.server.fail("POST", 422);
    bench.desk.obey(replay, bench.now);
    bench.work();
    bench.now = bench.now.plusSeconds(60);
    bench.desk.obey(replay, bench.now);
    bench.work();
    assertThat(requests("POST 422")).isEqualTo(2);
    assertThat(bench.journal.statuses)
        .last()
        .satisfies(s -> assertThat(s.detail()).contains("has news since"));

    bench.command(1, CmmsCommand.Kind.DISMISS);
    bench.now = bench.now.plusSeconds(60);
    bench.desk.obey(replay, bench.now);
    bench.work();
    assertThat(bench.server.orders()).isEmpty();
    assertThat(givenUp(1)).isEqualTo(GivenUp.DISMISSED);
  }

  /** Killed after the order was made and before that was stored. */
  @Test
  void crashBetweenCreationAndLinkIsFoundAfterTheRestart() {
    bench.take(1, 1, REQUESTED);
    bench.journal.storesUntilCrash = 1; // the claim, not the result
    assertThatThrownBy(bench::work).isInstanceOf(RecordingJournal.Crash.class);
    assertThat(bench.server.orders()).hasSize(1);

    bench.begin();
    bench.work();
    assertThat(requests("GET 200")).as("who takes over waits, too").isEqualTo(1);
    bench.pass(Duration.ofMinutes(1));

    assertThat(only().get("id").asText()).isEqualTo(link(1).externalId());
    assertThat(link(1).backlog()).isNull();
  }

  @Test
  void restartFromLinksSendsNothingAgain() {
    bench.take(1, 1, REQUESTED);
    bench.take(2, 2, APPROVED);
    bench.work();
    List<String> before = bench.server.log();

    bench.begin();
    bench.pass(Duration.ofMinutes(5));
    assertThat(bench.server.log()).isEqualTo(before);

    bench.take(1, 2, APPROVED);
    bench.work();
    assertThat(bench.server.orders().get(0).get("revisions").toString()).isEqualTo("[1,2]");
  }

  @Test
  void whoIsNotTheOwnerAnyMoreCreatesNothing() {
    bench.journal.owner = false;
    bench.take(1, 1, REQUESTED);
    bench.work();

    assertThat(bench.server.orders()).isEmpty();
    assertThat(bench.server.log()).as("it may search").containsExactly("GET 200");
  }

  @Test
  void withdrawnRequestIsCancelledAndAnotherRequestIsAnotherOrder() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.take(1, 2, WITHDRAWN);
    bench.work();
    assertThat(only().get("status").asText()).isEqualTo("CANCELLED");

    bench.begin();
    bench.take(1, 3, REQUESTED);
    bench.work();

    assertThat(bench.server.orders())
        .extracting(o -> o.get("status").asText())
        .containsExactly("CANCELLED", "OPEN");
    assertThat(link(1).round()).isEqualTo(2);
  }

  @Test
  void whatPeopleHaveTakenOverIsNotCancelled() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    String id = only().get("id").asText();
    bench.server.edit(id, o -> o.put("status", "IN_PROGRESS"));
    bench.take(1, 2, WITHDRAWN);
    bench.work();

    assertThat(only().get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(bench.journal.statuses)
        .singleElement()
        .satisfies(s -> assertThat(s.detail()).contains("work on it goes on there"));
  }

  @Test
  void deletedCounterpartIsMadeAnewOnlyByAPerson() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.server.delete(only().get("id").asText());
    bench.take(1, 2, REQUESTED);
    bench.take(1, 3, REQUESTED);
    bench.pass(Duration.ofMinutes(5));
    assertThat(bench.server.orders()).isEmpty();
    assertThat(givenUp(1)).isEqualTo(GivenUp.GONE);

    bench.command(1, CmmsCommand.Kind.REPLAY);
    bench.work();
    assertThat(only().get("revision").asInt()).isEqualTo(3);
  }

  @Test
  void whatOnlySeemedDeletedIsNotMadeAnewByAReplay() {
    bench.take(1, 1, REQUESTED);
    bench.take(2, 1, REQUESTED);
    bench.work();
    List<ObjectNode> hidden =
        bench.server.orders().stream().map(o -> bench.server.delete(o.get("id").asText())).toList();
    bench.take(1, 2, REQUESTED); // one has news
    bench.work();
    bench.ear.reconcile(bench.now, null); // the other is missed at night
    assertThat(givenUp(1)).isEqualTo(GivenUp.GONE);
    assertThat(givenUp(2)).isEqualTo(GivenUp.GONE);

    hidden.forEach(bench.server::bringBack);
    bench.command(1, CmmsCommand.Kind.REPLAY);
    bench.command(2, CmmsCommand.Kind.REPLAY);
    bench.work();
    assertThat(bench.server.orders())
        .extracting(o -> o.get("revisions").toString())
        .containsExactly("[1,2]", "[1]");
    assertThat(link(1).backlog()).isNull();
    assertThat(link(2).backlog()).isNull();
    assertThat(link(2).round()).isEqualTo(1);
  }

  @Test
  void replayOfWhatIsGoneIsRefusedWhileTheSystemIsSilent() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    bench.server.delete(only().get("id").asText());
    bench.take(1, 2, REQUESTED);
    bench.work();
    bench.server.stop();
    bench.command(1, CmmsCommand.Kind.REPLAY);
    bench.command(1, CmmsCommand.Kind.REPLAY);
    bench.command(1, CmmsCommand.Kind.REPLAY);

    assertThat(bench.availability.open(bench.now)).isFalse();
    assertThat(bench.availability.open(bench.now.plusSeconds(5)))
        .as("one question failed, not three")
        .isTrue();
    assertThat(givenUp(1)).isEqualTo(GivenUp.GONE);
    assertThat(bench.journal.statuses)
        .last()
        .satisfies(s -> assertThat(s.detail()).contains("whether it is gone cannot be told"));
  }

  @Test
  void failureOfOneOrderAgesOnlyWhileOthersSucceed() {
    for (int i = 0; i < 2000; i++) {
      bench.server.fail("POST", 500);
    }
    bench.take(1, 1, REQUESTED);
    for (int day = 0; day < 5; day++) {
      bench.now = bench.now.plus(Duration.ofDays(1));
      bench.work();
    }
    assertThat(link(1).deadLetter()).as("nobody was answered").isFalse();

    bench.ear.listen(bench.now.plus(Duration.ofHours(1))); // answers questions, though
    bench.now = bench.now.plus(Duration.ofHours(2));
    bench.work();
    assertThat(givenUp(1)).isEqualTo(GivenUp.AGED);
  }

  @Test
  void anOlderLinkThatWasWrittenLaterDoesNotCount() {
    bench.take(1, 1, REQUESTED);
    bench.journal.storesUntilCrash = 1;
    assertThatThrownBy(bench::work).isInstanceOf(RecordingJournal.Crash.class);
    CmmsLink claim = link(1);
    bench.begin();
    bench.pass(Duration.ofMinutes(1));
    Outbox restored = new Outbox("plain");
    restored.restore(0, link(1));
    restored.restore(0, claim); // by an instance that had lost the order

    assertThat(Objects.requireNonNull(restored.of(Orders.id(1))).link()).isEqualTo(link(1));
  }

  @Test
  void linksOfAnotherSystemCountAsNone() {
    bench.take(1, 1, REQUESTED);
    bench.work();
    Outbox other = new Outbox("another");
    other.restore(0, link(1));
    other.take(0, Orders.order(1, 1, REQUESTED), bench.now);

    assertThat(other.next(bench.now)).isPresent();
  }
}
