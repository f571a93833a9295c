package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.SavingsTotal;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** What waits for people: alarms, cases, orders, and what they came to. */
final class WorkApi implements Api {
  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;
  private final Clock clock;

  WorkApi(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.many("/api/v1/cases", "Cases, most urgent first", Advisory.class, this::cases)
            .with(Parameter.STATUS),
        Operation.many("/api/v1/work-orders", "Work orders", WorkOrder.class, this::orders)
            .with(Parameter.STATUS),
        Operation.many("/api/v1/alarms", "Standing alarms", AlarmEvent.class, r -> alarms()),
        Operation.many(
                "/api/v1/alarms/log",
                "Transitions of a machine's alarms, newest last",
                AlarmEvent.class,
                this::alarmLog)
            .with(Parameter.ASSET)
            .with(Parameter.RANGE)
            .with(
                new Parameter("limit", Integer.class, false, "most transitions; 100 if left out")),
        Operation.many(
                "/api/v1/root-cases",
                "Alarms that belong together",
                RootCase.class,
                this::rootCases)
            .with(Parameter.STATUS),
        Operation.many(
            "/api/v1/case-advice",
            "What the plant's own closed cases say to the open ones",
            CaseAdvice.class,
            r -> fleet.get().plant(Topics.CASE_ADVICE)),
        Operation.many(
            "/api/v1/cmms-links",
            "How work orders stand with the maintenance system",
            CmmsLink.class,
            r -> fleet.get().plant(Topics.CMMS_LINKS)),
        Operation.one(
                "/api/v1/commands/<id>",
                "What became of an action or report that was accepted",
                CommandAnswer.class,
                r -> CommandAnswer.of(fleet.get(), r.pathParam("id")))
            .with(Parameter.required("id", "as it was answered when it was accepted")),
        Operation.one(
                "/api/v1/notifications",
                "What people were told, and what could not be delivered, newest first",
                Messages.class,
                this::notifications)
            .with(new Parameter("limit", Integer.class, false, "most of each; 100 if left out")),
        Operation.one("/api/v1/savings", "The savings ledger", SavingsAnswer.class, r -> savings()),
        Operation.many(
            "/api/v1/performance",
            "Precision, misses, lead times, MTBF and so on, by scope",
            PerformanceReport.class,
            r -> fleet.get().plant(Topics.PERFORMANCE)));
  }

  /** Transitions of an asset's alarms, newest last. */
  List<AlarmEvent> alarmLog(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    TimeRange range = Requests.range(request, () -> newest(view));
    return history.alarms(view.id(), range, Requests.number(request, "limit", 100, 1_000));
  }

  List<Advisory> cases(Context request) {
    boolean all = all(request);
    return fleet.get().cases().stream()
        .filter(c -> all || c.status() == Advisory.Status.OPEN)
        .toList();
  }

  List<WorkOrder> orders(Context request) {
    boolean all = all(request);
    return fleet.get().orders().stream().filter(o -> all || AssetView.live(o)).toList();
  }

  /**
   * The savings ledger.
   *
   * @param totals over every entry, each with the ids of the entries that it sums
   * @param entries those that were told last, first
   * @param notListed how many entries the totals hold beside these
   */
  record SavingsAnswer(List<SavingsTotal> totals, List<LedgerEntry> entries, int notListed) {}

  List<AlarmEvent> alarms() {
    return fleet.get().assets().values().stream()
        .flatMap(view -> view.alarms().stream())
        .sorted(
            Comparator.comparing(AlarmEvent::priority)
                .thenComparing(AlarmEvent::raisedAt)
                .reversed())
        .toList();
  }

  List<RootCase> rootCases(Context request) {
    boolean all = all(request);
    return fleet.get().plant(Topics.ROOT_CASES).stream()
        .filter(c -> all || c.status() == RootCase.Status.OPEN)
        .toList();
  }

  SavingsAnswer savings() {
    FleetSnapshot now = fleet.get();
    List<LedgerEntry> entries = now.plant(Topics.SAVINGS);
    int all = now.savings().stream().mapToInt(t -> t.entries().size() + t.notValued().size()).sum();
    return new SavingsAnswer(now.savings(), entries, all - entries.size());
  }

  /**
   * Messages to people.
   *
   * @param told those that were sent, or tried
   * @param undelivered those of them that did not reach anybody; why stands in the audit log
   */
  record Messages(List<Notification> told, List<Notification> undelivered) {}

  Messages notifications(Context request) {
    int limit = Requests.number(request, "limit", 100, 1_000);
    FleetSnapshot now = fleet.get();
    return new Messages(
        now.log(Topics.NOTIFICATIONS).stream().limit(limit).toList(),
        now.log(Topics.UNDELIVERED_NOTIFICATIONS).stream().limit(limit).toList());
  }

  private static boolean all(Context request) {
    String status = request.queryParam("status");
    if (status == null || status.equals("open")) {
      return false;
    }
    if (status.equals("all")) {
      return true;
    }
    throw Problem.invalid("status must be open or all, is " + status);
  }

  private Instant newest(AssetView view) {
    Assessment latest = view.latest();
    return latest == null ? clock.instant() : latest.time();
  }
}
