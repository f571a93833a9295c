package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.Severity;
import io.millwright.alerts.cases.CaseDesk;
import io.millwright.alerts.cases.CaseRule;
import io.millwright.alerts.cases.Evidence;
import io.millwright.alerts.cases.Streak;
import io.millwright.alerts.watch.Progress.CountedLife;
import io.millwright.alerts.workorder.Duty;
import io.millwright.alerts.workorder.LifeTrigger;
import io.millwright.alerts.workorder.Order;
import io.millwright.alerts.workorder.Order.Cause;
import io.millwright.alerts.workorder.OrderDesk;
import io.millwright.alerts.workorder.WorkOrderRule;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an assessment means for the cases and orders of its asset. */
final class AssessmentReview {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final CaseRule caseRule;
  private final WorkOrderRule orderRule;
  private final CaseDesk cases;
  private final OrderDesk orders;

  AssessmentReview(AlertRules rules) {
    this.caseRule = rules.cases();
    this.orderRule = rules.workOrders();
    this.cases = new CaseDesk(caseRule);
    this.orders = new OrderDesk(cases, orderRule);
  }

  void review(Minutes minutes, @Nullable Asset asset, Assessment a) {
    Evidence evidence = Evidence.of(asset, a);
    boolean quiet = quiet(minutes, a.health().state(), a.time());
    minutes.progress = count(minutes.progress, asset, a, evidence, quiet);
    boolean spaced = minutes.progress.sinceTold() >= caseRule.updateSpacing();

    Severity proven = proven(minutes.progress, a.time());
    boolean lifeDue =
        minutes.progress.lifeBelow().reaches(orderRule.life().persistence(), a.time());
    Optional<Advisory> concerned = concern(minutes, evidence, proven, lifeDue, spaced);
    minutes.progress = minutes.progress.urgent(urgent(minutes, a));
    concerned.ifPresent(c -> work(minutes, c, evidence, asset, lifeDue, spaced));
    withdrawRecovered(minutes, a.time());

    if (minutes.toldCaseOrOrder()) {
      minutes.progress = minutes.progress.told();
    }
  }

  /** Lives change a little with every assessment; planning looks at a change, or once a day. */
  void tellLife(Minutes minutes, Assessment a) {
    RemainingLife life = a.prognosis().remainingLife();
    CountedLife told = minutes.toldLife();
    if (life != null
        && (told == null
            || cases.lifeChanged(told.life(), life)
            || !a.time().isBefore(told.at().plus(DAY)))) {
      minutes.tellLife(new CountedLife(life, a.time()));
    }
  }

  /** Whether people just answered and nothing new has been shown since. */
  private static boolean quiet(Minutes minutes, HealthState health, Instant now) {
    Instant until = minutes.quietUntil();
    if (until == null) {
      return false;
    }
    if (health == HealthState.HEALTHY || health == HealthState.LEARNING || !now.isBefore(until)) {
      minutes.quiet(null);
      return false;
    }
    return true;
  }

  private Progress count(
      Progress p, @Nullable Asset asset, Assessment a, Evidence e, boolean quiet) {
    Instant t = a.time();
    Streak degraded = p.degraded();
    Streak alarm = p.alarm();
    String item = p.suspectedItem();
    Streak suspected = p.suspected();
    switch (a.health().state()) {
      case ALARM, DEGRADED -> {
        degraded = quiet ? Streak.NONE : degraded.seen(t);
        alarm = quiet || a.health().state() == HealthState.DEGRADED ? Streak.NONE : alarm.seen(t);
        suspected = (item.equals(e.itemId()) ? suspected : Streak.NONE).seen(t);
        item = e.itemId();
      }
      case HEALTHY, LEARNING -> {
        degraded = Streak.NONE;
        alarm = Streak.NONE;
        suspected = Streak.NONE;
        item = "";
      }
      case UNKNOWN, NOT_ASSESSED -> {
        // Says nothing: neither a break nor a sign.
      }
    }
    Streak below = p.lifeBelow();
    Streak recovered = p.lifeRecovered();
    RemainingLife life = e.life();
    Duration cycle = asset == null ? HOUR : asset.cycleDuration();
    CountedLife counted = p.countedLife();
    boolean several = a.pointId() != null || (asset != null && !asset.signals().isEmpty());
    if (life != null && (!several || isNew(counted, life, t, cycle))) {
      counted = several ? new CountedLife(life, t) : null;
      LifeTrigger.Side side = orderRule.life().side(life, cycle);
      below = side == LifeTrigger.Side.BELOW && !quiet ? below.seen(t) : Streak.NONE;
      recovered = side == LifeTrigger.Side.RECOVERED ? recovered.seen(t) : Streak.NONE;
    }
    return new Progress(
        p.lastScan(),
        p.lastAssessment(),
        degraded,
        alarm,
        item,
        suspected,
        p.urgent(),
        below,
        recovered,
        Math.min(p.sinceTold() + 1, caseRule.updateSpacing()),
        counted,
        p.duty());
  }

