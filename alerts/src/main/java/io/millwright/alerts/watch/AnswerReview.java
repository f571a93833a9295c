package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.AlarmBoard;
import io.millwright.alerts.alarm.AlarmKey;
import io.millwright.alerts.alarm.Reply;
import io.millwright.alerts.cases.CaseDesk;
import io.millwright.alerts.cases.CaseRule;
import io.millwright.alerts.cases.Evidence;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.alerts.workorder.Order;
import io.millwright.alerts.workorder.OrderDesk;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people answer: actions, reports, and events that others tell of. */
final class AnswerReview {
  /** Marks events that were told by this class, which must not be heard as someone else's. */
  private static final String OWN = "millwright:alerts:";

  private final AlertRules rules;
  private final CaseRule rule;
  private final CaseDesk cases;
  private final OrderDesk orders;

  AnswerReview(AlertRules rules) {
    this.rules = rules;
    this.rule = rules.cases();
    this.cases = new CaseDesk(rule);
    this.orders = new OrderDesk(cases, rules.workOrders());
  }

  Decision event(AssetState state, MachineEvent event) {
    Advisory.Status ending = ending(event.type());
    if (ending == null || event.id().startsWith(OWN)) {
      return Decision.ignored(state, Ignored.NO_CONCERN);
    }
    Minutes minutes = new Minutes(state);
    if (!minutes.hear(event.id())) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    String said = event.actor() + ": " + event.reason();
    close(
        minutes,
        c -> onItem(c, event.itemId()) && event.time().isAfter(c.openedAt()),
        ending,
        event.time(),
        said);
    return minutes.decision();
  }

  private static Advisory.@Nullable Status ending(MachineEventType type) {
    return switch (type) {
      case MAINTENANCE_PERFORMED -> Advisory.Status.CLOSED_REPAIRED;
      case ACCEPTED_AS_NORMAL -> Advisory.Status.CLOSED_ACCEPTED_AS_NORMAL;
      case INSPECTED_NOTHING_FOUND -> Advisory.Status.CLOSED_NOTHING_FOUND;
      case START, STOP, TRIP, PRODUCT_CHANGE, OPERATOR_ROUND, OTHER -> null;
    };
  }

  Decision report(AssetState state, @Nullable Asset asset, MaintenanceReport report) {
    Minutes minutes = new Minutes(state);
    if (!minutes.hear(report.id())) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    Optional<String> unknown =
        unknown(state, asset, report.assetId()).or(() -> unknownTarget(minutes, report));
    if (unknown.isPresent()) {
      minutes.refuse(report.id(), report.time(), unknown.get());
      return minutes.decision();
    }
    String said = report.actor() + ": " + report.found();
    Predicate<Advisory> answered = answeredBy(minutes, report);
    Origin origin = origin(minutes, asset);
    minutes.done(
        report.id(),
        report.time(),
        minutes.cases().stream().filter(answered).count() + " cases answered");
    if (report.outcome() == Outcome.FAULT_FOUND_NOT_REPAIRED) {
      for (Advisory c : minutes.cases()) {
        if (answered.test(c)) {
          minutes.tell(cases.note(c, report.time(), "fault found, not repaired: " + said));
          minutes
              .orderOf(c.caseId())
              .filter(Order::live)
              .ifPresent(o -> minutes.tell(orders.comment(o, report.time(), said)));
        }
      }
      return minutes.decision();
    }
    boolean repaired = report.outcome() == Outcome.REPAIRED;
    reportedOrder(minutes, report, said);
    close(
        minutes,
        answered,
        repaired ? Advisory.Status.CLOSED_REPAIRED : Advisory.Status.CLOSED_NOTHING_FOUND,
        report.time(),
        said);
    minutes.tell(
        new MachineEvent(
            OWN + "report:" + report.id(),
            report.assetId(),
            report.time(),
            repaired
                ? MachineEventType.MAINTENANCE_PERFORMED
                : MachineEventType.INSPECTED_NOTHING_FOUND,
            report.itemId(),
            report.actor(),
            report.found().isBlank() ? "maintenance report " + report.id() : report.found(),
            origin));
    return minutes.decision();
  }

