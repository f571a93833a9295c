package io.millwright.alerts;

import static io.millwright.contracts.Codec.serde;

import io.millwright.alerts.energy.Baseline;
import io.millwright.alerts.energy.Metering;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: everything that concerns an asset meets in one processor, which keeps the asset's
 * state. No repartitioning: all inputs are keyed by asset and have the same number of partitions.
 *
 * <pre>
 *   assets, telemetry.scalar, assessments, machine-events, operator-actions, maintenance-reports
 *        |
 *        v
 *   asset-alerts  &lt;--&gt;  stores: assets, progress, books; one for all tasks: scopes,
 *        |                from operator-actions.scope
 *        |
 *        v
 *   alarms, alarms.current, advisories, work-orders, machine-events, command-status,
 *   telemetry.rejected: what is dated ahead of its arrival,
 *   plant: copies of what concerns more than the asset, under one key
 *        |
 *        |  also from energy  &lt;--&gt;  stores: energy-baselines, energy-meterings; beside
 *        |  asset-alerts, on the same inputs, for assets whose power is measured
 *        v
 *   plant        &lt;--&gt;  store: plant-assets
 *        |
 *        v
 *   the desks of the plant
 * </pre>
 *
 * <p>Progress and books are kept in memory with a changelog: they are small, and after a kill
 * exactly-once would wipe and restore a RocksDB store from the changelog all the same. The
 * declarations, which hardly change, are in RocksDB; with at least one store on disk the process
 * keeps its id across restarts, so that its transactional ids stay and a transaction that a kill
 * left open is aborted at the restart instead of blocking readers until it times out.
 */
public final class AlertsTopology {
  static final String PROCESSOR = "asset-alerts";
  static final String ASSET_STORE = "assets";
  static final String PROGRESS_STORE = "progress";
  static final String BOOK_STORE = "books";
  static final String SCOPE_STORE = "scopes";
  static final String ENERGY = "energy";

  /** What is read, in no order. */
  static final List<Topic<AssetId, ?>> INPUTS =
      List.of(
          Topics.ASSETS,
          Topics.SCALAR,
          Topics.ASSESSMENTS,
          Topics.MACHINE_EVENTS,
          Topics.OPERATOR_ACTIONS,
          Topics.MAINTENANCE_REPORTS);

  /** What is told of an asset. */
  static final List<Topic<?, ?>> OUTPUTS =
      List.of(
          Topics.ALARMS,
          Topics.CURRENT_ALARMS,
          Topics.ADVISORIES,
          Topics.WORK_ORDERS,
          Topics.MACHINE_EVENTS,
          Topics.PLANT,
          Topics.OPERATOR_SCOPES,
          Topics.AUDIT,
          Topics.ENERGY,
          Topics.COMMAND_STATUS,
          Topics.REJECTED);

  private AlertsTopology() {}

  /** A topology whose meters nobody reads. */
  public static Topology build(AlertsConfig config) {
    return build(config, new Metrics());
  }

  /** The topology of a configuration. */
  public static Topology build(AlertsConfig config, Metrics metrics) {
    return build(config, new AlertsCounters(metrics));
  }

  static Topology build(AlertsConfig config, AlertsCounters counters) {
    Topology topology = new Topology();
    for (Topic<AssetId, ?> topic : INPUTS) {
      source(topology, topic);
    }
    topology.addProcessor(
        PROCESSOR,
        () -> new AssetProcessor(new AssetWatch(config.rules()), config.silenceCheck(), counters),
        INPUTS.stream().map(AlertsTopology::source).toArray(String[]::new));
    topology.addStateStore(
        store(Stores.persistentKeyValueStore(ASSET_STORE), Topics.ASSETS.valueCodec()), PROCESSOR);
    topology.addStateStore(
        store(Stores.inMemoryKeyValueStore(PROGRESS_STORE), StateCodecs::progress), PROCESSOR);
    topology.addStateStore(
        store(Stores.inMemoryKeyValueStore(BOOK_STORE), StateCodecs::book), PROCESSOR);
    scopes(topology, counters);
    energy(topology, config);
    for (Topic<?, ?> topic : OUTPUTS) {
      sink(topology, topic, PROCESSOR, ENERGY);
    }
    PlantDesks.add(topology, config, counters);
    return topology;
  }

  /** After the processor of the asset, in whose store it finds the declarations. */
  private static void energy(Topology topology, AlertsConfig config) {
    topology.addProcessor(
        ENERGY,
        () -> new EnergyProcessor(config.ledger().energy(), config.rules().raiseFor()),
        Stream.of(Topics.ASSETS, Topics.SCALAR, Topics.ASSESSMENTS, Topics.MACHINE_EVENTS)
            .map(AlertsTopology::source)
            .toArray(String[]::new));
    topology.connectProcessorAndStateStores(ENERGY, ASSET_STORE);
    topology.addStateStore(
        store(
            Stores.inMemoryKeyValueStore(EnergyProcessor.BASELINES),
            () -> StateCodecs.json(Baseline.class)),
        ENERGY);
    topology.addStateStore(
        store(
            Stores.inMemoryKeyValueStore(EnergyProcessor.METERINGS),
            () -> StateCodecs.json(Metering.class)),
        ENERGY);
  }

  /** Suspensions of areas and of the plant concern every task: a store that all of them see. */
  private static void scopes(Topology topology, AlertsCounters counters) {
    Topic<String, ScopeAction> topic = Topics.OPERATOR_SCOPES;
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SCOPE_STORE),
                serde(topic.keyCodec()),
                serde(topic.valueCodec()))
            .withLoggingDisabled(),
        source(topic),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name(),
        "keep-" + topic.name(),
        () -> new ScopeKeeper(counters));
  }

  /** Name of the node that writes a topic. */
  static String sink(Topic<?, ?> topic) {
    return "to-" + topic.name();
  }

  static String source(Topic<?, ?> topic) {
    return "from-" + topic.name();
  }

  private static <V> void source(Topology topology, Topic<AssetId, V> topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        source(topic),
        new EventTime(),
        serde(topic.keyCodec()).deserializer(),
        serde(topic.valueCodec()).deserializer(),
        topic.name());
  }

  static void sink(Topology topology, Topic<?, ?> topic, String... parents) {
    sink(topology, sink(topic), topic, parents);
  }

  static <K, V> void sink(Topology topology, String name, Topic<K, V> topic, String... parents) {
    topology.addSink(
        name,
        topic.name(),
        serde(topic.keyCodec()).serializer(),
        serde(topic.valueCodec()).serializer(),
        parents);
  }

  /** Cached, so that the changelog gets one write a key and commit. */
  static <V> StoreBuilder<KeyValueStore<AssetId, V>> store(
      KeyValueBytesStoreSupplier supplier, Supplier<Codec<V>> codec) {
    Serde<AssetId> keys = serde(Topics.ASSETS.keyCodec());
    return Stores.keyValueStoreBuilder(supplier, keys, serde(codec))
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
