package io.millwright.alerts.ledger;

import static io.millwright.alerts.ledger.Told.RULES;
import static io.millwright.alerts.ledger.Told.closed;
import static io.millwright.alerts.ledger.Told.day;
import static io.millwright.alerts.ledger.Told.event;
import static io.millwright.alerts.ledger.Told.opened;
import static io.millwright.alerts.ledger.Told.pump;
import static io.millwright.alerts.ledger.Told.report;
import static io.millwright.alerts.ledger.Told.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.advisory.Advisory.Status;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.event.MachineEventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static Judgement judge(MachineRecord record) {
    return Judgement.of(record, RULES);
  }

  private static Verdict verdict(MachineRecord record) {
    List<Judgement.Call> calls = judge(record).calls();
    assertThat(calls).hasSize(1);
    return calls.get(0).verdict();
  }

  private static Judgement.Missed failure(MachineRecord record) {
    List<Judgement.Missed> failures = judge(record).failures();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void aRepairHidesWhenTheFailureWouldHaveCome() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(report("r", "bearing", 4, Outcome.REPAIRED))
            .take(closed("c", "bearing", 0, 4, Status.CLOSED_REPAIRED));

    assertThat(verdict(record)).isEqualTo(Verdict.REPAIRED_IN_TIME);
    assertThat(judge(record).calls().get(0).lead()).isEqualTo(new Lead(96, false));
    assertThat(judge(record).failures()).isEmpty();
  }

  @Test
  void aRepairThatNobodyDescribesConfirmsNothing() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(event("e", MachineEventType.MAINTENANCE_PERFORMED, 4), RULES)
            .take(closed("c", "bearing", 0, 4, Status.CLOSED_REPAIRED));

    assertThat(verdict(record)).isEqualTo(Verdict.REPAIRED_UNSAID);
  }

  @Test
  void whatFailsBeforeItsRepairWasCalledButNotAvoided() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(report("r", "bearing", 4, Outcome.REPAIRED, day(3)))
            .take(closed("c", "bearing", 0, 4, Status.CLOSED_REPAIRED));

    assertThat(verdict(record)).isEqualTo(Verdict.FAILED_FIRST);
    assertThat(judge(record).calls().get(0).lead()).isEqualTo(new Lead(72, true));
    assertThat(failure(record).kind()).isEqualTo(Judgement.Kind.CALLED);
    assertThat(failure(record).failure().downtime()).hasDays(1);
  }

  @Test
  void aFailureWithoutCaseIsMissedAndACaseAfterItIsLate() {
    MachineRecord record =
        pump()
            .take(event("trip", MachineEventType.TRIP, 1), RULES)
            .take(opened("c", "bearing", 1.5))
            .take(report("r", "bearing", 2, Outcome.REPAIRED))
            .take(closed("c", "bearing", 1.5, 2, Status.CLOSED_REPAIRED));

    assertThat(verdict(record)).isEqualTo(Verdict.LATE);
    assertThat(failure(record).kind()).isEqualTo(Judgement.Kind.MISSED);
    assertThat(failure(record).cases()).extracting(CaseFact::caseId).containsExactly("c");
  }

  /** A case that opens in the very moment of the failure gave nobody any time. */
  @Test
  void noLeadIsNoCall() {
    MachineRecord record =
        pump().take(opened("c", "bearing", 1)).take(event("trip", MachineEventType.TRIP, 1), RULES);

    assertThat(failure(record).kind()).isEqualTo(Judgement.Kind.MISSED);
    assertThat(verdict(record)).isEqualTo(Verdict.LATE);
  }

  @Test
  void nothingFoundIsAFalseCallUnlessTheItemFailsWithinTheHorizon() {
    MachineRecord inspected =
        pump()
            .take(opened("c", "bearing", 0))
            .take(report("r", "bearing", 2, Outcome.NOTHING_FOUND))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_NOTHING_FOUND));
    assertThat(verdict(inspected)).isEqualTo(Verdict.NOTHING_FOUND);

    MachineRecord failed = inspected.take(report("f", "bearing", 92.5, Outcome.REPAIRED, day(92)));
    assertThat(verdict(failed)).isEqualTo(Verdict.CONTRADICTED);
    assertThat(failure(failed).kind()).isEqualTo(Judgement.Kind.CALLED_NOT_FOUND);

    MachineRecord later = inspected.take(report("f", "bearing", 94, Outcome.REPAIRED, day(93)));
    assertThat(verdict(later)).isEqualTo(Verdict.NOTHING_FOUND);
    assertThat(failure(later).kind()).isEqualTo(Judgement.Kind.MISSED);

    MachineRecord anything = inspected.take(event("trip", MachineEventType.TRIP, 20), RULES);
    assertThat(verdict(anything)).as("nobody knows which item").isEqualTo(Verdict.NOTHING_FOUND);
    assertThat(failure(anything).kind()).isEqualTo(Judgement.Kind.MISSED);

    MachineRecord other = inspected.take(report("f", "seal", 20, Outcome.REPAIRED, day(19)));
    assertThat(verdict(other)).as("another item").isEqualTo(Verdict.NOTHING_FOUND);
    assertThat(failure(other).kind()).isEqualTo(Judgement.Kind.MISSED);
  }

  @Test
  void acceptedAsNormalIsAFalseCallOfItsOwnKind() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_ACCEPTED_AS_NORMAL));

    assertThat(verdict(record)).isEqualTo(Verdict.ACCEPTED_AS_NORMAL);
  }

  @Test
  void anOpenCaseIsUnansweredUntilAFaultIsFound() {
    MachineRecord record = pump().take(opened("c", "bearing", 0));
    assertThat(verdict(record)).isEqualTo(Verdict.UNANSWERED);

    MachineRecord found = record.take(report("r", "bearing", 1, Outcome.FAULT_FOUND_NOT_REPAIRED));
    assertThat(verdict(found)).isEqualTo(Verdict.CONFIRMED);
    assertThat(judge(found).calls().get(0).lead()).isEqualTo(new Lead(24, false));
  }

  @Test
  void aCaseThatIsOpenedAgainIsUnansweredAgain() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_NOTHING_FOUND))
            .take(snapshot("c", 3, "bearing", Status.OPEN, 0, 3))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_NOTHING_FOUND)); // told again, older

    assertThat(verdict(record)).isEqualTo(Verdict.UNANSWERED);
  }

  @Test
  void whatComesTwiceChangesNothing() {
    MachineRecord once =
        pump()
            .take(opened("c", "bearing", 0))
            .take(event("trip", MachineEventType.TRIP, 1), RULES)
            .take(report("r", "bearing", 2, Outcome.REPAIRED, day(1)));

    assertThat(once.take(opened("c", "bearing", 0))).isEqualTo(once);
    assertThat(once.take(event("trip", MachineEventType.TRIP, 1), RULES)).isEqualTo(once);
    assertThat(once.take(report("r", "bearing", 2, Outcome.REPAIRED, day(1)))).isEqualTo(once);
  }

  @Test
  void whatIsDownCannotFailAgain() {
    MachineRecord record =
        pump()
            .take(event("trip", MachineEventType.TRIP, 1), RULES)
            .take(event("again", MachineEventType.TRIP, 1.25), RULES)
            .take(event("start", MachineEventType.START, 1.5), RULES)
            // two people report the same failure
            .take(report("r1", "bearing", 1.5, Outcome.REPAIRED, day(1.1)))
            .take(report("r2", "bearing", 1.6, Outcome.REPAIRED, day(1.2)));

    Judgement.Missed one = failure(record);
    assertThat(one.failure().at()).isEqualTo(day(1));
    assertThat(one.failure().itemId()).isEqualTo("bearing");
    assertThat(one.failure().downtime()).hasHours(12);
    assertThat(one.failure().told())
        .extracting(Signal::id)
        .contains("trip", "again", "r1", "r2", "start");
  }

  @Test
  void afterARestartItMayFailAgain() {
    MachineRecord record =
        pump()
            .take(event("t1", MachineEventType.TRIP, 1), RULES)
            .take(event("start", MachineEventType.START, 2), RULES)
            .take(event("t2", MachineEventType.TRIP, 3), RULES);

    assertThat(judge(record).failures()).hasSize(2);
    assertThat(judge(record).failures().get(1).failure().downtime()).isNull();
  }

  /** Or a plant that tells no starts would see one failure and late cases for ever. */
  @Test
  void aFailureWhoseEndNobodyTellsIsOverAfterTheLongestDowntime() {
    MachineRecord record =
        pump()
            .take(event("t1", MachineEventType.TRIP, 1), RULES)
            .take(opened("c", "bearing", 32))
            .take(event("t2", MachineEventType.TRIP, 40), RULES);

    assertThat(judge(record).failures()).hasSize(2);
    assertThat(verdict(record)).isEqualTo(Verdict.FAILED_FIRST);
  }

  @Test
  void theOrderOfHearingDoesNotMatter() {
    MachineRecord first =
        pump()
            .take(opened("c", "bearing", 0))
            .take(event("trip", MachineEventType.TRIP, 3), RULES)
            .take(report("r", "bearing", 4, Outcome.REPAIRED))
            .take(closed("c", "bearing", 0, 4, Status.CLOSED_REPAIRED));
    MachineRecord second =
        pump()
            .take(report("r", "bearing", 4, Outcome.REPAIRED))
            .take(closed("c", "bearing", 0, 4, Status.CLOSED_REPAIRED))
            .take(event("trip", MachineEventType.TRIP, 3), RULES);

    assertThat(judge(second)).isEqualTo(judge(first));
    assertThat(verdict(first)).isEqualTo(Verdict.FAILED_FIRST);
  }

  @Test
  void whereTripsAreDemandsOfTheProcessTheyAreNoFailures() {
    LedgerRules noTrips =
        new LedgerRules(
            RULES.window(),
            RULES.horizon(),
            RULES.longestDowntime(),
            false,
            null,
            RULES.every(),
            RULES.energy(),
            Costs.NONE);
    MachineRecord record = pump().take(event("trip", MachineEventType.TRIP, 1), noTrips);

    assertThat(judge(record).failures()).isEmpty();
  }

  @Test
  void moreFactsThanAreKeptLetTheObservationBeginLater() {
    MachineRecord record = pump();
    for (int i = 0; i < MachineRecord.MOST + 50; i++) {
      record = record.take(event("m" + i, MachineEventType.MAINTENANCE_PERFORMED, i / 10.0), RULES);
    }
    MachineRecord kept = record.forget(day(-1));

    assertThat(kept.signals()).hasSize(MachineRecord.MOST);
    assertThat(kept.observedFrom()).isEqualTo(day(5));
    assertThat(record.forget(day(40)).signals()).isEmpty();
    assertThat(record.forget(day(40)).observedFrom()).isEqualTo(day(0));
  }
}
