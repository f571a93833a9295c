package io.millwright.alerts;

import io.millwright.alerts.RandomRecords.Next;
import io.millwright.alerts.alarm.Alarm;
import io.millwright.alerts.alarm.AlarmKey;
import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.Decision;
import io.millwright.alerts.workorder.Order;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What readers of the topics have heard, and what must hold of it whatever happens: they never hear
 * a thing twice nor out of order, what stands in the state is what they heard, there is one open
 * case an item, one order a case and none without, and an alarm whose condition has gone, or come,
 * for its delay has returned, or is raised.
 */
final class ToldSoFar {
  /** Delays of the health alarm, {@link Plant#rules()}. */
  private static final Duration ON = Duration.ofHours(1);

  private static final Duration OFF = Duration.ofHours(2);

  final Map<String, Advisory> cases = new HashMap<>();
  final Map<String, WorkOrder> orders = new HashMap<>();
  final Map<String, AlarmEvent> alarms = new HashMap<>();
  private final Map<AssetId, Map<String, AlarmEvent>> standing = new HashMap<>();
  private final Map<AssetId, Set<String>> open = new HashMap<>();
  private final Map<AssetId, Run> runs = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  /** Since when the health of an asset says the same of its alarm. */
  private record Run(boolean alarm, Instant since) {}

  /** Takes what a record led to, the first time or again. */
  void note(Next record, Decision decision) {
    AssetId id = record.assetId();
    decision.alarms().forEach(e -> note(id, e));
    decision.cases().forEach(this::note);
    decision.orders().forEach(this::note);
    decision.events().forEach(e -> unique("event " + e.id()));
    decision.replies().forEach(r -> unique("reply " + r.requestId()));
    stateIsWhatWasTold(id, decision.state());
    nothingIsLost(record, decision.state());
  }

  private void stateIsWhatWasTold(AssetId id, AssetState state) {
    Set<String> items = new HashSet<>();
    for (Advisory c : state.book().cases()) {
      require(items.add(c.itemId()), "two open cases on an item", c);
      require(c.equals(cases.get(c.caseId())), "a case that was told otherwise", c);
    }
    for (Order order : state.book().orders()) {
      WorkOrder w = order.snapshot();
      require(w.equals(orders.get(w.workOrderId())), "an order that was told otherwise", w);
    }
    Set<String> books = new HashSet<>();
    state.book().cases().forEach(c -> books.add(c.caseId()));
    state.book().orders().stream()
        .filter(Order::live)
        .forEach(o -> books.add(o.snapshot().workOrderId()));
    require(books.equals(open.getOrDefault(id, Set.of())), "told otherwise what is open", books);
    Map<String, AlarmEvent> told = standing.getOrDefault(id, Map.of());
    int raised = 0;
    for (Alarm alarm : state.book().alarms().alarms()) {
      if (alarm.state().status() != AlarmStatus.NORMAL) {
        raised++;
        AlarmEvent last = told.get(String.valueOf(alarm.alarmId()));
        require(
            last != null && last.status() == alarm.state().status(),
            "an alarm that was told otherwise",
            alarm);
      }
    }
    require(raised == told.size(), "told that it stands, and it does not", told);
  }

  /** By the delays of the health alarm, nothing but what health said being known. */
  private void nothingIsLost(Next record, AssetState state) {
    HealthState health = record.health();
    if (health == null || health == HealthState.NOT_ASSESSED || health == HealthState.UNKNOWN) {
      return;
    }
    boolean says = health == HealthState.ALARM;
    Run before = runs.get(record.assetId());
    if (before == null || before.alarm() != says) {
      runs.put(record.assetId(), new Run(says, record.time()));
      return;
    }
    Duration lasts = Duration.between(before.since(), record.time());
    Alarm alarm = state.book().alarms().standing(AlarmKey.HEALTH).orElse(null);
    boolean active = alarm != null && alarm.state().active();
    if (says && lasts.compareTo(ON) >= 0) {
      require(active, "a lost alarm, for " + lasts, record);
    } else if (!says && lasts.compareTo(OFF) >= 0) {
      require(!active, "a lost clear, for " + lasts, alarm);
    }
  }

  private void note(AssetId id, AlarmEvent e) {
    AlarmEvent before = alarms.put(e.alarmId(), e);
    follows(before == null ? 0 : before.revision(), e.revision(), e);
    if (before == null) {
      require(e.status() == AlarmStatus.UNACKNOWLEDGED, "raised as something else", e);
    } else {
      require(before.status() != AlarmStatus.NORMAL, "goes on after its end", e);
      // An alarm of silence is told by the wall clock, and shelved with others by the asset's time.
      boolean wallClock = e.condition() == AlarmCondition.SILENT;
      require(wallClock || !e.time().isBefore(before.time()), "goes back in time", e);
    }
    Map<String, AlarmEvent> stands = standing.computeIfAbsent(id, key -> new HashMap<>());
    if (e.status() == AlarmStatus.NORMAL) {
      stands.remove(e.alarmId());
    } else {
      stands.put(e.alarmId(), e);
    }
  }

  private void note(Advisory c) {
    Advisory before = cases.put(c.caseId(), c);
    open(c.assetId(), c.caseId(), c.status() == Advisory.Status.OPEN);
    follows(before == null ? 0 : before.revision(), c.revision(), c);
    if (before != null) {
      require(before.status() == Advisory.Status.OPEN, "goes on after its end", c);
      require(c.priority().compareTo(before.priority()) >= 0, "a case that got better", c);
      require(!c.updatedAt().isBefore(before.updatedAt()), "goes back in time", c);
    }
  }

  private void note(WorkOrder w) {
    WorkOrder before = orders.put(w.workOrderId(), w);
    boolean live =
        w.status() == WorkOrder.Status.REQUESTED || w.status() == WorkOrder.Status.APPROVED;
    open(w.assetId(), w.workOrderId(), live);
    follows(before == null ? 0 : before.revision(), w.revision(), w);
    require(w.workOrderId().equals("order:" + w.caseId()), "not the order of its case", w);
    if (before == null) {
      Advisory c = cases.get(w.caseId());
      require(c != null && c.status() == Advisory.Status.OPEN, "an order without an open case", w);
      require(w.status() == WorkOrder.Status.REQUESTED, "requested as something else", w);
      return;
    }
    require(w.raisedAt().equals(before.raisedAt()), "raised at another time", w);
    boolean legal =
        switch (before.status()) {
          case REQUESTED -> true;
          case APPROVED ->
              w.status() == WorkOrder.Status.APPROVED || w.status() == WorkOrder.Status.COMPLETED;
          case WITHDRAWN -> w.status() == WorkOrder.Status.REQUESTED;
          case REJECTED, COMPLETED -> false;
        };
    require(legal, "after " + before.status(), w);
  }

  private void open(AssetId id, String what, boolean isOpen) {
    Set<String> all = open.computeIfAbsent(id, key -> new HashSet<>());
    if (isOpen) {
      all.add(what);
    } else {
      all.remove(what);
    }
  }

  private static void follows(int before, int revision, Object what) {
    require(revision == before + 1, "revision " + revision + " after " + before, what);
  }

  private void unique(String id) {
    require(ids.add(id), "told twice", id);
  }

  private static void require(boolean holds, String otherwise, @Nullable Object what) {
    if (!holds) {
      throw new AssertionError(otherwise + ": " + Objects.toString(what));
    }
  }
}
