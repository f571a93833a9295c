package io.millwright.alerts.cases;

import io.millwright.alerts.alarm.Severity;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.Advisory.Status;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens, refines and closes the cases of an asset. A case latches: nothing that telemetry says
 * closes it or lowers its priority, because faults do not heal; vibration often dips before the
 * end.
 *
 * <p>Which case a new assessment speaks to, in this order:
 *
 * <ol>
 *   <li>the open case on the suspected item;
 *   <li>an open case that is tentative — its item is unknown, or its first finding is not
 *       {@linkplain CaseRule#confidentFrom confident} and the new one is more probable: the case
 *       takes over the new item, its id stays;
 *   <li>none, if the finding is confident and its item was suspected for the persistence of the
 *       rule: a second case opens;
 *   <li>the oldest open case, as further evidence; its item stays.
 * </ol>
 */
public final class CaseDesk {
  private final CaseRule rule;

  /** A desk that follows a rule. */
  public CaseDesk(CaseRule rule) {
    this.rule = rule;
  }

  /**
   * The open case that the evidence speaks to; empty if a new one is to be opened.
   *
   * @param open open cases, oldest first
   * @param suspected how long the evidence's item has been suspected without a break
   */
  public Optional<Advisory> attribute(List<Advisory> open, Evidence evidence, Streak suspected) {
    Optional<Advisory> same =
        open.stream().filter(c -> c.itemId().equals(evidence.itemId())).findFirst();
    if (same.isPresent() || open.isEmpty()) {
      return same;
    }
    if (evidence.severity() != null && named(evidence)) {
      Optional<Advisory> tentative = open.stream().filter(c -> yields(c, evidence)).findFirst();
      if (tentative.isPresent()) {
        return tentative;
      }
      if (confident(evidence.probability())
          && suspected.reaches(rule.persistence(), evidence.time())) {
        return Optional.empty();
      }
    }
    return Optional.of(open.get(0));
  }

  private boolean yields(Advisory open, Evidence evidence) {
    if (open.itemId().equals(Evidence.UNKNOWN_ITEM)) {
      return true;
    }
    double probability = open.findings().isEmpty() ? 0 : open.findings().get(0).probability();
    return !confident(probability) && evidence.probability() > probability;
  }

  private boolean confident(double probability) {
    return probability >= rule.confidentFrom();
  }

  private static boolean named(Evidence evidence) {
    return !evidence.itemId().equals(Evidence.UNKNOWN_ITEM);
  }

  /** A new case. */
  public Advisory open(Evidence e, Severity severity, String reason) {
    return new Advisory(
        e.assetId() + "/" + e.itemId() + "@" + e.time(),
        1,
        e.assetId(),
        e.itemId(),
        Status.OPEN,
        severity.at(e.criticality()),
        e.time(),
        e.time(),
        reason,
        e.findings(),
        e.life(),
        null,
        e.origin(),
        e.provenance());
  }

  /**
   * The next revision of an open case; empty if nothing worth telling has changed.
   *
   * @param proven severity that has persisted; null if none has
   * @param spaced whether new figures alone may be told
   */
  public Optional<Advisory> refine(
      Advisory c, Evidence e, @Nullable Severity proven, boolean spaced) {
    boolean speaks = proven != null && !e.findings().isEmpty();
    boolean takesItem = speaks && named(e) && !c.itemId().equals(e.itemId()) && yields(c, e);
    boolean aboutIt = takesItem || c.itemId().equals(e.itemId()) || !named(e);
    Priority priority = higher(c.priority(), proven == null ? null : proven.at(e.criticality()));
    boolean otherFault = speaks && aboutIt && otherFault(c.findings(), e.findings());
    boolean figures =
        (speaks && aboutIt && surer(c.findings(), e.findings()))
            || lifeChanged(c.remainingLife(), e.life());
    if (priority == c.priority() && !takesItem && !(spaced && (otherFault || figures))) {
      return Optional.empty();
    }
    return Optional.of(
        new Advisory(
            c.caseId(),
            c.revision() + 1,
            c.assetId(),
            takesItem ? e.itemId() : c.itemId(),
            c.status(),
            priority,
            c.openedAt(),
            e.time(),
            proven == null || e.reason().isBlank() ? c.reason() : e.reason(),
            speaks && aboutIt ? e.findings() : c.findings(),
            e.life() == null ? c.remainingLife() : e.life(),
            null,
            c.origin(),
            e.provenance()));
  }

  /** A revision with something that a person said. */
  public Advisory note(Advisory c, Instant time, String note) {
    return revised(c, c.status(), later(c.updatedAt(), time), note, null);
  }

  /** The last revision. */
  public Advisory close(Advisory c, Status status, Instant time, String closedReason) {
    return revised(c, status, later(c.updatedAt(), time), c.reason(), closedReason);
  }

  private static Advisory revised(
      Advisory c, Status status, Instant time, String reason, @Nullable String closedReason) {
    return new Advisory(
        c.caseId(),
        c.revision() + 1,
        c.assetId(),
        c.itemId(),
        status,
        c.priority(),
        c.openedAt(),
        time,
        reason,
        c.findings(),
        c.remainingLife(),
        closedReason,
        c.origin(),
        c.provenance());
  }

  /** Whether a person would call the life another one: by the rule's share of the lower bound. */
  public boolean lifeChanged(@Nullable RemainingLife told, @Nullable RemainingLife now) {
    if (now == null) {
      return false;
    }
    if (told == null || told.unit() != now.unit()) {
      return true;
    }
    double scale = Math.max(told.lower(), 0.1 * told.median());
    return Math.abs(now.lower() - told.lower()) > rule.lifeChange() * scale
        && now.lower() != told.lower();
  }

  private static boolean otherFault(List<Finding> told, List<Finding> now) {
    return told.isEmpty()
        || !told.get(0).failureMode().equals(now.get(0).failureMode())
        || !told.get(0).mechanism().equals(now.get(0).mechanism());
  }

  private static boolean surer(List<Finding> told, List<Finding> now) {
    return told.isEmpty() || Math.abs(told.get(0).probability() - now.get(0).probability()) >= 0.2;
  }

  private static Priority higher(Priority a, @Nullable Priority b) {
    return b == null || a.compareTo(b) >= 0 ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
