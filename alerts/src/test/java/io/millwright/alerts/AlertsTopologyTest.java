package io.millwright.alerts;

import static io.millwright.alerts.Plant.action;
import static io.millwright.alerts.Plant.hour;
import static io.millwright.alerts.Plant.report;
import static io.millwright.alerts.Plant.scan;
import static io.millwright.alerts.Plant.suspects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.alerts.guard.RequestRate;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.runtime.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

class AlertsTopologyTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");

  private final Path directory;
  private final Metrics metrics = new Metrics();
  private TopologyTestDriver driver;
  private final Map<Topic<?, ?>, TestOutputTopic<?, ?>> outputs = new HashMap<>();

  @SuppressWarnings("NullAway.Init") // start() makes the driver.
  AlertsTopologyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() {
    start(directory.resolve("first"));
  }

  private void start(Path stateDirectory) {
    AlertsCounters counters = new AlertsCounters(metrics);
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableRecords.class);
    p.put(UndecodableRecords.COUNTERS, counters);
    AlertsConfig config = Plant.config("alerts-test");
    driver = new TopologyTestDriver(AlertsTopology.build(config, counters), p, WALL);
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

  private void send(Assessment assessment) {
    send(Topics.ASSESSMENTS, assessment.assetId(), assessment);
  }

  private void alarmFor(int from, int to) {
    for (int h = from; h < to; h++) {
      send(suspects(h, HealthState.ALARM, "bearing"));
    }
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

  private <V> List<V> values(Topic<?, V> topic) {
    List<V> values = new ArrayList<>();
    read(topic).forEach(r -> values.add(r.value()));
    return values;
  }

  @Test
  void aSuspendedAreaOpensNoCaseUntilItIsResumed() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    for (String scope : List.of("north", "north/utilities", "")) {
      scope(scope, true);
      scope("south", true);
      alarmFor(0, 10);
      assertThat(read(Topics.ADVISORIES)).as(scope).isEmpty();
      driver.close();
      start(directory.resolve("after " + scope.length()));
      send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    }
    scope("", true);
    foreignScope(new byte[] {1, 2, 3});
    alarmFor(0, 10);
    assertThat(read(Topics.ADVISORIES)).isEmpty();
    scope("", false);
    alarmFor(10, 20);
    assertThat(read(Topics.ADVISORIES)).as("resumed").isNotEmpty();
  }

  /** A machine whose clock is behind that of whoever suspends is stopped like any other. */
  @Test
  void aSuspensionHoldsFromWhenItIsReadWhateverTheClocks() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    scope("north", true, Plant.hour(5000));
    alarmFor(0, 10);
    assertThat(read(Topics.ADVISORIES)).isEmpty();
  }

  private void foreignScope(byte[] value) {
    driver
        .createInputTopic(
            Topics.OPERATOR_SCOPES.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput("north".getBytes(StandardCharsets.UTF_8), value, WALL);
  }

  private void scope(String scope, boolean suspended) {
    scope(scope, suspended, Plant.START);
  }

  private void scope(String scope, boolean suspended, Instant from) {
    driver
        .createInputTopic(
            Topics.OPERATOR_SCOPES.name(),
            Topics.OPERATOR_SCOPES.keyCodec().get().serde().serializer(),
            Topics.OPERATOR_SCOPES.valueCodec().get().serde().serializer())
        .pipeInput(
            scope,
            new ScopeAction(
                scope + suspended, scope, suspended, from, "ann", "OPERATOR", "test run"),
            WALL);
  }

  @Test
  void telemetryInAlarmsCasesAndOrdersOut() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    for (int h = 0; h < 4; h++) {
      send(Topics.SCALAR, Plant.PUMP, scan(h, 1500, 5, 50));
    }
    alarmFor(0, 8);

    List<TestRecord<AssetId, AlarmEvent>> alarms = read(Topics.ALARMS);
    assertThat(alarms).extracting(r -> r.key()).containsOnly(Plant.PUMP);
    assertThat(alarms)
        .extracting(r -> r.value().alarmId())
        .containsExactly(
            "north/pump-7/LIMIT/vib/HIGH_WARNING@" + hour(2), "north/pump-7/HEALTH@" + hour(1));
    assertThat(alarms).extracting(TestRecord::getRecordTime).containsOnly(WALL);
    assertThat(read(Topics.CURRENT_ALARMS))
        .extracting(r -> r.key())
        .containsExactly(alarms.get(0).value().alarmId(), alarms.get(1).value().alarmId());
    assertThat(read(Topics.ADVISORIES))
        .singleElement()
        .satisfies(r -> assertThat(r.key()).isEqualTo(r.value().caseId()));
    assertThat(read(Topics.WORK_ORDERS))
        .singleElement()
        .satisfies(r -> assertThat(r.key()).isEqualTo(r.value().workOrderId()));
  }

  @Test
  void whatConcernsThePlantIsCopiedInOneOrder() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 8, Outcome.REPAIRED));
    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 8, Outcome.REPAIRED));

    PlantCopies copies = new PlantCopies();
    List<Object> seen = new ArrayList<>();
    for (TestRecord<String, PlantRecord> copy : read(Topics.PLANT)) {
      assertThat(copy.key()).isEqualTo(PlantRecord.KEY);
      seen.add(copies.read(copy.value()));
    }
    List<Object> told = new ArrayList<>(values(Topics.ALARMS));
    told.addAll(values(Topics.ADVISORIES));
    told.addAll(values(Topics.WORK_ORDERS));
    assertThat(seen).first().isEqualTo(Plant.pump());
    assertThat(seen).containsAll(told);
    assertThat(seen).filteredOn(MaintenanceReport.class::isInstance).hasSize(1);
    assertThat(driver.<AssetId, Asset>getKeyValueStore(PlantDesks.ASSET_STORE).get(Plant.PUMP))
        .isEqualTo(Plant.pump());

    send(Topics.ASSETS, Plant.PUMP, null);
    assertThat(driver.<AssetId, Asset>getKeyValueStore(PlantDesks.ASSET_STORE).get(Plant.PUMP))
        .isNull();
  }

  @Test
  void aClosedCaseSpeaksToTheNextOfItsKind() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 8, Outcome.REPAIRED));
    assertThat(read(Topics.CASE_ADVICE)).as("the first of its kind").isEmpty();

    alarmFor(60, 68);
    List<CaseAdvice> advice = values(Topics.CASE_ADVICE);
    assertThat(advice)
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.answered()).isEqualTo(1);
              assertThat(a.confirmed()).isEqualTo(1);
              assertThat(a.precedents())
                  .singleElement()
                  .satisfies(
                      p -> {
                        assertThat(p.similarity()).isEqualTo(1);
                        assertThat(p.found()).contains("bearing looked at");
                        assertThat(p.action()).isNotBlank();
                      });
            });

    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-2", 70, Outcome.NOTHING_FOUND));
    assertThat(values(Topics.CASE_ADVICE))
        .as("withdrawn with its case")
        .containsExactly((CaseAdvice) null);
  }

  @Test
  void tooManyRequestsSuspendThePlantUntilAPersonResumesIt() {
    for (int i = 0; i < 150; i++) {
      AssetId id = new AssetId("north/pump-" + i);
      Asset asset = Plant.asset(id, Criticality.B, Origin.MEASURED);
      send(Topics.ASSETS, id, asset);
      for (int h = 0; h < 8; h++) {
        send(
            Plant.assessment(
                id,
                hour(h),
                Origin.MEASURED,
                HealthState.ALARM,
                Plant.finding("bearing", 0.6),
                null));
      }
      for (ScopeAction action : values(Topics.OPERATOR_SCOPES)) {
        assertThat(i).as("asset at which it trips").isEqualTo(100);
        assertThat(action.reason()).contains("101 requests", "declared 100");
        assertThat(action.suspended()).isTrue();
      }
    }

    assertThat(values(Topics.AUDIT))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("millwright guardrail");
              assertThat(entry.action()).isEqualTo("SUSPEND_AUTOMATION");
            });
    assertThat(values(Topics.WORK_ORDERS)).hasSize(101);
    assertThat(values(Topics.ALARMS)).as("alarms go on").hasSize(150);
    assertThat(driver.<String, RequestRate>getKeyValueStore(GuardDesk.RATE).get("MEASURED"))
        .as("counting begins anew")
        .isEqualTo(RequestRate.NONE);
  }

  @Test
  void aCopyOfAnUnknownTopicIsCountedAndSteppedOver() {
    driver
        .createInputTopic(
            Topics.PLANT.name(),
            Topics.PLANT.keyCodec().get().serde().serializer(),
            Topics.PLANT.valueCodec().get().serde().serializer())
        .pipeInput(
            PlantRecord.KEY, new PlantRecord("millwright.later", Plant.PUMP, new byte[] {1}), WALL);

    assertThat(metrics.counter(AlertsMeter.UNDECODABLE).count()).isEqualTo(1);
  }

  @Test
  void closedAlarmIsATombstone() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(Topics.SCALAR, Plant.PUMP, scan(0, 1500, 1, 0));
    send(Topics.SCALAR, Plant.PUMP, scan(1, 1500, 1, 50));
    String alarmId = values(Topics.ALARMS).get(0).alarmId();
    send(Topics.OPERATOR_ACTIONS, Plant.PUMP, action("a-1", 2, Kind.ACKNOWLEDGE, alarmId));

    assertThat(values(Topics.ALARMS))
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.NORMAL);
    List<TestRecord<String, AlarmEvent>> current = read(Topics.CURRENT_ALARMS);
    assertThat(current).extracting(r -> r.key()).containsOnly(alarmId);
    assertThat(current.get(current.size() - 1).value()).isNull();
    assertThat(values(Topics.COMMAND_STATUS))
        .extracting(CommandStatus::requestId, CommandStatus::outcome)
        .containsExactly(tuple("a-1", CommandStatus.Outcome.DONE));
  }

  @Test
  void reportClosesAndTellsTheAssessor() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", 8, Outcome.REPAIRED));

    assertThat(values(Topics.MACHINE_EVENTS))
        .singleElement()
        .satisfies(e -> assertThat(e.type()).isEqualTo(MachineEventType.MAINTENANCE_PERFORMED));
    assertThat(values(Topics.ADVISORIES))
        .last()
        .satisfies(c -> assertThat(c.status()).isEqualTo(Advisory.Status.CLOSED_REPAIRED));
    assertThat(values(Topics.WORK_ORDERS))
        .last()
        .satisfies(w -> assertThat(w.status()).isEqualTo(WorkOrder.Status.COMPLETED));
  }

  @Test
  void refusedActionIsAnswered() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(Topics.OPERATOR_ACTIONS, Plant.PUMP, action("a-1", 0, Kind.APPROVE_ORDER, "order:x"));

    assertThat(values(Topics.COMMAND_STATUS))
        .containsExactly(
            new CommandStatus(
                "a-1", hour(0), CommandStatus.Outcome.REFUSED, "no such order is open: order:x"));
    assertThat(metrics.counter(AlertsMeter.REQUESTS, "outcome", "REFUSED").count()).isEqualTo(1);
  }

  @Test
  void whatNamesTheUnknownIsAnswered() {
    AssetId typo = new AssetId("north/pmup-7");
    OperatorAction a = action("a-1", 0, Kind.ACCEPT_AS_NORMAL, null);
    send(
        Topics.OPERATOR_ACTIONS,
        typo,
        new OperatorAction(
            a.id(), typo, a.kind(), null, a.time(), a.actor(), a.role(), a.reason()));
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(
        Topics.MAINTENANCE_REPORTS,
        Plant.PUMP,
        report("r-1", 1, Outcome.REPAIRED, "north/pump-7/bearing@x", null));

    assertThat(values(Topics.COMMAND_STATUS))
        .containsExactly(
            new CommandStatus(
                "a-1", hour(0), CommandStatus.Outcome.REFUSED, "no such asset: north/pmup-7"),
            new CommandStatus(
                "r-1",
                hour(1),
                CommandStatus.Outcome.REFUSED,
                "no such case is open: north/pump-7/bearing@x; work without a case is reported"
                    + " without one"));
    assertThat(values(Topics.MACHINE_EVENTS)).isEmpty();
  }

  /** One assessment of a clock that jumps must not make the asset deaf to all until then. */
  @Test
  void telemetryDatedAfterItCameIsRejectedAndTheNextIsHeard() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    Assessment ahead =
        Plant.at(WALL.plus(Duration.ofDays(365)), suspects(0, HealthState.ALARM, ""));
    send(ahead);
    send(Topics.SCALAR, Plant.PUMP, scan(24 * 365, 1500, 9, 50));
    send(
        Topics.MACHINE_EVENTS,
        Plant.PUMP,
        new MachineEvent(
            "e-1",
            Plant.PUMP,
            hour(24 * 365),
            MachineEventType.MAINTENANCE_PERFORMED,
            null,
            "fitter",
            "replaced",
            Origin.MEASURED));
    alarmFor(0, 8);
    send(Topics.SCALAR, Plant.PUMP, scan(0, 1500, 1, 0));

    assertThat(values(Topics.ADVISORIES)).hasSize(1);
    assertThat(values(Topics.ALARMS)).hasSize(2);
    List<RejectedTelemetry> rejected = values(Topics.REJECTED);
    assertThat(rejected)
        .extracting(
            RejectedTelemetry::source, RejectedTelemetry::assetId, RejectedTelemetry::reason)
        .containsExactly(
            tuple("millwright.assessments-0@0", "north/pump-7", RejectionReason.IMPOSSIBLE_TIME),
            tuple(
                "millwright.telemetry.scalar-0@0", "north/pump-7", RejectionReason.IMPOSSIBLE_TIME),
            tuple(
                "millwright.machine-events-0@0", "north/pump-7", RejectionReason.IMPOSSIBLE_TIME));
    assertThat(rejected.get(0).detail())
        .isEqualTo("dated 2027-06-01T00:00:00Z, but it came at 2026-06-01T00:00:00Z");
    assertThat(Topics.ASSESSMENTS.valueCodec().get().decode(rejected.get(0).raw()))
        .isEqualTo(ahead);
    assertThat(metrics.counter(AlertsMeter.IGNORED, "reason", "AHEAD").count()).isEqualTo(3);
  }

  @Test
  void aClockAheadByItsToleranceOrATimeThatIsNotOursIsHeard() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(Plant.at(WALL.plus(Duration.ofMinutes(5)), suspects(0, HealthState.ALARM, "")));
    AssetId replayed = new AssetId("engine-1");
    for (int h : List.of(0, 1, 2)) {
      send(
          Plant.assessment(
              replayed, hour(24 * 365 + h), Origin.REPLAYED, HealthState.ALARM, null, null));
    }

    assertThat(values(Topics.REJECTED)).isEmpty();
    assertThat(values(Topics.ALARMS)).extracting(AlarmEvent::assetId).containsExactly(replayed);
    assertThat(values(Topics.ADVISORIES)).hasSize(1);
  }

  @Test
  void whatPeopleDateAfterItCameIsRefused() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    int later = 24 * 365;
    for (int copy = 0; copy < 2; copy++) {
      send(Topics.OPERATOR_ACTIONS, Plant.PUMP, action("a-1", later, Kind.ACCEPT_AS_NORMAL, null));
      send(Topics.MAINTENANCE_REPORTS, Plant.PUMP, report("r-1", later, Outcome.REPAIRED));
    }

    assertThat(values(Topics.COMMAND_STATUS))
        .extracting(CommandStatus::requestId, CommandStatus::outcome, CommandStatus::detail)
        .containsExactly(
            tuple(
                "a-1",
                CommandStatus.Outcome.REFUSED,
                "dated 2027-01-02T00:00:00Z, but it came at 2026-06-01T00:00:00Z: check the"
                    + " sender's clock"),
            tuple(
                "r-1",
                CommandStatus.Outcome.REFUSED,
                "dated 2027-01-02T00:00:00Z, but it came at 2026-06-01T00:00:00Z: check the"
                    + " sender's clock"));
    assertThat(values(Topics.ADVISORIES)).as("nothing is closed").hasSize(1);

    AssetId simulated = new AssetId("fan-1");
    send(Topics.ASSETS, simulated, Plant.asset(simulated, Criticality.B, Origin.SIMULATED));
    send(
        Topics.MAINTENANCE_REPORTS,
        simulated,
        new MaintenanceReport(
            "r-2", simulated, null, null, null, Outcome.REPAIRED, "", hour(later), "fitter"));
    assertThat(values(Topics.COMMAND_STATUS))
        .as("in the time of a simulated machine")
        .extracting(CommandStatus::outcome)
        .containsExactly(CommandStatus.Outcome.DONE);
  }

  /** Whatever vibration does before the end, what has persisted is not forgotten. */
  @Test
  void aBearingThatHealsShortlyBeforeItsEndKeepsItsCaseAndOrder() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    List<Advisory> opened = values(Topics.ADVISORIES);
    List<WorkOrder> requested = values(Topics.WORK_ORDERS);
    for (int h = 8; h < 48; h++) { // longer than the quiet time and all persistences
      send(Plant.assessment(h, HealthState.HEALTHY, null, Plant.life(300)));
    }
    List<Advisory> meanwhile = values(Topics.ADVISORIES);
    alarmFor(48, 60);

    assertThat(opened).singleElement().extracting(Advisory::itemId).isEqualTo("bearing");
    assertThat(requested).hasSize(1);
    meanwhile.addAll(values(Topics.ADVISORIES));
    assertThat(meanwhile)
        .allSatisfy(
            c -> {
              assertThat(c.caseId()).isEqualTo(opened.get(0).caseId());
              assertThat(c.status()).isEqualTo(Advisory.Status.OPEN);
              assertThat(c.priority()).isGreaterThanOrEqualTo(opened.get(0).priority());
            });
    assertThat(values(Topics.WORK_ORDERS))
        .allSatisfy(
            w -> {
              assertThat(w.workOrderId()).isEqualTo(requested.get(0).workOrderId());
              assertThat(w.status()).isEqualTo(WorkOrder.Status.REQUESTED);
            });
  }

  @Test
  void redeliveryTellsNothingTwice() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);
    read(Topics.ALARMS);
    read(Topics.ADVISORIES);
    read(Topics.WORK_ORDERS);

    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    alarmFor(0, 8);

    assertThat(read(Topics.ALARMS)).isEmpty();
    assertThat(read(Topics.ADVISORIES)).isEmpty();
    assertThat(read(Topics.WORK_ORDERS)).isEmpty();
    assertThat(metrics.counter(AlertsMeter.IGNORED, "reason", "REPEATED").count()).isEqualTo(8);
  }

  /**
   * The driver restores no changelogs: the stores are carried over by hand. {@link
   * AlertsApplicationIT} restarts the real thing.
   */
  @Test
  void restartAnywhereGivesTheSameAsNoRestart() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    for (int h = 0; h < 12; h++) {
      send(Topics.SCALAR, Plant.PUMP, scan(h, 1500, 5, 50));
      send(suspects(h, h < 6 ? HealthState.DEGRADED : HealthState.ALARM, "bearing"));
    }
    List<Object> undisturbed = everything();

    driver.close();
    Path second = directory.resolve("second");
    start(second);
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    List<Object> restarted = new ArrayList<>();
    for (int h = 0; h < 12; h++) {
      send(Topics.SCALAR, Plant.PUMP, scan(h, 1500, 5, 50));
      restarted.addAll(everything());
      if (h % 3 == 1) {
        restart(second);
      }
      send(suspects(h, h < 6 ? HealthState.DEGRADED : HealthState.ALARM, "bearing"));
      restarted.addAll(everything());
      if (h % 3 == 2) {
        restart(second);
      }
    }

    assertThat(undisturbed).isNotEmpty();
    assertThat(restarted).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  private List<Object> everything() {
    List<Object> all = new ArrayList<>();
    all.addAll(values(Topics.ALARMS));
    all.addAll(values(Topics.ADVISORIES));
    all.addAll(values(Topics.WORK_ORDERS));
    return all;
  }

  private void restart(Path stateDirectory) {
    Map<String, Map<Object, Object>> stores = new HashMap<>();
    for (String name :
        List.of(
            AlertsTopology.ASSET_STORE, AlertsTopology.PROGRESS_STORE, AlertsTopology.BOOK_STORE)) {
      stores.put(name, contents(name));
    }
    driver.close();
    start(stateDirectory);
    stores.forEach(
        (name, contents) -> {
          KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
          contents.forEach(store::put);
        });
  }

  private Map<Object, Object> contents(String name) {
    Map<Object, Object> contents = new HashMap<>();
    KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
    try (KeyValueIterator<Object, Object> all = store.all()) {
      all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
    }
    return contents;
  }

  @Test
  void silenceIsLookedForByTheWallClock() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    AssetId replayed = new AssetId("engine-1");
    send(Topics.ASSETS, replayed, Plant.asset(replayed, Criticality.B, Origin.REPLAYED));

    driver.advanceWallClockTime(Duration.ofMinutes(4));
    assertThat(values(Topics.ALARMS)).isEmpty();
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    assertThat(values(Topics.ALARMS))
        .singleElement()
        .satisfies(e -> assertThat(e.alarmId()).startsWith("north/pump-7/SILENT@"));
    send(Topics.SCALAR, Plant.PUMP, scan(0, 1500, 1, 50));
    driver.advanceWallClockTime(Duration.ofSeconds(6));

    assertThat(values(Topics.ALARMS))
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.RETURNED_UNACKNOWLEDGED);
  }

  /** That it goes to the rejected topic is for {@link AlertsApplicationIT}: the driver drops it. */
  @Test
  void unreadableRecordIsCountedAndTheNextIsRead() {
    driver
        .createInputTopic(
            Topics.OPERATOR_ACTIONS.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            Plant.PUMP.value().getBytes(StandardCharsets.UTF_8),
            "not json".getBytes(StandardCharsets.UTF_8));
    send(Topics.OPERATOR_ACTIONS, Plant.PUMP, action("a-1", 0, Kind.SHELVE, null));

    assertThat(read(Topics.COMMAND_STATUS)).hasSize(1);
    assertThat(metrics.counter(AlertsMeter.UNDECODABLE).count()).isEqualTo(1);
  }

  @Test
  void removedDeclarationIsForgotten() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(Topics.ASSETS, Plant.PUMP, null);
    send(Topics.SCALAR, Plant.PUMP, scan(0, 1500, 1, 0));
    driver.advanceWallClockTime(Duration.ofMinutes(20));

    assertThat(read(Topics.ALARMS)).isEmpty();
    assertThat(metrics.counter(AlertsMeter.IGNORED, "reason", "UNDECLARED").count()).isEqualTo(1);
  }

  /** Copies bear the wall clock; in one task with telemetry they would wait for its end. */
  @Test
  void theDesksAreATaskOfTheirOwn() {
    assertThat(AlertsTopology.build(Plant.config("x"), metrics).describe().subtopologies())
        .hasSize(2);
  }

  @Test
  void aReportOfATimeThatNobodyFilledInIsRefused() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    for (String time : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      MaintenanceReport r = report("r " + time, 0, Outcome.REPAIRED);
      send(
          Topics.MAINTENANCE_REPORTS,
          Plant.PUMP,
          new MaintenanceReport(
              r.id(),
              r.assetId(),
              null,
              null,
              null,
              r.outcome(),
              r.found(),
              Instant.parse(time),
              r.actor()));
    }

    assertThat(values(Topics.COMMAND_STATUS))
        .extracting(CommandStatus::outcome)
        .containsExactly(CommandStatus.Outcome.REFUSED, CommandStatus.Outcome.REFUSED);
    assertThat(values(Topics.MACHINE_EVENTS)).isEmpty();
  }

  @Test
  void aMachineWhoseRecordsCannotBeUsedIsSilent() {
    send(Topics.ASSETS, Plant.PUMP, Plant.pump());
    send(Topics.SCALAR, Plant.PUMP, scan(100, 1500, 1, 50));
    for (int minute = 0; minute < 10; minute++) {
      // Its clock has jumped back: each time was before.
      send(Topics.SCALAR, Plant.PUMP, scan(minute, 1500, 1, 50));
      driver.advanceWallClockTime(Duration.ofMinutes(1));
    }

    assertThat(values(Topics.ALARMS))
        .singleElement()
        .satisfies(e -> assertThat(e.reason()).contains("nothing usable has come"));
  }

  @Test
  void everyNodeAndStoreHasAName() {
    String description = AlertsTopology.build(Plant.config("x"), metrics).describe().toString();

    assertThat(description)
        .contains("asset-alerts", "assets", "progress", "books", "from-millwright.assessments")
        .doesNotContain("KSTREAM", "KTABLE", "repartition");
  }
}
