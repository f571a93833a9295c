package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.energy.Baseline;
import io.millwright.alerts.energy.EnergyRule;
import io.millwright.alerts.energy.Metering;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.telemetry.ScalarScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor on its stores, which outlive it as they outlive a process. */
class EnergyProcessorTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");
  private static final long WALL = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final int DAY = 24 * 60;

  /** A pump with a motor whose power is measured. */
  static final Asset PUMP =
      Plant.with(
          Plant.pump(), List.of(MeasurementPoint.of("power", "kW", PointKind.POWER)), "power");

  private final MockProcessorContext<Object, Object> context;
  private final KeyValueStore<AssetId, Asset> assets =
      store(AlertsTopology.ASSET_STORE, Topics.ASSETS.valueCodec().get());
  private final KeyValueStore<AssetId, Baseline> baselines =
      store(EnergyProcessor.BASELINES, StateCodecs.json(Baseline.class));
  private final KeyValueStore<AssetId, Metering> meterings =
      store(EnergyProcessor.METERINGS, StateCodecs.json(Metering.class));
  private EnergyProcessor processor;

  @SuppressWarnings("NullAway.Init") // start() makes the processor.
  EnergyProcessorTest(@TempDir Path directory) {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
  }

  private static <V> KeyValueStore<AssetId, V> store(String name, Codec<V> codec) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name),
            Topics.ASSETS.keyCodec().get().serde(),
            codec.serde())
        .withLoggingDisabled()
        .build();
  }

  @BeforeEach
  void start() {
    context.setCurrentSystemTimeMs(WALL);
    context.setRecordMetadata(Topics.ASSETS.name(), 0, 0);
    assets.init(context.getStateStoreContext(), assets);
    baselines.init(context.getStateStoreContext(), baselines);
    meterings.init(context.getStateStoreContext(), meterings);
    begin();
    declare(PUMP);
  }

  private void begin() {
    processor = new EnergyProcessor(EnergyRule.DEFAULT, Set.of(Origin.MEASURED, Origin.REPLAYED));
    processor.init(context);
  }

  /** As AssetProcessor keeps it first. */
  private void declare(@Nullable Asset asset) {
    assets.put(Plant.PUMP, asset);
    send(asset);
  }

  private void send(@Nullable Object value) {
    processor.process(new Record<>(Plant.PUMP, value, WALL));
  }

  static Instant minute(int number) {
    return Plant.START.plus(Duration.ofMinutes(number));
  }

  static ScalarScan scan(int minute, double kilowatts) {
    Instant t = minute(minute);
    return new ScalarScan(
        Plant.PUMP,
        t,
        t,
        t,
        Origin.MEASURED,
        PUMP.channelSet(),
        new double[] {kilowatts},
        new byte[0]);
  }

  static Assessment assessment(int minute) {
    return Plant.at(
        minute(minute),
        Plant.assessment(0, minute <= DAY ? HealthState.HEALTHY : HealthState.DEGRADED));
  }

  private void run(int from, int to) {
    for (int i = from; i <= to; i++) {
      send(scan(i, i <= DAY ? 10 : 12));
      send(assessment(i));
    }
  }

  private List<EnergyUse> told() {
    return context.forwarded().stream()
        .map(f -> f.record().value())
        .filter(EnergyUse.class::isInstance)
        .map(EnergyUse.class::cast)
        .toList();
  }

  @Test
  void aRestartWhereverItComesMeasuresTheSame() {
    run(0, DAY + 301);
    List<EnergyUse> undisturbed = told();
    assertThat(undisturbed).hasSize(5);
    assertThat(undisturbed.get(4).excessKwh()).isEqualTo(10, within(1e-9));
    List<PlantRecord> copies =
        context.forwarded().stream()
            .map(f -> f.record().value())
            .filter(PlantRecord.class::isInstance)
            .map(PlantRecord.class::cast)
            .toList();
    assertThat(copies).extracting(PlantRecord::topic).containsOnly(Topics.ENERGY.name()).hasSize(5);
    declare(null);
    declare(PUMP);
    context.resetForwards();

    for (int i = 0; i <= DAY + 301; i++) {
      send(scan(i, i <= DAY ? 10 : 12));
      if (i % 37 == 0) {
        begin(); // between a scan and its assessment
      }
      send(assessment(i));
    }

    assertThat(told()).isEqualTo(undisturbed);
  }

  @Test
  void anAssetWhosePowerIsNotMeasuredKeepsNothing() {
    declare(Plant.pump());
    context.resetForwards();
    run(0, DAY + 301);

    assertThat(context.forwarded()).isEmpty();
    assertThat(meterings.get(Plant.PUMP)).isNull();
  }

  @Test
  void energyOfSimulatedMachinesIsNotPaidFor() {
    declare(
        Plant.with(
            Plant.asset(Plant.PUMP, PUMP.criticality(), Origin.SIMULATED), PUMP.points(), "power"));
    run(0, DAY + 301);

    assertThat(context.forwarded()).isEmpty();
  }

  @Test
  void anAssetThatIsTakenBackTellsTheRestAndIsForgotten() {
    run(0, DAY + 31);
    assertThat(told()).isEmpty();
    declare(null);

    assertThat(told()).extracting(EnergyUse::degradedHours).containsExactly(0.5);
    assertThat(meterings.get(Plant.PUMP)).isNull();
    assertThat(baselines.get(Plant.PUMP)).isNull();
  }

  @Test
  void theSameDeclarationAgainChangesNothing() {
    run(0, DAY + 31);
    declare(PUMP);
    run(DAY + 32, DAY + 61);

    assertThat(told())
        .singleElement()
        .satisfies(use -> assertThat(use.excessKwh()).isEqualTo(2, within(1e-9)));
  }

  @Test
  void maintenanceAndANewNormalBeginAnew() {
    for (MachineEventType type :
        List.of(MachineEventType.MAINTENANCE_PERFORMED, MachineEventType.ACCEPTED_AS_NORMAL)) {
      declare(null);
      declare(PUMP);
      run(0, DAY + 31);
      context.resetForwards();
      send(event(type, DAY + 31));
      run(DAY + 32, DAY + 200);

      assertThat(told()).extracting(EnergyUse::degradedHours).containsExactly(0.5);
    }
  }

  @Test
  void otherEventsAndWhatIsDatedAheadChangeNothing() {
    run(0, DAY + 31);
    send(event(MachineEventType.PRODUCT_CHANGE, DAY + 31));
    send(event(MachineEventType.MAINTENANCE_PERFORMED, 365 * DAY));
    send(scan(365 * DAY, 99));
    send(assessment(365 * DAY));
    run(DAY + 32, DAY + 61);

    assertThat(told())
        .singleElement()
        .satisfies(use -> assertThat(use.excessKwh()).isEqualTo(2, within(1e-9)));
  }

  private static MachineEvent event(MachineEventType type, int minute) {
    return new MachineEvent(
        "e-1", Plant.PUMP, minute(minute), type, null, "fitter", "done", Origin.MEASURED);
  }

  /** Written anew, where it is missing, by {@code -Dmillwright.golden.write}. */
  @Test
  void whatTheStoresOfVersion1HoldIsRead() throws IOException {
    run(0, DAY + 90);
    send(event(MachineEventType.MAINTENANCE_PERFORMED, DAY + 91));
    send(scan(DAY + 91, 12));

    assertRead("energy-baseline.bin", StateCodecs.json(Baseline.class), baselines);
    assertRead("energy-metering.bin", StateCodecs.json(Metering.class), meterings);
  }

  private static <V> void assertRead(String name, Codec<V> codec, KeyValueStore<AssetId, V> kept)
      throws IOException {
    Path file = GOLDEN.resolve(name);
    V value = kept.get(Plant.PUMP);
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, codec.encode(value));
    }

    assertThat(codec.decode(Files.readAllBytes(file))).isEqualTo(value);
  }
}
