package io.millwright.alerts;

import io.millwright.alerts.alarm.LimitWatch;
import io.millwright.alerts.watch.AssetBook;
import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.alerts.watch.Ignored;
import io.millwright.alerts.watch.Progress;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.TelemetryBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Reads the state of an asset, asks {@link AssetWatch}, writes state, tells. One instance a task,
 * used by its stream thread only. Decoded state is kept beside the stores, which see every change
 * at once; a revived task starts with nothing kept.
 */
final class AssetProcessor implements Processor<AssetId, Object, Object, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(AssetProcessor.class);

  private final AssetWatch watch;
  private final Duration silenceCheck;
  private final AlertsCounters counters;
  private final AheadRejections rejections = new AheadRejections();
  private final Map<AssetId, AssetState> states = new HashMap<>();
  private final Map<AssetId, Declared> declared = new HashMap<>();
  private final Map<AssetId, Instant> heard = new HashMap<>();
  private final PlantCopies copies = new PlantCopies();
  private ProcessorContext<Object, Object> context;
  private KeyValueStore<AssetId, Asset> assets;
  private KeyValueStore<AssetId, Progress> progress;
  private KeyValueStore<AssetId, AssetBook> books;
  private KeyValueStore<String, ScopeAction> scopes;

  private record Declared(Asset asset, LimitWatch limits) {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  AssetProcessor(AssetWatch watch, Duration silenceCheck, AlertsCounters counters) {
    this.watch = watch;
    this.silenceCheck = silenceCheck;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> given) {
    context = given;
    assets = given.getStateStore(AlertsTopology.ASSET_STORE);
    progress = given.getStateStore(AlertsTopology.PROGRESS_STORE);
    books = given.getStateStore(AlertsTopology.BOOK_STORE);
    scopes = given.getStateStore(AlertsTopology.SCOPE_STORE);
    states.clear();
    declared.clear();
    heard.clear();
    Instant now = Instant.ofEpochMilli(given.currentSystemTimeMs());
    try (KeyValueIterator<AssetId, Asset> all = assets.all()) {
      all.forEachRemaining(entry -> expect(entry.value, now));
    }
    given.schedule(silenceCheck, PunctuationType.WALL_CLOCK_TIME, this::lookForSilence);
  }

  @Override
  public void process(Record<AssetId, Object> record) {
    AssetId id = record.key();
    Object value = record.value();
    if (id == null || value == null) {
      empty(id);
      return;
    }
    if (value instanceof Asset asset) {
      counters.record(Topics.ASSETS);
      assets.put(id, asset);
      copy(Topics.ASSETS, id, asset);
      declared.put(id, new Declared(asset, watch.limits(asset)));
      expect(asset, now());
      return;
    }
    AssetState state = state(id);
    Declared known = declared(id);
    Asset asset = known == null ? null : known.asset();
    if (value instanceof ScalarScan scan) {
      counters.record(Topics.SCALAR);
      if (EventTime.isAhead(scan.time(), record.timestamp())) {
        refuse(id, state, rejections.of(scan, source(), came(record), now()));
        return;
      }
      Decision decision = watch.scan(state, known == null ? null : known.limits(), scan);
      hear(id, decision);
      decide(id, state, decision);
    } else if (value instanceof Assessment assessment) {
      counters.record(Topics.ASSESSMENTS);
      if (EventTime.isAhead(assessment.time(), record.timestamp())) {
        refuse(id, state, rejections.of(assessment, source(), came(record), now()));
        return;
      }
      Decision decision = watch.assessment(state, asset, assessment, suspended(asset));
      hear(id, decision);
      decide(id, state, decision);
      if (decision.lifeNews()) {
        copy(Topics.ASSESSMENTS, id, assessment);
      }
    } else if (value instanceof MachineEvent event) {
      counters.record(Topics.MACHINE_EVENTS);
      if (EventTime.isAhead(event.time(), record.timestamp())) {
        refuse(id, state, rejections.of(event, source(), came(record), now()));
        return;
      }
      told(Topics.MACHINE_EVENTS, id, state, event, watch.event(state, event));
    } else if (value instanceof OperatorAction action) {
      counters.record(Topics.OPERATOR_ACTIONS);
      decide(
          id,
          state,
          isImpossible(asset, action.time(), record)
              ? watch.impossible(state, action.id(), action.time(), came(record))
              : watch.action(state, asset, action));
    } else if (value instanceof MaintenanceReport report) {
      counters.record(Topics.MAINTENANCE_REPORTS);
      told(
          Topics.MAINTENANCE_REPORTS,
          id,
          state,
          report,
          isImpossible(asset, report.time(), record)
              ? watch.impossible(state, report.id(), report.time(), came(record))
              : watch.report(state, asset, report));
    } else {
      throw new IllegalStateException("the topology reads no " + value.getClass());
    }
  }

  /** A machine whose records cannot be used is as silent as one that sends none. */
  private void hear(AssetId id, Decision decision) {
    if (decision.ignored() == null || decision.ignored() == Ignored.NO_CONCERN) {
      heard.computeIfPresent(id, (key, before) -> now());
    }
  }

  /**
   * What others tell concerns the plant, too, unless it is refused; before what follows from it.
   */
  private <V> void told(
      Topic<?, V> topic, AssetId id, AssetState state, V value, Decision decision) {
    boolean refused =
        decision.replies().stream().anyMatch(r -> r.outcome() == CommandStatus.Outcome.REFUSED);
    if (decision.ignored() != Ignored.REPEATED && !refused) {
      copy(topic, id, value);
    }
    decide(id, state, decision);
  }

  /** A tombstone of an asset takes its declaration away; anywhere else it means nothing. */
  private void empty(@Nullable AssetId id) {
    String topic = context.recordMetadata().map(m -> m.topic()).orElse("");
    if (id != null && topic.equals(Topics.ASSETS.name())) {
      assets.delete(id);
      declared.remove(id);
      heard.remove(id);
      forward(
          Topics.PLANT, PlantRecord.KEY, new PlantRecord(Topics.ASSETS.name(), id, new byte[0]));
      return;
    }
    counters.undecodable();
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue("offset", context.recordMetadata().map(m -> m.offset()).orElse(-1L))
        .log("record without key or value is stepped over");
  }

  /**
   * Whether nobody can have done it then. What people say of a machine whose own time runs ahead
   * may be dated in that time; a time of long ago is a field that nobody filled in.
   */
  private static boolean isImpossible(
      @Nullable Asset asset, Instant time, Record<AssetId, Object> record) {
    if (!TelemetryBounds.isTime(time)) {
      return true;
    }
    Origin origin = asset == null ? Origin.MEASURED : asset.origin();
    return time.isAfter(TelemetryBounds.latest(origin, came(record)));
  }

  /** Of a record that is ahead: that is what it was ordered by. */
  private static Instant came(Record<AssetId, Object> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private String source() {
    return context
        .recordMetadata()
        .map(m -> m.topic() + "-" + m.partition() + "@" + m.offset())
        .orElse("");
  }

  private void refuse(AssetId id, AssetState state, RejectedTelemetry rejected) {
    forward(Topics.REJECTED, rejected.source(), rejected);
    decide(id, state, watch.ahead(state));
  }

  private void expect(Asset asset, Instant now) {
    if (watch.shouldSend(asset)) {
      heard.putIfAbsent(asset.id(), now);
    } else {
      heard.remove(asset.id());
    }
  }

  private @Nullable Declared declared(AssetId id) {
    return declared.computeIfAbsent(
        id,
        key -> {
          Asset asset = assets.get(key);
          return asset == null ? null : new Declared(asset, watch.limits(asset));
        });
  }

  private AssetState state(AssetId id) {
    return states.computeIfAbsent(
        id,
        key -> {
          Progress at = progress.get(key);
          AssetBook book = books.get(key);
          return new AssetState(
              at == null ? Progress.NONE : at, book == null ? AssetBook.EMPTY : book);
        });
  }

  /**
   * Whether a person has suspended automation for the plant or an area the asset is in. It holds
   * from when it is read, whatever the event times: machines' clocks differ, and a key that stops
   * some of them later would not be one.
   */
  private boolean suspended(@Nullable Asset asset) {
    return ScopeAction.scopesAbove(asset == null ? List.of() : asset.path()).stream()
        .map(scopes::get)
        .anyMatch(action -> action != null && action.suspended());
  }

  private void lookForSilence(long timestamp) {
    Instant now = Instant.ofEpochMilli(timestamp);
    for (Map.Entry<AssetId, Instant> entry : heard.entrySet()) {
      AssetId id = entry.getKey();
      Declared known = declared(id);
      if (known != null) {
        AssetState state = state(id);
        decide(id, state, watch.silence(state, known.asset(), entry.getValue(), now));
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // The same object: nothing to write.
  private void decide(AssetId id, AssetState before, Decision decision) {
    AssetState after = decision.state();
    if (after.progress() != before.progress()) {
      progress.put(id, after.progress());
    }
    if (after.book() != before.book()) {
      books.put(id, after.book());
    }
    states.put(id, after);
    tell(id, decision);
    counters.decided(decision);
  }

  private void tell(AssetId id, Decision decision) {
    for (AlarmEvent event : decision.alarms()) {
      forward(Topics.ALARMS, id, event);
      forward(
          Topics.CURRENT_ALARMS,
          event.alarmId(),
          event.status() == AlarmStatus.NORMAL ? null : event);
      copy(Topics.ALARMS, id, event);
    }
    for (Advisory snapshot : decision.cases()) {
      forward(Topics.ADVISORIES, snapshot.caseId(), snapshot);
      copy(Topics.ADVISORIES, id, snapshot);
    }
    for (WorkOrder snapshot : decision.orders()) {
      forward(Topics.WORK_ORDERS, snapshot.workOrderId(), snapshot);
      copy(Topics.WORK_ORDERS, id, snapshot);
    }
    for (MachineEvent event : decision.events()) {
      forward(Topics.MACHINE_EVENTS, id, event);
    }
    for (ScopeAction action : decision.scopes()) {
      forward(Topics.OPERATOR_SCOPES, action.scope(), action);
      if (Guardrail.tripped(action)) {
        forward(Topics.AUDIT, action.actor(), Guardrail.audit(action, now()));
      }
    }
    for (CommandStatus reply : decision.replies()) {
      forward(Topics.COMMAND_STATUS, reply.requestId(), reply);
      if (reply.outcome() == CommandStatus.Outcome.REFUSED) {
        LOG.atInfo()
            .addKeyValue("assetId", id)
            .addKeyValue("requestId", reply.requestId())
            .addKeyValue("reason", reply.detail())
            .log("request refused");
      }
    }
  }

  /** What concerns more than this asset goes to the desks of the plant as well. */
  private <V> void copy(Topic<?, V> topic, AssetId id, V value) {
    forward(Topics.PLANT, PlantRecord.KEY, copies.of(topic, id, value));
  }

  /** Under the wall clock: topics forget by the time of a record, and events may be old. */
  private <K> void forward(Topic<K, ?> topic, K key, @Nullable Object value) {
    context.forward(
        new Record<>(key, value, context.currentSystemTimeMs()), AlertsTopology.sink(topic));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
