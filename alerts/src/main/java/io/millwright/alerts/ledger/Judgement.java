package io.millwright.alerts.ledger;

import static io.millwright.alerts.ledger.Items.mayBeSame;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the calls and failures of a machine turned out to be, from all facts known now. It does not
 * depend on the order in which they were heard, nor on the time now.
 *
 * @param calls one for each case
 * @param failures one for each failure
 */
record Judgement(List<Call> calls, List<Missed> failures) {

  /**
   * A case and what it turned out to be.
   *
   * @param fact the case
   * @param verdict on it
   * @param failure that proves the verdict; null if none does
   * @param reports that answer the case
   * @param lead of a right call; null of any other
   */
  record Call(
      CaseFact fact,
      Verdict verdict,
      @Nullable Failure failure,
      List<ReportFact> reports,
      @Nullable Lead lead) {}

  /** Whether a failure had been called. */
  enum Kind {
    CALLED,
    CALLED_NOT_FOUND,
    MISSED
  }

  /**
   * A failure, and the cases that had called it or came too late.
   *
   * @param failure it
   * @param kind whether it had been called
   * @param cases that had called it; if it was missed, those that were opened after it
   */
  record Missed(Failure failure, Kind kind, List<CaseFact> cases) {}

  static Judgement of(MachineRecord machine, LedgerRules rules) {
    Duration horizon = rules.horizon();
    List<Failure> failures = Failure.of(machine.signals(), rules.longestDowntime());
    return new Judgement(
        machine.cases().stream().map(c -> judge(c, failures, machine.reports(), horizon)).toList(),
        failures.stream().map(f -> judge(f, machine.cases(), horizon)).toList());
  }

  private static Call judge(
      CaseFact c, List<Failure> failures, List<ReportFact> all, Duration horizon) {
    List<ReportFact> reports = all.stream().filter(r -> r.answers(c)).toList();
    Optional<Failure> before = first(failures, f -> lasted(f, c));
    if (before.isPresent()) {
      return new Call(c, Verdict.LATE, before.get(), reports, null);
    }
    Optional<Failure> after = first(failures, f -> called(f, c) || contradicts(f, c, horizon));
    if (after.isPresent()) {
      Failure f = after.get();
      return called(f, c) && !denied(c)
          ? new Call(c, Verdict.FAILED_FIRST, f, reports, lead(c, f.at(), true))
          : new Call(c, Verdict.CONTRADICTED, f, reports, null);
    }
    return switch (c.status()) {
      case OPEN -> {
        Optional<ReportFact> found =
            reports.stream()
                .filter(r -> r.outcome() == Outcome.FAULT_FOUND_NOT_REPAIRED)
                .min(Comparator.comparing(ReportFact::time));
        yield found.isPresent()
            ? new Call(c, Verdict.CONFIRMED, null, reports, lead(c, found.get().time(), false))
            : new Call(c, Verdict.UNANSWERED, null, reports, null);
      }
      case CLOSED_REPAIRED ->
          reports.stream().anyMatch(r -> r.outcome() == Outcome.REPAIRED && r.saysWhat())
              ? new Call(c, Verdict.REPAIRED_IN_TIME, null, reports, lead(c, c.updatedAt(), false))
              : new Call(c, Verdict.REPAIRED_UNSAID, null, reports, null);
      case CLOSED_NOTHING_FOUND -> new Call(c, Verdict.NOTHING_FOUND, null, reports, null);
      case CLOSED_ACCEPTED_AS_NORMAL ->
          new Call(c, Verdict.ACCEPTED_AS_NORMAL, null, reports, null);
    };
  }

  private static Missed judge(Failure f, List<CaseFact> cases, Duration horizon) {
    List<CaseFact> open = cases.stream().filter(c -> called(f, c)).toList();
    if (!open.isEmpty()) {
      return new Missed(f, Kind.CALLED, open);
    }
    List<CaseFact> denied = cases.stream().filter(c -> contradicts(f, c, horizon)).toList();
    return denied.isEmpty()
        ? new Missed(f, Kind.MISSED, cases.stream().filter(c -> lasted(f, c)).toList())
        : new Missed(f, Kind.CALLED_NOT_FOUND, denied);
  }

  private static Optional<Failure> first(List<Failure> failures, Predicate<Failure> which) {
    return failures.stream().filter(which).findFirst();
  }

  /**
   * The case was opened before the failure and open when it came. A failure of nobody knows what is
   * one of every item, but does not prove a person wrong who found nothing.
   */
  private static boolean called(Failure f, CaseFact c) {
    return mayBeSame(f.itemId(), c.itemId())
        && (!denied(c) || Items.isKnown(f.itemId()))
        && c.openedAt().isBefore(f.at())
        && (c.open() || !c.updatedAt().isBefore(f.at()));
  }

  /** The case was answered by nothing found or by acceptance, and the item failed soon after. */
  private static boolean contradicts(Failure f, CaseFact c, Duration horizon) {
    return denied(c)
        && Items.isKnown(f.itemId())
        && mayBeSame(f.itemId(), c.itemId())
        && c.openedAt().isBefore(f.at())
        && !f.at().isAfter(c.updatedAt().plus(horizon));
  }

  private static boolean denied(CaseFact c) {
    return c.status() == Advisory.Status.CLOSED_NOTHING_FOUND
        || c.status() == Advisory.Status.CLOSED_ACCEPTED_AS_NORMAL;
  }

  /** The failure had come when the case was opened, and lasted. */
  private static boolean lasted(Failure f, CaseFact c) {
    return mayBeSame(f.itemId(), c.itemId())
        && !f.at().isAfter(c.openedAt())
        && f.lasts(c.openedAt());
  }

  private static Lead lead(CaseFact c, Instant until, boolean exact) {
    double hours = Duration.between(c.openedAt(), until).toMillis() / 3_600_000.0;
    return new Lead(Math.max(0, hours), exact);
  }
}
