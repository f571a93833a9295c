package io.millwright.alerts;

import static io.millwright.alerts.Plant.report;
import static io.millwright.alerts.Plant.suspects;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.parts.Pumps;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.SparePart;
import io.millwright.runtime.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records of assets to reservations and advice, through the whole topology. */
class PartsTopologyTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");
  private static final List<String> STORES =
      List.of(
          AlertsTopology.ASSET_STORE,
          AlertsTopology.PROGRESS_STORE,
          AlertsTopology.BOOK_STORE,
          PlantDesks.ASSET_STORE,
          PartsProcessor.OUTLOOKS,
          PartsProcessor.LEDGERS);

  private final Path directory;
  private TopologyTestDriver driver;
  private final Map<Topic<?, ?>, TestOutputTopic<?, ?>> outputs = new HashMap<>();

  @SuppressWarnings("NullAway.Init") // start() makes the driver.
  PartsTopologyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() {
    start(directory.resolve("first"), WALL);
  }

  private void start(Path stateDirectory, Instant wall) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "parts-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    AlertsConfig config = Plant.config("parts-test");
    driver = new TopologyTestDriver(AlertsTopology.build(config, new Metrics()), p, wall);
    outputs.clear();
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> void send(Topic<AssetId, V> topic, AssetId key, @Nullable V value) {
    driver
        .createInputTopic(
            topic.name(),
            topic.keyCodec().get().serde().serializer(),
            topic.valueCodec().get().serde().serializer())
        .pipeInput(key, value, WALL);
  }

  @SuppressWarnings("unchecked")
  private <K, V> List<TestRecord<K, V>> read(Topic<K, V> topic) {
    return ((TestOutputTopic<K, V>)
            outputs.computeIfAbsent(
                topic,
                t ->
                    driver.createOutputTopic(
                        topic.name(),
                        topic.keyCodec().get().serde().deserializer(),
                        topic.valueCodec().get().serde().deserializer())))
        .readRecordsToList();
  }

  /** The pump with both of its parts declared. */
  static Asset pumpWithParts(int stock) {
    Asset a = Plant.pump();
    return new Asset(
        a.id(),
        a.name(),
        a.path(),
        a.equipmentClass(),
        a.criticality(),
        a.externalIds(),
        a.items(),
        a.points(),
        a.stateRule(),
        a.vibration(),
        List.of(
            new SparePart("6205", "Bearing", stock, Pumps.LEAD_TIME),
            new SparePart("S-9", "Seal", 0, Duration.ofDays(2))),
        a.cycleDuration(),
        a.origin());
  }

  /** Hour by hour until there is an order, which a planner approves. */
  private WorkOrder approved() {
    send(Topics.ASSETS, Plant.PUMP, pumpWithParts(1));
    for (int h = 0; h < 8; h++) {
      send(Topics.ASSESSMENTS, Plant.PUMP, suspects(h, HealthState.ALARM, "bearing"));
    }
    List<TestRecord<String, WorkOrder>> orders = read(Topics.WORK_ORDERS);
    WorkOrder order = orders.get(orders.size() - 1).value();
    approve("a-1", order);
    return order;
  }

  private void approve(String id, WorkOrder order) {
    send(
        Topics.OPERATOR_ACTIONS,
        Plant.PUMP,
        Plant.action(id, 9, Kind.APPROVE_ORDER, order.workOrderId()));
  }

  /** A part is calculated a second. */
  private void look(int times) {
    for (int i = 0; i < times; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  private SpareAdvice newest(String part) {
    return read(Topics.SPARE_ADVICE).stream()
        .filter(r -> r.key().equals(part))
        .reduce((a, b) -> b)
        .map(TestRecord::value)
        .orElseThrow();
  }

  @Test
  void approvingReservesCompletingReleases() {
    WorkOrder order = approved();

    List<TestRecord<String, PartReservation>> told = read(Topics.PART_RESERVATIONS);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).key()).isEqualTo(order.workOrderId() + "/6205");
    assertThat(told.get(0).value())
        .isEqualTo(
            new PartReservation(
                order.workOrderId() + "/6205",
                order.workOrderId(),
                Plant.PUMP,
                "6205",
                1,
                Plant.hour(9),
                false,
                order.revision() + 1));
    look(2);
    assertThat(newest("6205").reserved()).isEqualTo(1);

    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 10, Outcome.REPAIRED));

    assertThat(read(Topics.PART_RESERVATIONS))
        .singleElement()
        .satisfies(r -> assertThat(r.value().released()).isTrue());
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    look(3);
    SpareAdvice after = newest("6205");
    assertThat(after.reserved()).isZero();
    assertThat(after.used()).isEqualTo(1);
  }

  @Test
  void redeliveryTellsNothingTwice() {
    WorkOrder order = approved();
    look(2);
    read(Topics.PART_RESERVATIONS);
    read(Topics.SPARE_ADVICE);

    send(Topics.ASSETS, Plant.PUMP, pumpWithParts(1));
    for (int h = 0; h < 8; h++) {
      send(Topics.ASSESSMENTS, Plant.PUMP, suspects(h, HealthState.ALARM, "bearing"));
    }
    approve("a-1", order);
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    look(3);

    assertThat(read(Topics.PART_RESERVATIONS)).isEmpty();
    assertThat(read(Topics.SPARE_ADVICE)).isEmpty();
  }

  @Test
  void lifeOfAnAssessmentIsTheDemand() {
    send(Topics.ASSETS, Plant.PUMP, pumpWithParts(0));
    send(
        Topics.ASSESSMENTS, Plant.PUMP, Plant.assessment(0, HealthState.HEALTHY, null, Pumps.LIFE));
    look(1);

    // Two items, each as likely; a second of age.
    SpareAdvice advice = newest("6205");
    assertThat(advice.expectedDemand()).isEqualTo(0.025);
    assertThat(advice.updatedAt()).isEqualTo(WALL.plusSeconds(1));
    assertThat(advice.revision()).isEqualTo(1);
  }

  @Test
  void aRestartGoesOnWhereItWas() {
    WorkOrder order = approved();
    look(2);
    read(Topics.SPARE_ADVICE);
    Map<String, Map<Object, Object>> stores = new HashMap<>();
    for (String name : STORES) {
      Map<Object, Object> contents = new HashMap<>();
      KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
      try (KeyValueIterator<Object, Object> all = store.all()) {
        all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
      }
      stores.put(name, contents);
    }
    driver.close();
    // The driver restores no changelogs: the stores are carried over by hand.
    start(directory.resolve("second"), WALL.plusSeconds(2));
    stores.forEach(
        (name, contents) -> contents.forEach(driver.<Object, Object>getKeyValueStore(name)::put));

    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 10, Outcome.REPAIRED));

    assertThat(read(Topics.PART_RESERVATIONS))
        .singleElement()
        .satisfies(r -> assertThat(r.key()).isEqualTo(order.workOrderId() + "/6205"))
        .satisfies(r -> assertThat(r.value().released()).isTrue());
    look(2);
    List<TestRecord<String, SpareAdvice>> told = read(Topics.SPARE_ADVICE);
    assertThat(told).as("of the seal nothing is news").hasSize(1);
    assertThat(told.get(0).value().used()).isEqualTo(1);
    assertThat(told.get(0).value().revision()).isEqualTo(2);
  }

  @Test
  void advisesWhatIsTakenBackNoMore() {
    send(Topics.ASSETS, Plant.PUMP, pumpWithParts(1));
    look(1);
    send(Topics.ASSETS, Plant.PUMP, null);
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    look(3);

    List<TestRecord<String, SpareAdvice>> told = new ArrayList<>(read(Topics.SPARE_ADVICE));
    assertThat(told)
        .filteredOn(r -> r.value() == null)
        .extracting(TestRecord::key)
        .contains("6205", "S-9");
    KeyValueStore<Object, Object> parts = driver.getKeyValueStore(PartsProcessor.LEDGERS);
    try (KeyValueIterator<Object, Object> all = parts.all()) {
      assertThat(all.hasNext()).isFalse();
    }
  }
}
