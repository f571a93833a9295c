package io.millwright.alerts;

import static io.millwright.alerts.Plant.suspects;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.kpi.AlarmKpis;
import io.millwright.alerts.kpi.OperatorPositions;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
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
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Telemetry of a plant that trips in, one root case out, and nothing else different. */
class RootCaseTopologyTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant TRIP = Plant.hour(20);
  private static final int MACHINES = 320;
  private static final int CONDITIONS = 500;
  private static final List<String> STORES =
      List.of(
          AlertsTopology.ASSET_STORE,
          AlertsTopology.PROGRESS_STORE,
          AlertsTopology.BOOK_STORE,
          PlantDesks.ASSET_STORE,
          RootCaseProcessor.ONSETS,
          RootCaseProcessor.GROUPS);

  private final Path directory;
  private final Map<Topic<?, ?>, TestInputTopic<?, ?>> inputs = new HashMap<>();
  private int runs;

  RootCaseTopologyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private record Outcome(
      List<AlarmEvent> alarms,
      List<Advisory> cases,
      List<WorkOrder> orders,
      List<TestRecord<String, RootCase>> rootCases) {
    /** As a reader of the compacted topic sees them. */
    List<RootCase> current() {
      Map<String, RootCase> current = new HashMap<>();
      for (TestRecord<String, RootCase> record : rootCases) {
        if (record.value() == null) {
          current.remove(record.key());
        } else {
          current.put(record.key(), record.value());
        }
      }
      return List.copyOf(current.values());
    }
  }

  /** The driver restores no changelogs: at the restart the stores are carried over by hand. */
  @Test
  void aTripOfThePlantIsOneRootCaseAndChangesNothingElse() {
    Outcome grouped = run(true, -1);
    Outcome plain = run(false, -1);

    List<AlarmEvent> raised =
        grouped.alarms().stream()
            .filter(a -> a.status() == AlarmStatus.UNACKNOWLEDGED && !a.time().isBefore(TRIP))
            .toList();
    assertThat(raised).hasSize(CONDITIONS);
    assertThat(grouped.current()).hasSize(1);
    RootCase root = grouped.current().get(0);
    assertThat(root.alarms()).isEqualTo(CONDITIONS);
    assertThat(root.assets()).isEqualTo(MACHINES);
    assertThat(root.rootAssetId()).isEqualTo(machine(17));
    assertThat(root.rootReason()).contains("flow");
    assertThat(root.consequences().size() + root.consequencesLeftOut()).isEqualTo(499);
    assertThat(root.conditions()).containsExactly(Map.entry(AlarmCondition.LIMIT, CONDITIONS));
    assertThat(root.place()).isEqualTo("site");
    assertThat(root.flood()).isTrue();
    assertThat(root.explanation()).contains("which tripped", "machine");
    assertThat(raised)
        .extracting(AlarmEvent::alarmId)
        .containsAll(root.consequences())
        .contains(root.rootAlarmId());

    AlarmKpis kpis = new AlarmKpis(Duration.ofDays(30));
    grouped.alarms().forEach(kpis::take);
    AlarmKpis.Report figures = kpis.report(TRIP.plus(Duration.ofMinutes(5)));
    assertThat(figures.peakPerTenMinutes()).isEqualTo(CONDITIONS);
    assertThat(figures.floodShare()).isPositive();

    assertThat(grouped.cases()).isNotEmpty().isEqualTo(plain.cases());
    assertThat(grouped.orders()).isNotEmpty().isEqualTo(plain.orders());
    assertThat(grouped.alarms()).isEqualTo(plain.alarms());
    assertThat(plain.rootCases()).isEmpty();

    Outcome restarted = run(true, 137);
    assertThat(restarted.current()).isEqualTo(grouped.current());
  }

  private Outcome run(boolean grouping, int restartAfter) {
    Outcome told =
        new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    TopologyTestDriver driver = start(grouping);
    try {
      for (int n = 0; n < MACHINES; n++) {
        send(driver, Topics.ASSETS, machine(n), declaration(n));
      }
      send(driver, Topics.ASSETS, Plant.PUMP, Plant.pump());
      for (int h = 0; h < 8; h++) {
        send(driver, Topics.ASSESSMENTS, Plant.PUMP, suspects(h, HealthState.ALARM, "bearing"));
      }
      send(driver, Topics.MACHINE_EVENTS, machine(17), tripped());
      for (int n = 0; n < MACHINES; n++) {
        int at = n * 77 % MACHINES;
        if (n == restartAfter) {
          read(driver, told);
          driver = restarted(driver);
        }
        Instant begun = at == 17 || at == 3 ? TRIP : TRIP.plusMillis(1000 + 100 * n);
        send(driver, Topics.SCALAR, machine(at), scan(at, begun));
        if (n % 100 == 99) {
          driver.advanceWallClockTime(Duration.ofMillis(1500));
        }
      }
      driver.advanceWallClockTime(Duration.ofMillis(1500));
      read(driver, told);
      return told;
    } finally {
      driver.close();
    }
  }

  private TopologyTestDriver start(boolean grouping) {
    inputs.clear();
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "root-cases-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("run " + runs++).toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    AlertsConfig config =
        Plant.config(
            "root-cases-test",
            new RootCaseRule(grouping, Duration.ofMinutes(2), Duration.ofMinutes(15), 5, 0.3),
            OperatorPositions.ONE);
    return new TopologyTestDriver(AlertsTopology.build(config, new Metrics()), p, WALL);
  }

  private TopologyTestDriver restarted(TopologyTestDriver before) {
    Map<String, Map<Object, Object>> contents = new HashMap<>();
    for (String name : STORES) {
      Map<Object, Object> all = contents.computeIfAbsent(name, n -> new HashMap<>());
      KeyValueStore<Object, Object> store = before.getKeyValueStore(name);
      try (KeyValueIterator<Object, Object> entries = store.all()) {
        entries.forEachRemaining(e -> all.put(e.key, e.value));
      }
    }
    before.close();
    TopologyTestDriver after = start(true);
    contents.forEach(
        (name, all) -> {
          KeyValueStore<Object, Object> store = after.getKeyValueStore(name);
          all.forEach(store::put);
        });
    return after;
  }

  private static AssetId machine(int n) {
    return new AssetId("m" + n);
  }

  /** Limits without delay: low flow on every machine, a high pressure on some. */
  private static Asset declaration(int n) {
    return new Asset(
        machine(n),
        "Machine " + n,
        List.of("site", "area " + n % 8, "line " + n % 40),
        "pump",
        n == 3 ? Criticality.A : Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("all", "All of it", null, null, List.of())),
        List.of(
            point("flow", new Limits(10.0, null, null, null, 1, Duration.ZERO, Duration.ZERO)),
            point("pressure", new Limits(null, null, null, 8.0, 1, Duration.ZERO, Duration.ZERO))),
        OperatingStateRule.ALWAYS_RUNNING,
        new VibrationClass(VibrationClass.Group.ROTODYNAMIC_PUMP, VibrationClass.Support.RIGID),
        List.of(),
        Duration.ofHours(1),
        Origin.MEASURED);
  }

  private static MeasurementPoint point(String id, Limits limits) {
    return new MeasurementPoint(
        id, id, "1", PointKind.PROCESS, PhysicalRange.UNBOUNDED, limits, null);
  }

  private static ScalarScan scan(int n, Instant time) {
    return new ScalarScan(
        machine(n),
        time,
        time,
        time,
        Origin.MEASURED,
        declaration(n).channelSet(),
        new double[] {0, n < CONDITIONS - MACHINES ? 9 : 5},
        new byte[0]);
  }

  private static MachineEvent tripped() {
    return new MachineEvent(
        "trip-1",
        machine(17),
        TRIP,
        MachineEventType.TRIP,
        null,
        "plc",
        "overload",
        Origin.MEASURED);
  }

  @SuppressWarnings("unchecked") // the map holds for each topic what was made of it
  private <V> void send(TopologyTestDriver driver, Topic<AssetId, V> topic, AssetId id, V value) {
    ((TestInputTopic<AssetId, V>)
            inputs.computeIfAbsent(
                topic,
                t ->
                    driver.createInputTopic(
                        topic.name(),
                        topic.keyCodec().get().serde().serializer(),
                        topic.valueCodec().get().serde().serializer())))
        .pipeInput(id, value, WALL);
  }

  private static void read(TopologyTestDriver driver, Outcome told) {
    records(driver, Topics.ALARMS).forEach(r -> told.alarms().add(r.value()));
    records(driver, Topics.ADVISORIES).forEach(r -> told.cases().add(r.value()));
    records(driver, Topics.WORK_ORDERS).forEach(r -> told.orders().add(r.value()));
    told.rootCases().addAll(records(driver, Topics.ROOT_CASES));
  }

  private static <K, V> List<TestRecord<K, V>> records(
      TopologyTestDriver driver, Topic<K, V> topic) {
    return driver
        .createOutputTopic(
            topic.name(),
            topic.keyCodec().get().serde().deserializer(),
            topic.valueCodec().get().serde().deserializer())
        .readRecordsToList();
  }
}