  /** What nobody declared, and nothing ever came from, was most likely mistyped. */
  private static Optional<String> unknown(
      AssetState state, @Nullable Asset asset, AssetId assetId) {
    AssetBook book = state.book();
    boolean known =
        asset != null
            || state.progress().newest() != null
            || !book.alarms().alarms().isEmpty()
            || !book.orders().isEmpty();
    return known ? Optional.empty() : Optional.of("no such asset: " + assetId);
  }

  /**
   * Whoever names what is not there meant something else, and must hear it. A case may be closed
   * while its approved order still stands.
   */
  private static Optional<String> unknownTarget(Minutes minutes, MaintenanceReport report) {
    String caseId = report.caseId();
    String orderId = report.workOrderId();
    boolean orderStands =
        minutes.orders().stream().anyMatch(o -> o.snapshot().workOrderId().equals(orderId));
    if (orderId != null && !orderStands) {
      return Optional.of(
          "no such order is open: " + orderId + "; work without an order is reported without one");
    }
    if (caseId != null && !orderStands && minutes.openCase(caseId).isEmpty()) {
      return Optional.of(
          "no such case is open: " + caseId + "; work without a case is reported without one");
    }
    return Optional.empty();
  }

  /** A report names a case, an order, an item or nothing, in this order of precision. */
  private static Predicate<Advisory> answeredBy(Minutes minutes, MaintenanceReport report) {
    if (report.caseId() != null) {
      return c -> c.caseId().equals(report.caseId());
    }
    if (report.workOrderId() != null) {
      Optional<String> caseId =
          minutes.orders().stream()
              .map(Order::snapshot)
              .filter(w -> w.workOrderId().equals(report.workOrderId()))
              .map(WorkOrder::caseId)
              .findFirst();
      return c -> caseId.filter(c.caseId()::equals).isPresent();
    }
    // Work that was done before a case opened is no answer to it.
    return c -> onItem(c, report.itemId()) && !report.time().isBefore(c.openedAt());
  }

  /** An approved order is done when a report names it, whatever was found. */
  private void reportedOrder(Minutes minutes, MaintenanceReport report, String said) {
    for (Order order : minutes.orders()) {
      if (order.snapshot().workOrderId().equals(report.workOrderId())
          && order.snapshot().status() == WorkOrder.Status.APPROVED) {
        minutes.tell(orders.complete(order, report.time(), said));
      }
    }
  }

  Decision action(AssetState state, @Nullable Asset asset, OperatorAction action) {
    Minutes minutes = new Minutes(state);
    if (!minutes.hear(action.id())) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    AssetId id = action.assetId();
    Optional<String> unknown = unknown(state, asset, id);
    if (unknown.isPresent()) {
      refuse(minutes, action, unknown.get());
      return minutes.decision();
    }
    switch (action.kind()) {
      case ACKNOWLEDGE ->
          alarms(
              minutes,
              action,
              minutes.board().acknowledge(id, action.targetId(), action.time(), action.actor()));
      case RESET ->
          alarms(
              minutes,
              action,
              minutes.board().reset(id, action.targetId(), action.time(), action.actor()));
      case APPROVE_ORDER, REJECT_ORDER -> decide(minutes, action);
      case ACCEPT_AS_NORMAL -> accept(minutes, asset, action);
      case SHELVE -> shelve(minutes, action);
      case UNSHELVE ->
          alarms(
              minutes,
              action,
              minutes.board().unshelve(id, action.targetId(), action.time(), action.actor()));
      case TAKE_OUT_OF_SERVICE ->
          alarms(
              minutes,
              action,
              minutes
                  .board()
                  .takeOutOfService(
                      id, action.targetId(), action.time(), action.actor(), action.reason()));
      case RETURN_TO_SERVICE ->
          alarms(
              minutes,
              action,
              minutes
                  .board()
                  .returnToService(id, action.targetId(), action.time(), action.actor()));
      case SUSPEND_AUTOMATION, RESUME_AUTOMATION -> suspend(minutes, action);
    }
    return minutes.decision();
  }

