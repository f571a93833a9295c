package io.millwright.alerts;

import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.ledger.MachineRecord;
import io.millwright.alerts.ledger.Performance;
import io.millwright.alerts.ledger.PlantTime;
import io.millwright.alerts.ledger.Valuation;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.SavingsTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk that keeps the ledger: facts of each machine, entries that follow from them, told when
 * they change, and the counts of the whole plant, told when a fact has come or an hour has passed.
 * The facts are in a store, which a restart finds again; entries have the ids of their cases and
 * failures, so what comes twice tells nothing. When it starts, all entries are valued again with
 * the figures that are declared now. One instance, used by its stream thread only.
 */
final class LedgerProcessor implements Processor<AssetId, @Nullable Object, Object, Object> {
  static final String RECORDS = "ledger-records";
  static final String TOTALS = "ledger-plant";

  private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);
  private static final String PLANT = "plant";
  private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

  /** Times outside are no times of machines, and calendars cannot hold them. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private final LedgerRules rules;
  private final @Nullable Duration planningTime;
  private final Valuation valuation;
  private final LedgerGauges gauges;
  private final AlertsCounters counters;
  private final Map<AssetId, MachineRecord> machines = new TreeMap<>();
  private LedgerState state = LedgerState.NONE;
  private LedgerState stored = LedgerState.NONE;
  private boolean revalued;
  private boolean dirty = true;
  private Instant countedAt = Instant.MIN;
  private ProcessorContext<Object, Object> context;
  private KeyValueStore<AssetId, MachineRecord> records;
  private KeyValueStore<String, LedgerState> plant;
  private @Nullable Cancellable counting;

  /**
   * @param planningTime of the work orders, where the rules name none; null if they do not either
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  LedgerProcessor(
      LedgerRules rules,
      @Nullable Duration planningTime,
      LedgerGauges gauges,
      AlertsCounters counters) {
    this.rules = rules;
    this.planningTime = rules.planningTime() == null ? planningTime : rules.planningTime();
    this.valuation = new Valuation(rules);
    this.gauges = gauges;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> given) {
    context = given;
    records = given.getStateStore(RECORDS);
    plant = given.getStateStore(TOTALS);
    machines.clear();
    try (KeyValueIterator<AssetId, MachineRecord> all = records.all()) {
      all.forEachRemaining(entry -> machines.put(entry.key, entry.value));
    }
    LedgerState kept = plant.get(PLANT);
    state = kept == null ? LedgerState.NONE : kept;
    stored = state;
    revalued = false;
    dirty = true;
    countedAt = Instant.MIN;
    counting = given.schedule(rules.every(), PunctuationType.WALL_CLOCK_TIME, this::count);
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    AssetId id = record.key();
    Object value = record.value();
    Instant wall = Instant.ofEpochMilli(context.currentSystemTimeMs());
    List<Instant> times = times(value);
    if (times.stream().anyMatch(t -> t.isBefore(EARLIEST) || t.isAfter(LATEST))) {
      stepOver(id, "its times are " + times);
      return;
    }
    MachineRecord before = machines.getOrDefault(id, MachineRecord.NEW);
    PlantTime now = state.time();
    MachineRecord after;
    Valuation.Revision revision;
    try {
      if (!times.isEmpty()) {
        boolean others = value instanceof MachineEvent || value instanceof MaintenanceReport;
        now = others ? now.hearOthers(times.get(0), wall) : now.hear(times.get(0), wall);
      }
      after = take(before, value, now.first() == null ? null : now.now(wall));
      revision = revise(id, after, now, wall);
    } catch (RuntimeException e) { // arithmetic on what people and machines say; nothing is kept
      stepOver(id, e.toString());
      return;
    }
    state = state.at(now);
    if (!Objects.equals(now.first(), stored.time().first())) {
      store(); // facts without a time would wait for the next event after a restart
    }
    keep(id, before, after, revision, now.now(wall));
  }

  private Valuation.Revision revise(
      AssetId id, MachineRecord record, PlantTime time, Instant wall) {
    return valuation.revise(id, record, time.now(wall).minus(rules.window()));
  }

  private void keep(
      AssetId id,
      MachineRecord before,
      MachineRecord after,
      Valuation.Revision revision,
      Instant now) {
    tell(revision);
    MachineRecord next = after.told(revision.told()).forget(forgotten(now));
    if (next.isEmpty()) {
      if (machines.remove(id) != null) {
        records.delete(id);
        dirty = true;
      }
    } else if (!next.equals(before)) {
      machines.put(id, next);
      records.put(id, next);
      dirty = true;
    }
  }

  private MachineRecord take(
      MachineRecord before, @Nullable Object value, @Nullable Instant plantTime) {
    if (value == null) {
      return before.retire(plantTime);
    } else if (value instanceof Asset asset) {
      return before.declare(asset, plantTime);
    } else if (value instanceof Advisory snapshot) {
      return before.take(snapshot);
    } else if (value instanceof WorkOrder order) {
      return before.take(order);
    } else if (value instanceof MaintenanceReport report) {
      return before.take(report);
    } else if (value instanceof MachineEvent event) {
      return before.take(event, rules);
    } else if (value instanceof AlarmEvent event) {
      return before.take(event);
    } else if (value instanceof EnergyUse use) {
      return before.take(use);
    }
    return before; // an assessment only says how late it is
  }

  /** Event time of a fact, first, and what else it dates; nothing of a declaration. */
  private static List<Instant> times(@Nullable Object value) {
    if (value instanceof Advisory c) {
      return List.of(c.updatedAt(), c.openedAt());
    } else if (value instanceof WorkOrder order) {
      return List.of(order.updatedAt());
    } else if (value instanceof MaintenanceReport report) {
      Instant failed = report.failedAt();
      return failed == null ? List.of(report.time()) : List.of(report.time(), failed);
    } else if (value instanceof MachineEvent event) {
      return List.of(event.time());
    } else if (value instanceof AlarmEvent event) {
      return List.of(event.time(), event.raisedAt());
    } else if (value instanceof Assessment assessment) {
      return List.of(assessment.time());
    } else if (value instanceof EnergyUse use) {
      return List.of(use.to(), use.from());
    }
    return List.of();
  }

  /** Facts that no window and no horizon reaches any more. */
  private Instant forgotten(Instant now) {
    return now.minus(rules.window())
        .minus(rules.horizon().multipliedBy(2))
        .minus(rules.longestDowntime());
  }

  private void count(long timestamp) {
    Instant wall = Instant.ofEpochMilli(timestamp);
    Instant first = state.time().first();
    if (first == null) {
      return; // nothing has happened in this plant yet
    }
    Instant now = state.time().now(wall);
    if (!revalued) {
      revalue(now, wall);
      revalued = true;
    }
    if (dirty || Duration.between(countedAt, now).compareTo(AT_LEAST_EVERY) >= 0) {
      platform(first, now);
      performance(first, now);
      countedAt = now;
      dirty = false;
    }
    store();
  }

  private void store() {
    if (!state.equals(stored)) {
      plant.put(PLANT, state);
      stored = state;
    }
  }

  /** With the figures that are declared now. */
  private void revalue(Instant now, Instant wall) {
    for (Map.Entry<AssetId, MachineRecord> entry : List.copyOf(machines.entrySet())) {
      MachineRecord record = entry.getValue();
      keep(entry.getKey(), record, record, revise(entry.getKey(), record, state.time(), wall), now);
    }
  }

  private void platform(Instant first, Instant now) {
    Instant from = now.minus(rules.window());
    YearMonth last = month(now);
    Map<String, LedgerEntry> entries = new TreeMap<>();
    for (YearMonth m = month(first.isBefore(from) ? from : first); !m.isAfter(last); ) {
      LedgerEntry entry = valuation.platform(m);
      if (entry != null) {
        entries.put(entry.entryId(), entry);
      }
      m = m.plusMonths(1);
    }
    Valuation.Revision revision = valuation.revise(state.platform(), entries, from);
    tell(revision);
    state = state.withPlatform(revision.told());
  }

  private void performance(Instant first, Instant now) {
    Performance performance = new Performance(rules, planningTime, first, now);
    List<LedgerEntry> entries = new ArrayList<>(state.platform().values());
    machines.forEach(
        (id, record) -> {
          performance.add(id, record);
          entries.addAll(record.told().values());
        });
    Set<String> scopes = new HashSet<>();
    for (PerformanceReport report : performance.reports()) {
      scopes.add(report.scopeId());
      forward(Topics.PERFORMANCE, report.scopeId(), report);
      if (report.scope() == PerformanceReport.Scope.PLANT) {
        gauges.show(
            report,
            SavingsTotal.of(entries).stream()
                .filter(t -> t.month().equals(month(now).toString()) && t.currency() != null)
                .findFirst()
                .orElse(null),
            (int) entries.stream().filter(e -> e.amount() == null).count());
      }
    }
    for (String gone : state.scopes()) {
      if (!scopes.contains(gone)) {
        forward(Topics.PERFORMANCE, gone, null);
      }
    }
    state = state.withScopes(scopes);
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  private void tell(Valuation.Revision revision) {
    revision.changed().forEach(e -> forward(Topics.SAVINGS, e.entryId(), e));
    revision.takenBack().forEach(id -> forward(Topics.SAVINGS, id, null));
  }

  private void forward(Topic<String, ?> topic, String key, @Nullable Object value) {
    context.forward(
        new Record<>(key, value, context.currentSystemTimeMs()), AlertsTopology.sink(topic));
  }

  private void stepOver(AssetId id, String why) {
    counters.undecodable();
    LOG.atWarn()
        .addKeyValue("assetId", id)
        .addKeyValue("error", why)
        .log("the ledger steps over a record");
  }

  @Override
  public void close() {
    if (counting != null) {
      counting.cancel();
    }
    gauges.hide();
  }
}
