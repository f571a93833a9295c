package io.millwright.alerts;

import io.millwright.alerts.energy.Baseline;
import io.millwright.alerts.energy.EnergyMeter;
import io.millwright.alerts.energy.EnergyMeter.State;
import io.millwright.alerts.energy.EnergyRule;
import io.millwright.alerts.energy.Metering;
import io.millwright.alerts.energy.PowerPoints;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of an asset, asks {@link EnergyMeter}, writes, tells the topic of energy and
 * the desks of the plant. An asset whose power is not measured costs one look-up a record. What is
 * refused, because it is dated ahead of its arrival, is refused by {@link AssetProcessor} and left
 * out here. One instance a task, used by its stream thread only.
 */
final class EnergyProcessor implements Processor<AssetId, Object, Object, Object> {
  static final String BASELINES = "energy-baselines";
  static final String METERINGS = "energy-meterings";

  private final EnergyMeter meter;
  private final Set<Origin> origins;
  private final Map<AssetId, PowerPoints> measured = new HashMap<>();
  private final Map<AssetId, State> states = new HashMap<>();
  private final PlantCopies copies = new PlantCopies();
  private ProcessorContext<Object, Object> context;
  private KeyValueStore<AssetId, Baseline> baselines;
  private KeyValueStore<AssetId, Metering> meterings;

  /**
   * @param origins of assets whose energy is paid for
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  EnergyProcessor(EnergyRule rule, Set<Origin> origins) {
    this.meter = new EnergyMeter(rule);
    this.origins = origins;
  }

  @Override
  public void init(ProcessorContext<Object, Object> given) {
    context = given;
    baselines = given.getStateStore(BASELINES);
    meterings = given.getStateStore(METERINGS);
    measured.clear();
    states.clear();
    KeyValueStore<AssetId, Asset> assets = given.getStateStore(AlertsTopology.ASSET_STORE);
    try (KeyValueIterator<AssetId, Asset> all = assets.all()) {
      all.forEachRemaining(
          entry -> {
            PowerPoints points = points(entry.value);
            if (points != null) {
              measured.put(entry.key, points);
            }
          });
    }
  }

  @Override
  public void process(Record<AssetId, Object> record) {
    AssetId id = record.key();
    Object value = record.value();
    if (id == null) {
      return; // counted and told by AssetProcessor
    }
    if (value instanceof Asset asset) {
      declare(id, points(asset));
      return;
    }
    PowerPoints points = measured.get(id);
    if (points == null) {
      return;
    }
    if (value instanceof ScalarScan scan) {
      if (origins.contains(scan.origin()) && !EventTime.isAhead(scan.time(), record.timestamp())) {
        State state = state(id);
        keep(id, state, meter.scan(id, state, scan.time(), points.kilowatts(scan)));
      }
    } else if (value instanceof Assessment a) {
      if (origins.contains(a.origin()) && !EventTime.isAhead(a.time(), record.timestamp())) {
        State state = state(id);
        keep(id, state, meter.assessment(id, state, a));
      }
    } else if (value instanceof MachineEvent event) {
      if (renews(event.type()) && !EventTime.isAhead(event.time(), record.timestamp())) {
        State state = state(id);
        keep(id, state, meter.repaired(state, event.time()));
      }
    } else if (value == null && fromAssets()) {
      declare(id, null);
    }
  }

  private @Nullable PowerPoints points(Asset asset) {
    return origins.contains(asset.origin()) ? PowerPoints.of(asset) : null;
  }

  /** Both say that from now on the machine is to be compared with itself as it is now. */
  private static boolean renews(MachineEventType type) {
    return type == MachineEventType.MAINTENANCE_PERFORMED
        || type == MachineEventType.ACCEPTED_AS_NORMAL;
  }

  private boolean fromAssets() {
    return context.recordMetadata().map(m -> m.topic().equals(Topics.ASSETS.name())).orElse(false);
  }

  private void declare(AssetId id, @Nullable PowerPoints now) {
    PowerPoints before = now == null ? measured.remove(id) : measured.put(id, now);
    if (before == null || (now != null && now.sameAs(before))) {
      return;
    }
    State state = state(id);
    EnergyMeter.Step step = meter.anew(id, state);
    if (now != null) {
      keep(id, state, step);
      return;
    }
    step.told().forEach(use -> tell(id, use));
    states.remove(id);
    baselines.delete(id);
    meterings.delete(id);
  }

  private State state(AssetId id) {
    return states.computeIfAbsent(
        id,
        key -> {
          Baseline baseline = baselines.get(key);
          Metering metering = meterings.get(key);
          return new State(
              baseline == null ? Baseline.NONE : baseline,
              metering == null ? Metering.NONE : metering);
        });
  }

  private void keep(AssetId id, State before, EnergyMeter.Step step) {
    keep(id, before, step.state());
    step.told().forEach(use -> tell(id, use));
  }

  @SuppressWarnings("ReferenceEquality") // The same object: nothing to write.
  private void keep(AssetId id, State before, State after) {
    if (after.baseline() != before.baseline()) {
      baselines.put(id, after.baseline());
    }
    if (after.metering() != before.metering()) {
      meterings.put(id, after.metering());
    }
    states.put(id, after);
  }

  private void tell(AssetId id, EnergyUse use) {
    forward(Topics.ENERGY, use.useId(), use);
    forward(Topics.PLANT, PlantRecord.KEY, copies.of(Topics.ENERGY, id, use));
  }

  /** Under the wall clock: topics forget by the time of a record, and events may be old. */
  private <K, V> void forward(Topic<K, V> topic, K key, V value) {
    context.forward(
        new Record<>(key, value, context.currentSystemTimeMs()), AlertsTopology.sink(topic));
  }
}