  private static void suspend(Minutes minutes, OperatorAction action) {
    boolean begins = action.kind() == OperatorAction.Kind.SUSPEND_AUTOMATION;
    Suspension now = minutes.suspension();
    if (begins == (now != null)) {
      refuse(
          minutes,
          action,
          now == null
              ? "automation is not suspended for this asset"
              : "automation is suspended since %s by %s".formatted(now.since(), now.actor()));
      return;
    }
    minutes.suspend(
        begins ? new Suspension(action.time(), action.actor(), action.reason()) : null,
        new ScopeAction(
            OWN + "action:" + action.id(),
            ScopeAction.ofAsset(action.assetId()),
            begins,
            action.time(),
            action.actor(),
            action.role(),
            action.reason()));
    minutes.forgetFalseCalls();
    done(minutes, action, begins ? "automation is suspended" : "automation is resumed");
  }

  private void shelve(Minutes minutes, OperatorAction action) {
    Instant until = action.until();
    if (until == null) {
      refuse(minutes, action, "shelving needs an end: until when");
      return;
    }
    Instant now = shelfTime(minutes, action);
    if (until.isAfter(now.plus(rules.longestShelving()))) {
      refuse(minutes, action, "shelving is for " + rules.longestShelving() + " at most");
      return;
    }
    alarms(
        minutes,
        action,
        minutes
            .board()
            .shelve(
                action.assetId(), action.targetId(), now, until, action.actor(), action.reason()));
  }

  /**
   * The time that a shelf is measured in: that of the asset, whatever clock the action was told by;
   * for an alarm of silence, whose asset's time stands still, that of the action.
   */
  private static Instant shelfTime(Minutes minutes, OperatorAction action) {
    boolean silence =
        minutes
            .board()
            .standing(AlarmKey.SILENT)
            .filter(alarm -> Objects.equals(alarm.alarmId(), action.targetId()))
            .isPresent();
    Instant heard = minutes.progress.newest();
    return silence || heard == null ? action.time() : heard;
  }

  private static void alarms(
      Minutes minutes, OperatorAction action, Reply<AlarmBoard.Change> reply) {
    if (reply instanceof Reply.Done<AlarmBoard.Change> done) {
      minutes.tell(done.value());
      done(minutes, action, done.value().events().size() + " alarms");
    } else if (reply instanceof Reply.Refused<AlarmBoard.Change> refused) {
      refuse(minutes, action, refused.reason());
    }
  }

  private void decide(Minutes minutes, OperatorAction action) {
    List<Order> meant =
        minutes.orders().stream()
            .filter(
                o ->
                    action.targetId() == null
                        ? o.snapshot().status() == WorkOrder.Status.REQUESTED
                        : o.snapshot().workOrderId().equals(action.targetId()))
            .toList();
    if (meant.size() != 1) {
      String reason =
          action.targetId() != null
              ? "no such order is open: " + action.targetId()
              : meant.isEmpty()
                  ? "no order is requested"
                  : "several orders are requested, name one";
      refuse(minutes, action, reason);
      return;
    }
    Reply<Order> reply =
        action.kind() == OperatorAction.Kind.APPROVE_ORDER
            ? orders.approve(meant.get(0), action)
            : orders.reject(meant.get(0), action);
    if (reply instanceof Reply.Done<Order> done) {
      minutes.tell(done.value());
      done(minutes, action, "order " + done.value().snapshot().status());
      if (action.kind() == OperatorAction.Kind.REJECT_ORDER) {
        falseCall(minutes, action.assetId(), action.time(), action.id());
      }
    } else if (reply instanceof Reply.Refused<Order> refused) {
      refuse(minutes, action, refused.reason());
    }
  }

