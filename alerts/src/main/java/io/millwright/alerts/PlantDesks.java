package io.millwright.alerts;

import static io.millwright.contracts.Codec.serde;

import io.millwright.alerts.guard.RequestRate;
import io.millwright.alerts.ledger.MachineRecord;
import io.millwright.alerts.notification.FloodWindow;
import io.millwright.alerts.notification.Held;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.notification.Standing;
import io.millwright.alerts.parts.AssetOutlook;
import io.millwright.alerts.parts.PartLedger;
import io.millwright.alerts.parts.PartsRule;
import io.millwright.alerts.precedent.ClosedCase;
import io.millwright.alerts.rootcase.GroupState;
import io.millwright.alerts.rootcase.Onset;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.plant.PlantRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The desks of the plant: each a processor of its own under {@link #PLANT}, with its own stores and
 * sinks. They group, count and tell; nothing they do changes an alarm, a case or an order.
 */
final class PlantDesks {
  static final String PLANT = "plant";
  static final String ASSET_STORE = "plant-assets";
  private static final String GUARD = "guard";
  private static final String PRECEDENTS = "precedents";
  private static final String ROOT_CASES = "root-cases";
  private static final String PARTS = "parts";
  private static final String LEDGER = "ledger";

  /** What desks tell; the guardrail suspends as people do. */
  static final List<Topic<?, ?>> OUTPUTS =
      List.of(
          Topics.OPERATOR_SCOPES,
          Topics.AUDIT,
          Topics.CASE_ADVICE,
          Topics.ROOT_CASES,
          Topics.PART_RESERVATIONS,
          Topics.SPARE_ADVICE,
          Topics.SAVINGS,
          Topics.PERFORMANCE,
          Topics.NOTIFICATIONS);

  private PlantDesks() {}

  static void add(Topology topology, AlertsConfig config, AlertsCounters counters) {
    Topic<String, PlantRecord> topic = Topics.PLANT;
    topology.addSource(
        AutoOffsetReset.earliest(),
        AlertsTopology.source(topic),
        new WallclockTimestampExtractor(),
        serde(topic.keyCodec()).deserializer(),
        serde(topic.valueCodec()).deserializer(),
        topic.name());
    topology.addProcessor(PLANT, () -> new PlantProcessor(counters), AlertsTopology.source(topic));
    topology.addStateStore(
        AlertsTopology.store(Stores.inMemoryKeyValueStore(ASSET_STORE), Topics.ASSETS.valueCodec()),
        PLANT);

    guard(topology, config.rules().workOrders().guardrail());
    precedents(topology);
    if (config.rootCases().enabled()) {
      rootCases(topology, config.rootCases(), counters);
    }
    parts(topology, config.parts(), counters);
    ledger(topology, config, counters);
    if (config.notification() != null) {
      notification(topology, config.notification(), counters);
    }
  }

  private static void guard(Topology topology, Guardrail rule) {
    topology.addProcessor(GUARD, () -> new GuardDesk(rule), PLANT);
    topology.addStateStore(store(GuardDesk.RATE, RequestRate.class), GUARD);
    AlertsTopology.sink(topology, GuardDesk.SUSPENSIONS, Topics.OPERATOR_SCOPES, GUARD);
    AlertsTopology.sink(topology, GuardDesk.ENTRIES, Topics.AUDIT, GUARD);
  }

  private static void precedents(Topology topology) {
    topology.addProcessor(PRECEDENTS, PrecedentDesk::new, PLANT);
    topology.connectProcessorAndStateStores(PRECEDENTS, ASSET_STORE);
    topology.addStateStore(store(PrecedentDesk.CLOSED, ClosedCase.class), PRECEDENTS);
    topology.addStateStore(store(PrecedentDesk.OPEN, PrecedentDesk.OpenCase.class), PRECEDENTS);
    AlertsTopology.sink(topology, Topics.CASE_ADVICE, PRECEDENTS);
  }

  private static void rootCases(Topology topology, RootCaseRule rule, AlertsCounters counters) {
    topology.addProcessor(ROOT_CASES, () -> new RootCaseProcessor(rule, counters), PLANT);
    topology.connectProcessorAndStateStores(ROOT_CASES, ASSET_STORE);
    topology.addStateStore(store(RootCaseProcessor.ONSETS, Onset.class), ROOT_CASES);
    topology.addStateStore(store(RootCaseProcessor.GROUPS, GroupState.class), ROOT_CASES);
    AlertsTopology.sink(topology, Topics.ROOT_CASES, ROOT_CASES);
  }

  private static void parts(Topology topology, PartsRule rule, AlertsCounters counters) {
    topology.addProcessor(PARTS, () -> new PartsProcessor(rule, counters), PLANT);
    topology.connectProcessorAndStateStores(PARTS, ASSET_STORE);
    topology.addStateStore(
        AlertsTopology.store(
            Stores.inMemoryKeyValueStore(PartsProcessor.OUTLOOKS),
            () -> StateCodecs.json(AssetOutlook.class)),
        PARTS);
    topology.addStateStore(store(PartsProcessor.LEDGERS, PartLedger.class), PARTS);
    AlertsTopology.sink(topology, Topics.PART_RESERVATIONS, PARTS);
    AlertsTopology.sink(topology, Topics.SPARE_ADVICE, PARTS);
  }

  private static void ledger(Topology topology, AlertsConfig config, AlertsCounters counters) {
    topology.addProcessor(
        LEDGER,
        () ->
            new LedgerProcessor(
                config.ledger(),
                config.rules().workOrders().life().lowerBelow(),
                counters.ledger(),
                counters),
        PLANT);
    topology.addStateStore(
        AlertsTopology.store(
            Stores.inMemoryKeyValueStore(LedgerProcessor.RECORDS),
            () -> StateCodecs.json(MachineRecord.class)),
        LEDGER);
    topology.addStateStore(store(LedgerProcessor.TOTALS, LedgerState.class), LEDGER);
    AlertsTopology.sink(topology, Topics.SAVINGS, LEDGER);
    AlertsTopology.sink(topology, Topics.PERFORMANCE, LEDGER);
  }

  private static void notification(
      Topology topology, NotificationConfig config, AlertsCounters counters) {
    topology.addProcessor(
        NotificationProcessor.NAME, () -> new NotificationProcessor(config, counters), PLANT);
    topology.connectProcessorAndStateStores(NotificationProcessor.NAME, ASSET_STORE);
    topology.addStateStore(
        store(NotificationProcessor.STANDINGS, Standing.class), NotificationProcessor.NAME);
    topology.addStateStore(
        store(NotificationProcessor.HELD, Held.class), NotificationProcessor.NAME);
    topology.addStateStore(
        store(NotificationProcessor.WINDOWS, FloodWindow.class), NotificationProcessor.NAME);
    AlertsTopology.sink(topology, Topics.NOTIFICATIONS, NotificationProcessor.NAME);
  }

  /** In memory with a changelog, JSON: desks write seldom. */
  private static <V extends Record> StoreBuilder<KeyValueStore<String, V>> store(
      String name, Class<V> type) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name),
            Serdes.String(),
            serde(() -> StateCodecs.json(type)))
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
