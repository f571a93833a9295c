package io.millwright.dashboards.console;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.quality.QualityGrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Current state of the fleet, built from what travels on Kafka. Bounded: of each machine only the
 * latest assessment, what is open, and the newest of what has ended; of the savings ledger, whose
 * sums have to be whole, {@link SavingsSums} says what bounds it. What comes twice or late changes
 * nothing. Owned by one thread, which publishes {@link #snapshot}s.
 */
final class FleetView {
  private static final Logger LOG = LoggerFactory.getLogger(FleetView.class);
  private static final int ENDED_KEPT = 25;
  private static final int EVENTS_KEPT = 25;

  /** Snapshots that are kept of each topic that concerns more than a machine. */
  static final int PLANT_KEPT = 20_000;

  /** Newest records that are kept of each log. */
  static final int LOG_KEPT = 5_000;

  private final Map<AssetId, Machine> machines = new HashMap<>();
  private final Map<String, AssetId> assetOfAlarm = new HashMap<>();
  private final Set<AssetId> changed = new HashSet<>();
  private final Map<String, ScopeAction> suspended = new TreeMap<>();
  private final Map<String, Map<String, Record>> plant = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final SavingsSums savings = new SavingsSums();
  private boolean plantChanged;
  private final Map<String, NavigableMap<LogPlace, Record>> logs = new HashMap<>();
  private final Set<String> logsChanged = new HashSet<>();
  private FleetSnapshot published = FleetSnapshot.EMPTY;

  /** By time, and among records of one moment by their id. */
  private record LogPlace(Instant time, String id) implements Comparable<LogPlace> {
    @Override
    public int compareTo(LogPlace other) {
      int byTime = time.compareTo(other.time);
      return byTime == 0 ? id.compareTo(other.id) : byTime;
    }
  }

  private static final class Machine {
    @Nullable Asset declaration;
    boolean withdrawn;
    @Nullable Assessment latest;
    final Map<String, AlarmEvent> alarms = new LinkedHashMap<>();
    final Map<String, Advisory> cases = new LinkedHashMap<>();
    final Map<String, WorkOrder> orders = new LinkedHashMap<>();
    final Map<String, MachineEvent> events = new LinkedHashMap<>();

    /** Whether the plant has it no more, and nothing of it waits for people. */
    boolean gone() {
      return withdrawn
          && alarms.isEmpty()
          && cases.values().stream().noneMatch(AssetView::open)
          && orders.values().stream().noneMatch(AssetView::live);
    }

    AssetView view(AssetId id) {
      return new AssetView(
          id,
          declaration,
          latest,
          newest(alarms, AlarmEvent::time),
          newest(cases, Advisory::updatedAt),
          newest(orders, WorkOrder::updatedAt),
          newest(events, MachineEvent::time));
    }
  }

  void declare(Asset asset) {
    Machine machine = machine(asset.id());
    machine.declaration = asset;
    machine.withdrawn = false;
  }

  /**
   * The plant declares the machine no more. It leaves the fleet once nothing of it waits for
   * people; what is told of it late does not bring it back. What is known of it is kept, for it may
   * be declared again.
   */
  void withdraw(String assetId) {
    Machine machine = machine(new AssetId(assetId));
    machine.declaration = null;
    machine.withdrawn = true;
  }

  void assess(Assessment assessment) {
    Machine machine = machine(assessment.assetId());
    if (machine.latest == null || !assessment.time().isBefore(machine.latest.time())) {
      machine.latest = assessment;
    }
  }

  void alarm(AlarmEvent alarm) {
    if (putNewer(machine(alarm.assetId()).alarms, alarm.alarmId(), alarm, AlarmEvent::revision)) {
      assetOfAlarm.put(alarm.alarmId(), alarm.assetId());
    }
  }

  /** The alarm is closed and gone. */
  void alarmEnded(String alarmId) {
    AssetId asset = assetOfAlarm.remove(alarmId);
    if (asset != null) {
      machine(asset).alarms.remove(alarmId);
    }
  }

  void advise(Advisory advisory) {
    Map<String, Advisory> cases = machine(advisory.assetId()).cases;
    if (putNewer(cases, advisory.caseId(), advisory, Advisory::revision)) {
      keep(cases, ENDED_KEPT, c -> !AssetView.open(c), Advisory::updatedAt);
    }
  }

  void order(WorkOrder order) {
    Map<String, WorkOrder> orders = machine(order.assetId()).orders;
    if (putNewer(orders, order.workOrderId(), order, WorkOrder::revision)) {
      keep(orders, ENDED_KEPT, o -> !AssetView.live(o), WorkOrder::updatedAt);
    }
  }

  void happened(MachineEvent event) {
    Map<String, MachineEvent> events = machine(event.assetId()).events;
    events.put(event.id(), event);
    keep(events, EVENTS_KEPT, e -> true, MachineEvent::time);
  }

  /** Automation is suspended or resumed for a scope. */
  void suspend(ScopeAction action) {
    if (action.suspended()) {
      suspended.put(action.scope(), action);
    } else {
      suspended.remove(action.scope());
    }
  }

  /** The scope is forgotten, and with it that it was suspended. */
  void resume(String scope) {
    suspended.remove(scope);
  }

  /** How far a machine's data can be trusted; the grade told last counts. */
  void grade(QualityGrade grade) {
    keep(Topics.QUALITY, grade.assetId().value(), grade);
  }

  /**
   * A snapshot that concerns more than a machine, or of which each machine has one. The {@value
   * #PLANT_KEPT} that were told last are kept; sums of savings hold the others too.
   *
   * @param value null when it is forgotten
   */
  void keep(Topic<?, ?> topic, String key, @Nullable Record value) {
    if (topic.equals(Topics.SAVINGS)) {
      savings.take(key, (LedgerEntry) value);
    }
    Map<String, Record> known = plant.computeIfAbsent(topic.name(), name -> new LinkedHashMap<>());
    known.remove(key);
    if (value != null) {
      known.put(key, value);
      if (known.size() > PLANT_KEPT) {
        known.remove(known.keySet().iterator().next());
        if (cut.add(topic.name())) {
          LOG.atWarn()
              .addKeyValue("topic", topic.name())
              .addKeyValue("kept", PLANT_KEPT)
              .log("Console shows only the newest of a topic");
        }
      }
    }
    plantChanged = true;
  }

  /**
   * A record of a log, of which the newest {@value #LOG_KEPT} are kept.
   *
   * @param id by which it is known when it comes again, such as its partition and offset
   * @param time by which the log is ordered
   */
  <V extends Record> void log(Topic<?, V> topic, String id, Instant time, V record) {
    NavigableMap<LogPlace, Record> known =
        logs.computeIfAbsent(topic.name(), name -> new TreeMap<>());
    known.put(new LogPlace(time, id), record);
    if (known.size() > LOG_KEPT) {
      known.pollFirstEntry();
    }
    logsChanged.add(topic.name());
  }

  /** The state now; the same object as before if nothing has changed since. */
  FleetSnapshot snapshot() {
    List<ScopeAction> suspensions = List.copyOf(suspended.values());
    if (!changed.isEmpty()
        || plantChanged
        || !logsChanged.isEmpty()
        || !suspensions.equals(published.suspensions())) {
      Map<AssetId, AssetView> views = new HashMap<>(published.assets());
      for (AssetId id : changed) {
        Machine machine = requireNonNull(machines.get(id));
        if (machine.gone()) {
          views.remove(id);
        } else {
          views.put(id, machine.view(id));
        }
      }
      Map<String, List<Record>> lists = published.plant();
      if (plantChanged) {
        lists = new HashMap<>();
        for (Map.Entry<String, Map<String, Record>> topic : plant.entrySet()) {
          List<Record> newestFirst = new ArrayList<>(topic.getValue().values());
          Collections.reverse(newestFirst);
          lists.put(topic.getKey(), List.copyOf(newestFirst));
        }
      }
      Map<String, List<Record>> newestFirst = new HashMap<>(published.logs());
      for (String topic : logsChanged) {
        newestFirst.put(
            topic, List.copyOf(requireNonNull(logs.get(topic)).descendingMap().values()));
      }
      published =
          new FleetSnapshot(
              published.revision() + 1,
              views,
              suspensions,
              lists,
              cut,
              plantChanged ? savings.totals() : published.savings(),
              newestFirst);
      changed.clear();
      plantChanged = false;
      logsChanged.clear();
    }
    return published;
  }

  private Machine machine(AssetId id) {
    changed.add(id);
    return machines.computeIfAbsent(id, unknown -> new Machine());
  }

  private static <T> boolean putNewer(
      Map<String, T> known, String id, T value, ToIntFunction<T> revision) {
    T before = known.get(id);
    if (before != null && revision.applyAsInt(before) > revision.applyAsInt(value)) {
      return false;
    }
    known.put(id, value);
    return true;
  }

  /** Forgets the oldest of those that may be forgotten beyond a number. */
  private static <T, C extends Comparable<? super C>> void keep(
      Map<String, T> known, int limit, Predicate<T> forgettable, Function<T, C> time) {
    List<Map.Entry<String, T>> ended =
        known.entrySet().stream()
            .filter(e -> forgettable.test(e.getValue()))
            .sorted(Comparator.comparing(e -> time.apply(e.getValue())))
            .toList();
    for (int i = 0; i < ended.size() - limit; i++) {
      known.remove(ended.get(i).getKey());
    }
  }

  private static <T, C extends Comparable<? super C>> List<T> newest(
      Map<String, T> known, Function<T, C> time) {
    List<T> values = new ArrayList<>(known.values());
    values.sort(Comparator.comparing(time).reversed());
    return values;
  }
}