  /** The baseline is the asset's: all of its cases are answered, whichever was named. */
  private void accept(Minutes minutes, @Nullable Asset asset, OperatorAction action) {
    String target = action.targetId();
    if (target != null
        && !target.equals(action.assetId().value())
        && minutes.openCase(target).isEmpty()) {
      refuse(minutes, action, "no such case is open: " + target);
      return;
    }
    Origin origin = origin(minutes, asset);
    done(minutes, action, minutes.cases().size() + " cases closed");
    close(
        minutes,
        c -> true,
        Advisory.Status.CLOSED_ACCEPTED_AS_NORMAL,
        action.time(),
        action.actor() + ": " + action.reason());
    minutes.tell(
        new MachineEvent(
            OWN + "action:" + action.id(),
            action.assetId(),
            action.time(),
            MachineEventType.ACCEPTED_AS_NORMAL,
            null,
            action.actor(),
            action.reason(),
            origin));
  }

  private static void done(Minutes minutes, OperatorAction action, String detail) {
    minutes.done(action.id(), action.time(), detail);
  }

  private static void refuse(Minutes minutes, OperatorAction action, String reason) {
    minutes.refuse(action.id(), action.time(), reason);
  }

  /** Automation that is wrong again and again stops itself, until a person resumes it. */
  private void falseCall(Minutes minutes, AssetId asset, Instant time, String cause) {
    int most = rules.workOrders().guardrail().falseCalls();
    int calls = minutes.falseCall();
    if (most == 0 || calls < most || minutes.suspension() != null) {
      return;
    }
    String reason = calls + " calls in a row were answered with nothing found or declined";
    minutes.suspend(
        new Suspension(time, Guardrail.ACTOR, reason),
        Guardrail.suspend(ScopeAction.ofAsset(asset), time, cause, reason));
  }

  private void count(Minutes minutes, Advisory c, Advisory.Status status, Instant time) {
    boolean declined =
        minutes
            .orderOf(c.caseId())
            .filter(o -> o.snapshot().status() == WorkOrder.Status.REJECTED)
            .isPresent();
    if (status == Advisory.Status.CLOSED_REPAIRED) {
      minutes.forgetFalseCalls();
    } else if (status == Advisory.Status.CLOSED_NOTHING_FOUND && !declined) {
      falseCall(minutes, c.assetId(), time, c.caseId());
    }
  }

  private void close(
      Minutes minutes,
      Predicate<Advisory> which,
      Advisory.Status status,
      Instant time,
      String said) {
    for (Advisory c : minutes.cases()) {
      if (which.test(c)) {
        count(minutes, c, status, time);
        minutes.tellClosed(cases.close(c, status, time, said));
        minutes
            .orderOf(c.caseId())
            .filter(Order::live)
            .ifPresent(o -> minutes.tell(end(o, status, time, said)));
      }
    }
    if (status == Advisory.Status.CLOSED_REPAIRED) {
      minutes.newLife();
    }
    // A time ahead of the telemetry, such as a wall clock beside a replay, must not deafen the
    // watch: the answer counts from what was assessed by then.
    Instant heard = minutes.progress.lastAssessment();
    if (heard == null) {
      return;
    }
    Instant from = time.isAfter(heard) ? heard : time;
    minutes.closed(from);
    if (minutes.cases().isEmpty()) {
      minutes.quiet(from.plus(rule.quiet()));
      minutes.progress = minutes.progress.restarted();
    }
  }

  /** Work is done when it was repaired, or when people agreed to look and found nothing. */
  private Order end(Order order, Advisory.Status status, Instant time, String said) {
    boolean looked =
        status == Advisory.Status.CLOSED_NOTHING_FOUND
            && order.snapshot().status() == WorkOrder.Status.APPROVED;
    return looked || status == Advisory.Status.CLOSED_REPAIRED
        ? orders.complete(order, time, said)
        : orders.withdraw(order, time, "case closed, " + said);
  }

  private static boolean onItem(Advisory c, @Nullable String itemId) {
    return itemId == null || c.itemId().equals(itemId) || c.itemId().equals(Evidence.UNKNOWN_ITEM);
  }

  private static Origin origin(Minutes minutes, @Nullable Asset asset) {
    if (asset != null) {
      return asset.origin();
    }
    return minutes.cases().isEmpty() ? Origin.UNKNOWN : minutes.cases().get(0).origin();
  }
}
