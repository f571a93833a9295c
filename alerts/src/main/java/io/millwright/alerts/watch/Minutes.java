package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.AlarmBoard;
import io.millwright.alerts.watch.Progress.CountedLife;
import io.millwright.alerts.workorder.Order;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects one decision: the state as it changes, and what is told. Lives for one record. */
final class Minutes {
  Progress progress;
  private AlarmBoard board;
  private final List<Advisory> cases;
  private final List<Order> orders;
  private @Nullable Instant closedAt;
  private @Nullable Instant quietUntil;
  private List<String> answered;
  private @Nullable Suspension suspension;
  private @Nullable CountedLife toldLife;
  private boolean lifeNews;
  private int falseCalls;

  private final AssetBook before;
  private final List<AlarmEvent> toldAlarms = new ArrayList<>(0);
  private final List<Advisory> toldCases = new ArrayList<>(0);
  private final List<WorkOrder> toldOrders = new ArrayList<>(0);
  private final List<MachineEvent> toldEvents = new ArrayList<>(0);
  private final List<CommandStatus> replies = new ArrayList<>(0);
  private final List<ScopeAction> toldScopes = new ArrayList<>(0);

  Minutes(AssetState state) {
    progress = state.progress();
    before = state.book();
    board = before.alarms();
    cases = new ArrayList<>(before.cases());
    orders = new ArrayList<>(before.orders());
    closedAt = before.closedAt();
    quietUntil = before.quietUntil();
    answered = before.answered();
    suspension = before.suspension();
    toldLife = before.toldLife();
    falseCalls = before.falseCalls();
  }

  AlarmBoard board() {
    return board;
  }

  /** Open cases, oldest first. */
  List<Advisory> cases() {
    return List.copyOf(cases);
  }

  List<Order> orders() {
    return List.copyOf(orders);
  }

  Optional<Advisory> openCase(String caseId) {
    return cases.stream().filter(c -> c.caseId().equals(caseId)).findFirst();
  }

  Optional<Order> orderOf(String caseId) {
    return orders.stream().filter(o -> o.snapshot().caseId().equals(caseId)).findFirst();
  }

  @Nullable Suspension suspension() {
    return suspension;
  }

  /** Suspends automation, or resumes it with null; {@code told} says so to everybody. */
  void suspend(@Nullable Suspension from, ScopeAction told) {
    suspension = from;
    toldScopes.add(told);
  }

  /** People said that there was nothing; how often in a row by now. */
  int falseCall() {
    return ++falseCalls;
  }

  /** People found what was said, or resumed automation: counting begins anew. */
  void forgetFalseCalls() {
    falseCalls = 0;
  }

  @Nullable CountedLife toldLife() {
    return toldLife;
  }

  /** Whatever the plant was told of the last life is over. */
  void newLife() {
    toldLife = null;
  }

  /** The plant is to be told of a remaining life. */
  void tellLife(CountedLife life) {
    toldLife = life;
    lifeNews = true;
  }

  @Nullable Instant quietUntil() {
    return quietUntil;
  }

  void quiet(@Nullable Instant until) {
    quietUntil = until;
  }

  void closed(Instant at) {
    closedAt = closedAt != null && closedAt.isAfter(at) ? closedAt : at;
  }

  void tell(AlarmBoard.Change change) {
    board = change.board();
    toldAlarms.addAll(change.events());
  }

  /** Records and tells a snapshot of a case that is open. */
  void tell(Advisory open) {
    for (int i = 0; i < cases.size(); i++) {
      if (cases.get(i).caseId().equals(open.caseId())) {
        cases.set(i, open);
        toldCases.add(open);
        return;
      }
    }
    cases.add(open);
    toldCases.add(open);
  }

  /** Forgets and tells a case that is closed. */
  void tellClosed(Advisory closed) {
    cases.removeIf(c -> c.caseId().equals(closed.caseId()));
    toldCases.add(closed);
  }

  /** Records an order, and tells it if its snapshot is new. */
  void tell(Order order) {
    boolean news = true;
    boolean found = false;
    for (int i = 0; i < orders.size() && !found; i++) {
      WorkOrder known = orders.get(i).snapshot();
      if (known.workOrderId().equals(order.snapshot().workOrderId())) {
        news = known.revision() != order.snapshot().revision();
        orders.set(i, order);
        found = true;
      }
    }
    if (!found) {
      orders.add(order);
    }
    if (news) {
      toldOrders.add(order.snapshot());
    }
  }

  void tell(MachineEvent event) {
    toldEvents.add(event);
  }

  /** A request was carried out. */
  void done(String requestId, Instant time, String detail) {
    replies.add(new CommandStatus(requestId, time, CommandStatus.Outcome.DONE, detail));
  }

  /** A request was not legal; nothing changed. */
  void refuse(String requestId, Instant time, String reason) {
    replies.add(new CommandStatus(requestId, time, CommandStatus.Outcome.REFUSED, reason));
  }

  /** Whether an id is new; it is known afterwards. */
  boolean hear(String id) {
    if (answered.contains(id)) {
      return false;
    }
    List<String> ids = new ArrayList<>(answered);
    ids.add(id);
    answered = ids.subList(Math.max(0, ids.size() - AssetBook.REMEMBERED), ids.size());
    return true;
  }

  boolean toldCaseOrOrder() {
    return !toldCases.isEmpty() || !toldOrders.isEmpty();
  }

  Decision decision() {
    orders.removeIf(o -> !o.live() && openCase(o.snapshot().caseId()).isEmpty());
    AssetBook after =
        new AssetBook(
            board, cases, orders, closedAt, quietUntil, answered, suspension, toldLife, falseCalls);
    // The same object tells the shell that there is nothing to write.
    AssetBook book = after.equals(before) ? before : after;
    return new Decision(
        new AssetState(progress, book),
        toldAlarms,
        toldCases,
        toldOrders,
        toldEvents,
        replies,
        toldScopes,
        lifeNews,
        null);
  }
}
