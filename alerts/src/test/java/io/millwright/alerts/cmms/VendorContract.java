package io.millwright.alerts.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every connector that answers questions must do, against a server that behaves as its
 * vendor's.
 */
public abstract class VendorContract<S extends VendorServer> {
  protected static final String REFERENCE = "MWA2B3C4D5E6F7G2H3";

  /** Long, because the machine may be busy; what waits for it to pass takes a short one. */
  protected static final Duration TIMEOUT = Duration.ofSeconds(30);

  protected S server;
  protected Cmms cmms;

  protected abstract S start();

  protected abstract Cmms connect(S server, String key, Duration timeout);

  /** The key that the server takes. */
  protected abstract String key();

  /** The body that the vendor sends with a refusal. */
  protected abstract String refusal();

  /** A person begins the work. */
  protected abstract void begin(String id);

  /** A person says that it was repaired, in these words or codes. */
  protected abstract void finish(String id, String words);

  /** A person changes something that leaves the order open. */
  protected abstract void touch(String id);

  protected abstract void delete(String id);

  /** Gives the order a status that no mapping knows; returns its word. */
  protected abstract String unknownStatus(String id);

  /** Orders that the server holds. */
  protected abstract int orders();

  /** Priority of an order, in the vendor's word. */
  protected abstract String priority(String id);

  /** Title and description of an order as a person reads it. */
  protected abstract String shownText(String id);

  @BeforeEach
  void connect() {
    server = start();
    cmms = connect(server, key(), TIMEOUT);
  }

  @AfterEach
  void close() throws Exception {
    cmms.close();
    server.close();
  }

  @Test
  void anOrderIsMadeOpenAndFoundByItsReference() {
    assertThat(cmms.find(REFERENCE)).isEmpty();

    ExternalOrder made = cmms.create(REFERENCE, order());

    assertThat(made.status()).isEqualTo(ExternalStatus.OPEN);
    assertThat(made.reference()).isEqualTo(REFERENCE);
    assertThat(made.outcome()).isNull();
    assertThat(cmms.find(REFERENCE)).map(ExternalOrder::id).contains(made.id());
    assertThat(cmms.read(made)).map(ExternalOrder::updatedAt).contains(made.updatedAt());
    assertThat(cmms.find("MWZZZZZZZZZZZZZZZZ")).isEmpty();
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void saysThatAMachineWroteItAndKeepsTheTextWhole() {
    ExternalOrder made = cmms.create(REFERENCE, order());

    assertThat(shownText(made.id()))
        .containsIgnoringCase("auto")
        .contains("Written by Millwright, a machine")
        .contains("model m7")
        .contains("BPFO & 2× < 4.5 mm/s");
  }

  @Test
  void anOrderWhoseAnswerWasLostIsFoundAndNotMadeAgain() {
    server.loseNextAnswer();
    assertThat(failure(() -> cmms.create(REFERENCE, order())).fate()).isEqualTo(Fate.UNAVAILABLE);

    assertThat(cmms.find(REFERENCE)).isPresent();
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void newsRewriteAnOpenOrder() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    String before = priority(made.id());

    ExternalOrder updated =
        cmms.update(made, SampleOrder.request().priority(Priority.LOW).comment("news 7").order());

    assertThat(priority(made.id())).isNotEqualTo(before);
    assertThat(shownText(made.id())).contains("news 7").contains(REFERENCE);
    assertThat(updated.updatedAt()).isAfter(made.updatedAt());
    assertThat(updated.status()).isEqualTo(ExternalStatus.OPEN);
    assertThat(cmms.find(REFERENCE)).map(ExternalOrder::id).contains(made.id());
  }

  @Test
  void aChangeByAPersonInBetweenIsAConflictAndNotOverwritten() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    touch(made.id());
    String before = priority(made.id());

    CmmsException conflict =
        failure(() -> cmms.update(made, SampleOrder.request().priority(Priority.LOW).order()));

    assertThat(conflict.fate()).isEqualTo(Fate.CONFLICT);
    assertThat(priority(made.id())).isEqualTo(before);
    ExternalOrder now = cmms.read(made).orElseThrow();
    assertThat(cmms.update(now, SampleOrder.request().priority(Priority.LOW).order()).status())
        .isEqualTo(ExternalStatus.OPEN);
  }

  @Test
  void tellsConflictsBusynessOutageAndRefusalApart() {
    server.answerNextWrite(409, Map.of(), "{}");
    assertThat(failure(() -> cmms.create(REFERENCE, order())).fate()).isEqualTo(Fate.CONFLICT);
    server.answerNextWrite(429, Map.of("Retry-After", "30"), "slow down");
    CmmsException busy = failure(() -> cmms.create(REFERENCE, order()));
    assertThat(busy.fate()).isEqualTo(Fate.BUSY);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    server.answerNextWrite(500, Map.of(), "ORA-00060: deadlock");
    CmmsException broken = failure(() -> cmms.create(REFERENCE, order()));
    assertThat(broken.fate()).isEqualTo(Fate.UNAVAILABLE);
    assertThat(broken).hasMessageContaining("deadlock");
    server.answerNextWrite(400, Map.of(), refusal());
    CmmsException refused = failure(() -> cmms.create(REFERENCE, order()));
    assertThat(refused.fate()).isEqualTo(Fate.REFUSED);
    assertThat(refused).hasMessageContaining(refusal());
    server.answerNextWrite(200, Map.of(), "<html>welcome</html>");
    assertThat(failure(() -> cmms.create(REFERENCE, order())).fate()).isEqualTo(Fate.UNAVAILABLE);
    assertThat(orders()).isZero();
  }

