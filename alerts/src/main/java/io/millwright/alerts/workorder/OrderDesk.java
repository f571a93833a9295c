package io.millwright.alerts.workorder;

import io.millwright.alerts.alarm.Reply;
import io.millwright.alerts.alarm.Severity;
import io.millwright.alerts.cases.CaseDesk;
import io.millwright.alerts.cases.Evidence;
import io.millwright.alerts.workorder.Order.Cause;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.FailureModeLibrary;
import io.millwright.contracts.advisory.PlannedWork;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the work order of a case. There is one a case, under an id derived from it, so it is
 * updated and never doubled.
 *
 * <pre>
 *                 approve               complete
 *   Requested ---------------> Approved ---------> Completed
 *    |  |  ^                      |  (updates become comments)
 *    |  |  | cause is back        |
 *    |  |  +----- Withdrawn       |
 *    |  |            ^            |
 *    |  +------------+ cause gone, case closed without repair
 *    +--> Rejected     (a person's word: stays)
 * </pre>
 */
public final class OrderDesk {
  private static final int KEPT_COMMENTS = 50;

  private final CaseDesk cases;
  private final Planner planner;
  private final @Nullable AutomaticApproval automatic;
  private final FailureModeLibrary library = FailureModeLibrary.shipped();

  /**
   * A desk.
   *
   * @param cases knows which change of a life is worth telling
   */
  public OrderDesk(CaseDesk cases, WorkOrderRule rule) {
    this.cases = cases;
    this.planner = new Planner(rule.planning());
    this.automatic = rule.automatic();
  }

  /** The first request for a case. */
  public Order request(Advisory c, Evidence e, @Nullable Asset asset, Duty duty, Cause cause) {
    Recommendation advice = advise(c, asset);
    Planner.Plan plan = planner.plan(e.time(), e.life(), duty, asset, advice.duration());
    return new Order(
        new WorkOrder(
            "order:" + c.caseId(),
            1,
            c.caseId(),
            c.assetId(),
            c.itemId(),
            Status.REQUESTED,
            priority(c, e, cause),
            e.time(),
            e.time(),
            plan.dueBy(),
            title(c, asset),
            description(c, e, asset, advice, plan, cause),
            failureMode(c),
            e.life() == null ? c.remainingLife() : e.life(),
            parts(asset, c.itemId()),
            List.of(),
            asset == null ? Map.of() : asset.externalIds(),
            c.origin(),
            advice,
            plan.work()),
        cause);
  }

  /**
   * What new evidence does to an order: a request is rewritten, an approved order keeps what people
   * agreed to and gets a comment, the rest stays. Empty if nothing worth telling has changed.
   *
   * @param asking what asks for work now; null if nothing does
   * @param spaced whether new figures alone may be told
   */
  public Optional<Order> update(
      Order order,
      Advisory c,
      Evidence e,
      @Nullable Asset asset,
      Duty duty,
      @Nullable Cause asking,
      boolean spaced) {
    WorkOrder w = order.snapshot();
    Cause cause = asking == Cause.CASE ? Cause.CASE : order.cause();
    Priority priority = higher(w.priority(), priority(c, e, cause));
    boolean news = priority != w.priority() || !w.itemId().equals(c.itemId());
    boolean figures =
        cases.lifeChanged(w.remainingLife(), e.life()) || !w.failureMode().equals(failureMode(c));
    boolean again = w.status() == Status.WITHDRAWN && asking != null;
    if (!again && !(order.live() && (news || (spaced && figures)))) {
      return cause == order.cause() ? Optional.empty() : Optional.of(order.with(w, cause));
    }
    RemainingLife life = e.life() == null ? w.remainingLife() : e.life();
    if (w.status() == Status.APPROVED) {
      // What people agreed to stays: due date, words, parts, advice.
      return Optional.of(
          order.with(
              new WorkOrder(
                  w.workOrderId(),
                  w.revision() + 1,
                  w.caseId(),
                  w.assetId(),
                  c.itemId(),
                  w.status(),
                  priority,
                  w.raisedAt(),
                  later(w.updatedAt(), e.time()),
                  w.dueBy(),
                  w.title(),
                  w.description(),
                  failureMode(c),
                  life,
                  w.parts(),
                  plus(w.comments(), e.time() + " " + comment(c, e, priority)),
                  w.externalIds(),
                  w.origin(),
                  w.recommendation(),
                  w.planned()),
              cause));
    }
    Recommendation advice = advise(c, asset);
    Planner.Plan plan = planner.plan(e.time(), life, duty, asset, advice.duration());
    return Optional.of(
        order.with(
            new WorkOrder(
                w.workOrderId(),
                w.revision() + 1,
                w.caseId(),
                w.assetId(),
                c.itemId(),
                Status.REQUESTED,
                priority,
                w.raisedAt(),
                later(w.updatedAt(), e.time()),
                plan.dueBy(),
                title(c, asset),
                description(c, e, asset, advice, plan, cause),
                failureMode(c),
                life,
                parts(asset, c.itemId()),
                again
                    ? plus(w.comments(), e.time() + " requested again by Millwright")
                    : w.comments(),
                w.externalIds(),
                w.origin(),
                advice,
                plan.work()),
            cause));
  }

  /**
   * Approves a request without a person, if the plant has declared from which confidence on. Empty
   * if it has not, the case is not that sure, or enough such orders of the asset stand already.
   *
   * @param standing all orders of the asset
   */
  public Optional<Order> approveByItself(
      Order order, Advisory c, List<Order> standing, Instant time) {
    if (automatic == null
        || order.snapshot().status() != Status.REQUESTED
        || !automatic.trusts(c)
        || standing.stream().filter(Order::approvedByItself).count() >= automatic.mostAtOnce()) {
      return Optional.empty();
    }
    String comment =
        String.format(
            Locale.ROOT,
            "%s approved by a machine, Millwright: probability %.2f of %s reaches the declared %.2f",
            time,
            c.findings().get(0).probability(),
            failureMode(c),
            automatic.confidence());
    return Optional.of(
        new Order(revised(order.snapshot(), Status.APPROVED, time, comment), order.cause(), true));
  }

  /** A planner takes the order over. */
  public Reply<Order> approve(Order order, OperatorAction action) {
    return decide(order, Status.APPROVED, "approved", action);
  }

  /** A planner declines; the order stays rejected. */
  public Reply<Order> reject(Order order, OperatorAction action) {
    return decide(order, Status.REJECTED, "rejected", action);
  }

  private static Reply<Order> decide(
      Order order, Status status, String word, OperatorAction action) {
    WorkOrder w = order.snapshot();
    if (w.status() != Status.REQUESTED) {
      return new Reply.Refused<>(
          "order " + w.workOrderId() + " is " + w.status() + ", only a request can be " + word);
    }
    String comment = action.time() + " " + word + " by " + action.actor() + ": " + action.reason();
    return new Reply.Done<>(order.with(revised(w, status, action.time(), comment), order.cause()));
  }

  /** Takes a request back; an approved order only gets the comment. Others stay as they are. */
  public Order withdraw(Order order, Instant time, String reason) {
    WorkOrder w = order.snapshot();
    return switch (w.status()) {
      case REQUESTED ->
          order.with(
              revised(w, Status.WITHDRAWN, time, time + " withdrawn: " + reason), order.cause());
      case APPROVED -> order.with(commented(w, time, reason), order.cause());
      case REJECTED, WITHDRAWN, COMPLETED -> order;
    };
  }

  /** The work was done. */
  public Order complete(Order order, Instant time, String reason) {
    return order.live()
        ? order.with(
            revised(order.snapshot(), Status.COMPLETED, time, time + " completed: " + reason),
            order.cause())
        : order;
  }

  /** Adds what a person said. */
  public Order comment(Order order, Instant time, String comment) {
    return order.with(commented(order.snapshot(), time, comment), order.cause());
  }

  private static WorkOrder commented(WorkOrder w, Instant time, String comment) {
    return revised(w, w.status(), time, time + " " + comment);
  }

  private static WorkOrder revised(WorkOrder w, Status status, Instant time, String comment) {
    return new WorkOrder(
        w.workOrderId(),
        w.revision() + 1,
        w.caseId(),
        w.assetId(),
        w.itemId(),
        status,
        w.priority(),
        w.raisedAt(),
        later(w.updatedAt(), time),
        w.dueBy(),
        w.title(),
        w.description(),
        w.failureMode(),
        w.remainingLife(),
        w.parts(),
        plus(w.comments(), comment),
        w.externalIds(),
        w.origin(),
        w.recommendation(),
        w.planned());
  }

  private static List<String> plus(List<String> comments, String comment) {
    List<String> all = new ArrayList<>(comments);
    all.add(comment);
    return all.subList(Math.max(0, all.size() - KEPT_COMMENTS), all.size());
  }

  /** Life that runs out within the planning horizon is as severe as an alarm. */
  private static Priority priority(Advisory c, Evidence e, Cause cause) {
    return cause == Cause.LIFE
        ? higher(c.priority(), Severity.ALARM.at(e.criticality()))
        : c.priority();
  }

  private static Priority higher(Priority a, Priority b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String title(Advisory c, @Nullable Asset asset) {
    String name = asset == null ? c.assetId().value() : asset.name();
    return "Inspect " + item(asset, c.itemId()) + " of " + name + " (" + failureMode(c) + ")";
  }

  private static String item(@Nullable Asset asset, String itemId) {
    return declared(asset, itemId).map(MaintainableItem::name).orElse(itemId);
  }

  private static List<String> parts(@Nullable Asset asset, String itemId) {
    return declared(asset, itemId).map(MaintainableItem::partNumbers).orElse(List.of());
  }

  private static Optional<MaintainableItem> declared(@Nullable Asset asset, String itemId) {
    return asset == null
        ? Optional.empty()
        : asset.items().stream().filter(item -> item.id().equals(itemId)).findFirst();
  }

  private Recommendation advise(Advisory c, @Nullable Asset asset) {
    Finding foremost = c.findings().isEmpty() ? null : c.findings().get(0);
    return library.advise(asset, c.itemId(), foremost);
  }

  private static String failureMode(Advisory c) {
    return c.findings().isEmpty() ? "UNK" : c.findings().get(0).failureMode();
  }

  private static String description(
      Advisory c,
      Evidence e,
      @Nullable Asset asset,
      Recommendation advice,
      Planner.Plan plan,
      Cause cause) {
    StringBuilder text = new StringBuilder(400);
    text.append("Requested by a machine: ").append(e.provenance()).append(".\n");
    if (asset != null && !asset.path().isEmpty()) {
      text.append("Place: ").append(String.join(" / ", asset.path())).append(".\n");
    }
    text.append("Why: ")
        .append(
            cause == Cause.LIFE
                ? "remaining life is within the planning horizon. "
                : "a case of priority " + c.priority() + " persists. ")
        .append(c.reason())
        .append('\n');
    for (Finding f : c.findings()) {
      text.append(
          String.format(
              Locale.ROOT,
              "Suspected: %s %s %s, probability %.2f: %s\n",
              f.itemId(),
              f.failureMode(),
              f.mechanism(),
              f.probability(),
              f.evidence()));
    }
    if (!e.contributions().isEmpty()) {
      text.append("Channels: ").append(e.contributions()).append('\n');
    }
    if (e.life() != null) {
      text.append(words(e.life())).append('\n');
    }
    text.append("Recommended: ")
        .append(advice.action())
        .append(" (")
        .append(advice.skill())
        .append(", about ")
        .append(advice.duration().toHours())
        .append(" h; ")
        .append(advice.basis())
        .append(").\n");
    PlannedWork work = plan.work();
    if (work != null) {
      text.append("Proposed: ")
          .append(work.from())
          .append(" to ")
          .append(work.to())
          .append(" (")
          .append(work.basis())
          .append(").\n");
    }
    return text.append("Case: ").append(c.caseId()).toString();
  }

  private static String comment(Advisory c, Evidence e, Priority priority) {
    String life = e.life() == null ? "" : " " + words(e.life());
    return "Millwright: priority " + priority + ", suspected " + failureMode(c) + "." + life;
  }

  private static String words(RemainingLife life) {
    return String.format(
        Locale.ROOT, "Remaining life: %s, %.0f %% interval.", life.words(), 100 * life.coverage());
  }
}
