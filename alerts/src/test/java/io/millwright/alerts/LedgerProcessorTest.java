package io.millwright.alerts;

import static io.millwright.alerts.Plant.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.ledger.Costs;
import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.ledger.MachineRecord;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.runtime.metrics.Metrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk on its stores, which outlive it as they outlive a process. */
class LedgerProcessorTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");

  private final Metrics metrics = new Metrics();
  private final MockProcessorContext<Object, Object> context;
  private final KeyValueStore<AssetId, MachineRecord> records =
      store(
          LedgerProcessor.RECORDS,
          Topics.ASSETS.keyCodec().get().serde(),
          StateCodecs.json(MachineRecord.class).serde());
  private final KeyValueStore<String, LedgerState> plant =
      store(LedgerProcessor.TOTALS, Serdes.String(), StateCodecs.json(LedgerState.class).serde());
  private LedgerProcessor desk;

  @SuppressWarnings("NullAway.Init") // start() makes the desk.
  LedgerProcessorTest(@TempDir Path directory) {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
  }

  private static <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
        .withLoggingDisabled()
        .build();
  }

  @BeforeEach
  void start() {
    context.setCurrentSystemTimeMs(WALL.toEpochMilli());
    records.init(context.getStateStoreContext(), records);
    plant.init(context.getStateStoreContext(), plant);
    desk = started(LedgerRules.PLAIN);
    send(Plant.pump());
  }

  @AfterEach
  void stop() {
    records.close();
    plant.close();
  }

  private LedgerProcessor started(LedgerRules rules) {
    LedgerProcessor processor =
        new LedgerProcessor(rules, null, new LedgerGauges(metrics), new AlertsCounters(metrics));
    processor.init(context);
    return processor;
  }

  private void send(@Nullable Object value) {
    desk.process(new Record<>(Plant.PUMP, value, WALL.toEpochMilli()));
  }

  private void count() {
    List<MockProcessorContext.CapturedPunctuator> all = context.scheduledPunctuators();
    all.get(all.size() - 1).getPunctuator().punctuate(WALL.plusSeconds(10).toEpochMilli());
  }

  private List<LedgerEntry> entries() {
    return context.forwarded().stream()
        .map(f -> f.record().value())
        .filter(LedgerEntry.class::isInstance)
        .map(LedgerEntry.class::cast)
        .toList();
  }

  private List<PerformanceReport> reports() {
    return context.forwarded().stream()
        .map(f -> f.record().value())
        .filter(PerformanceReport.class::isInstance)
        .map(PerformanceReport.class::cast)
        .filter(r -> r.scope() == PerformanceReport.Scope.PLANT)
        .toList();
  }

  private static Advisory closed(int hour) {
    return new Advisory(
        "c",
        2,
        Plant.PUMP,
        "bearing",
        Advisory.Status.CLOSED_NOTHING_FOUND,
        Priority.HIGH,
        hour(0),
        hour(hour),
        "vib",
        List.of(),
        null,
        "fitter: nothing",
        Origin.MEASURED,
        "Millwright 0.1.0");
  }

  @Test
  void afterARestartNothingIsToldAgainAndNothingIsForgotten() {
    send(closed(5));
    count();
    assertThat(entries()).hasSize(1);
    PerformanceReport before = reports().get(0);
    context.resetForwards();

    desk.close();
    desk = started(LedgerRules.PLAIN);
    send(closed(5));
    count();

    assertThat(entries()).isEmpty();
    assertThat(reports()).containsExactly(before);
  }

  @Test
  void declaredCostsValueWhatWasNotValuedBefore() {
    send(closed(5));
    assertThat(entries()).extracting(LedgerEntry::amount).containsOnlyNulls();
    context.resetForwards();

    LedgerRules plain = LedgerRules.PLAIN;
    desk =
        started(
            new LedgerRules(
                plain.window(),
                plain.horizon(),
                plain.longestDowntime(),
                true,
                null,
                plain.every(),
                plain.energy(),
                new Costs(
                    "EUR",
                    "p.lanner",
                    null,
                    2.0,
                    50.0,
                    null,
                    plain.costs().failureProbability(),
                    List.of())));
    count();

    assertThat(entries()).extracting(LedgerEntry::amount).containsExactly(-100.0);
    assertThat(entries()).extracting(LedgerEntry::revision).containsExactly(2);
  }

  @Test
  void timesThatNoCalendarHoldsAreSteppedOver() {
    for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusMillis(1))) {
      send(
          new MaintenanceReport(
              "r" + time,
              Plant.PUMP,
              null,
              null,
              null,
              MaintenanceReport.Outcome.REPAIRED,
              "done",
              time.equals(Instant.MIN) ? hour(1) : time,
              "fitter",
              time));
    }
    send(closed(5));
    count();

    assertThat(metrics.counter(AlertsMeter.UNDECODABLE).count()).isEqualTo(3);
    assertThat(Objects.requireNonNull(reports().get(0).reliability()).failures()).isZero();
    assertThat(entries()).hasSize(1);
  }

  @Test
  void nothingIsToldOfAPlantInWhichNothingHasHappened() {
    count();
    assertThat(context.forwarded()).isEmpty();

    send(closed(5));
    count();
    context.resetForwards();
    count();
    assertThat(context.forwarded()).as("nothing new within the hour").isEmpty();
  }

  @Test
  void aMachineThatWasTakenAwayBeforeAnythingHappenedWasNeverObserved() {
    send(null);
    assertThat(records.get(Plant.PUMP)).isNull();
    send(Plant.pump());
    assertThat(records.get(Plant.PUMP)).isNotNull();
  }

  @Test
  void aMachineThatIsTakenAwayKeepsItsHistory() {
    send(closed(5));
    send(null);
    count();

    assertThat(reports().get(0).calls().nothingFound()).isEqualTo(1);
  }
}