  @Test
  void aSystemThatNeverAnswersIsUnavailableInTime() {
    cmms.find(REFERENCE);
    Cmms hasty = connect(server, key(), Duration.ofSeconds(1));
    server.keepSilent();

    CmmsException silent = failure(() -> hasty.create(REFERENCE, order()));

    assertThat(silent.fate()).isEqualTo(Fate.UNAVAILABLE);
    assertThat(silent).hasMessageContaining("PT1S");
  }

  @Test
  void aWrongKeyIsToldInWordsAndNoOrderIsGivenUpForIt() {
    Cmms stranger = connect(server, "wrong", TIMEOUT);

    CmmsException refused = failure(() -> stranger.create(REFERENCE, order()));

    assertThat(refused.fate()).isEqualTo(Fate.MISCONFIGURED);
    assertThat(refused).hasMessageContaining("wrong");
    assertThat(failure(() -> stranger.find(REFERENCE)).fate()).isEqualTo(Fate.MISCONFIGURED);
    assertThat(refused.getMessage()).doesNotContain(key());
  }

  @Test
  void anAssetThatTheSystemDoesNotKnowIsAMappingErrorAndNothingIsSent() {
    WorkOrder nowhere = SampleOrder.request().externalIds(Map.of()).order();

    CmmsException mapping = failure(() -> cmms.create(REFERENCE, nowhere));

    assertThat(mapping.fate()).isEqualTo(Fate.MAPPING);
    assertThat(mapping)
        .hasMessageContaining("mandatory field")
        .hasMessageContaining("asset")
        .hasMessageContaining(nowhere.workOrderId());
    assertThat(orders()).isZero();
  }

  @Test
  void hearsThatPeopleTookItOverAndNeverSetsThemBack() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    begin(made.id());
    ExternalOrder begun = cmms.read(made).orElseThrow();
    assertThat(begun.status()).isEqualTo(ExternalStatus.IN_PROGRESS);
    assertThat(begun.id()).isEqualTo(made.id());
    String before = priority(made.id());

    WorkOrder withdrawn =
        SampleOrder.request().priority(Priority.LOW).status(Status.WITHDRAWN).order();
    ExternalOrder kept = cmms.update(begun, withdrawn);
    assertThat(kept.status()).isEqualTo(ExternalStatus.IN_PROGRESS);
    WorkOrder news = SampleOrder.request().priority(Priority.LOW).comment("news").order();
    assertThat(cmms.update(kept, news).status()).isEqualTo(ExternalStatus.IN_PROGRESS);
    assertThat(priority(made.id())).isEqualTo(before);
  }

  @Test
  void anOpenOrderIsCancelledWhenItIsWithdrawn() {
    ExternalOrder made = cmms.create(REFERENCE, order());

    ExternalOrder gone = cmms.update(made, SampleOrder.request().status(Status.WITHDRAWN).order());

    assertThat(gone.status()).isEqualTo(ExternalStatus.CANCELLED);
    assertThat(cmms.find(REFERENCE)).map(ExternalOrder::status).contains(ExternalStatus.CANCELLED);
    // What has ended stays as it is.
    assertThat(cmms.update(gone, order()).status()).isEqualTo(ExternalStatus.CANCELLED);
  }

  @Test
  void hearsWhatWasFound() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    begin(made.id());
    finish(made.id(), "Outer race spalled & worn");

    ExternalOrder done = cmms.read(made).orElseThrow();

    assertThat(done.status()).isEqualTo(ExternalStatus.DONE);
    assertThat(done.outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(done.found()).contains("Outer race spalled & worn");
  }

  @Test
  void aStatusThatTheMappingDoesNotKnowIsAnErrorWithItsWordAndHidesNoOtherOrder() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    ExternalOrder other = cmms.create("MWA2B3C4D5E6F7G2H4", order());
    String word = unknownStatus(made.id());

    CmmsException unknown = failure(() -> cmms.read(made));

    assertThat(unknown.fate()).isEqualTo(Fate.MAPPING);
    assertThat(unknown).hasMessageContaining(word);
    Changes changes = cmms.changedSince(Instant.EPOCH);
    assertThat(changes.orders()).extracting(ExternalOrder::id).containsExactly(other.id());
    assertThat(changes.unreadable())
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.id()).isEqualTo(made.id());
              assertThat(u.reference()).isEqualTo(REFERENCE);
              assertThat(u.error()).contains(word);
            });
  }

  @Test
  void anOrderThatWasDeletedIsGone() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    delete(made.id());

    assertThat(cmms.read(made)).isEmpty();
    assertThat(cmms.find(REFERENCE)).isEmpty();
    assertThat(failure(() -> cmms.update(made, order())).fate()).isEqualTo(Fate.CONFLICT);
  }

  @Test
  void readsAllPagesOfWhatHasChangedAndOnlyThat() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 230; i++) {
      ids.add(cmms.create(String.format("MWREF2REF2REF%05d", i), order()).id());
    }
    Instant since = server.now();
    ExternalOrder last = cmms.create(REFERENCE, order());
    touch(last.id());

    assertThat(cmms.changedSince(Instant.parse("2026-01-01T00:00:00Z")).orders())
        .extracting(ExternalOrder::id)
        .containsAll(ids)
        .doesNotHaveDuplicates()
        .hasSize(231);
    assertThat(cmms.changedSince(since.plusSeconds(1)).orders())
        .extracting(ExternalOrder::reference)
        .containsExactly(REFERENCE);
  }

  protected static WorkOrder order() {
    return SampleOrder.request().order();
  }

  protected static CmmsException failure(ThrowingCallable call) {
    CmmsException failure = catchThrowableOfType(CmmsException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