  /**
   * Where scans and frames are both assessed, each assessment carries the newest estimate of the
   * other too: the same life counts once, or once a cycle if it does not change.
   */
  private static boolean isNew(
      @Nullable CountedLife counted, RemainingLife life, Instant now, Duration cycle) {
    return counted == null
        || !counted.life().equals(life)
        || !now.isBefore(counted.at().plus(cycle));
  }

  /** Severity that has persisted; null if none has. */
  private @Nullable Severity proven(Progress p, Instant now) {
    if (p.alarm().reaches(caseRule.persistence(), now)) {
      return Severity.ALARM;
    }
    return p.degraded().reaches(caseRule.persistence(), now) ? Severity.WARNING : null;
  }

  /** The case that the assessment speaks to, opened or refined; empty if there is none. */
  private Optional<Advisory> concern(
      Minutes minutes, Evidence e, @Nullable Severity proven, boolean lifeDue, boolean spaced) {
    Optional<Advisory> known = cases.attribute(minutes.cases(), e, minutes.progress.suspected());
    if (known.isPresent()) {
      Optional<Advisory> refined = cases.refine(known.get(), e, proven, spaced);
      refined.ifPresent(minutes::tell);
      return refined.isPresent() ? refined : known;
    }
    if (proven == null && !lifeDue) {
      return Optional.empty();
    }
    Advisory opened =
        proven == null
            ? cases.open(e, Severity.WARNING, "remaining life is within the planning horizon")
            : cases.open(e, proven, e.reason());
    minutes.tell(opened);
    return Optional.of(opened);
  }

  private Streak urgent(Minutes minutes, Assessment a) {
    if (minutes.cases().stream().noneMatch(this::urgent)) {
      return Streak.NONE;
    }
    Streak urgent = minutes.progress.urgent();
    return switch (a.health().state()) {
      case HEALTHY, DEGRADED, ALARM -> urgent.seen(a.time());
      case LEARNING, UNKNOWN, NOT_ASSESSED -> urgent;
    };
  }

  private boolean urgent(Advisory c) {
    return c.priority().compareTo(orderRule.priority()) >= 0;
  }

  /**
   * Requests and updates work. Life is of the asset, not of an item: it asks through the case that
   * has an order already, else through the most urgent one.
   */
  private void work(
      Minutes minutes,
      Advisory concerned,
      Evidence e,
      @Nullable Asset asset,
      boolean lifeDue,
      boolean spaced) {
    boolean persists = minutes.progress.urgent().reaches(orderRule.persistence(), e.time());
    Duty duty = minutes.progress.duty();
    String lifeCase = lifeDue ? lifeCase(minutes, concerned) : "";
    for (Advisory c : minutes.cases()) {
      Cause asking =
          persists && urgent(c) ? Cause.CASE : c.caseId().equals(lifeCase) ? Cause.LIFE : null;
      Optional<Order> order = minutes.orderOf(c.caseId());
      if (order.isPresent()) {
        orders.update(order.get(), c, e, asset, duty, asking, spaced).ifPresent(minutes::tell);
      } else if (asking != null) {
        minutes.tell(orders.request(c, e, asset, duty, asking));
      }
      minutes
          .orderOf(c.caseId())
          .flatMap(o -> orders.approveByItself(o, c, minutes.orders(), e.time()))
          .ifPresent(minutes::tell);
    }
  }

  private static String lifeCase(Minutes minutes, Advisory concerned) {
    return minutes.cases().stream()
        .filter(c -> minutes.orderOf(c.caseId()).isPresent())
        .findFirst()
        .or(
            () ->
                minutes.cases().stream()
                    .max(Comparator.<Advisory, Priority>comparing(Advisory::priority)))
        .orElse(concerned)
        .caseId();
  }

  private void withdrawRecovered(Minutes minutes, Instant now) {
    if (!minutes.progress.lifeRecovered().reaches(orderRule.life().releasePersistence(), now)) {
      return;
    }
    for (Order order : minutes.orders()) {
      boolean unneeded =
          order.snapshot().status() == WorkOrder.Status.REQUESTED
              && order.cause() == Cause.LIFE
              && minutes.openCase(order.snapshot().caseId()).filter(this::urgent).isEmpty();
      if (unneeded) {
        minutes.tell(
            orders.withdraw(order, now, "remaining life is well above the planning horizon again"));
      }
    }
  }
}
