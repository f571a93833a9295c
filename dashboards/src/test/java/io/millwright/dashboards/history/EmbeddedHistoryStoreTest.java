package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryStoreTest extends HistoryStoreContract {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static EmbeddedHistoryStore store;

  @BeforeAll
  static void open(@TempDir Path directory) {
    store = EmbeddedHistoryStore.open(directory);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected HistoryStore store() {
    return store;
  }

  @Override
  protected HistoryStore reading(Retention retention, Instant now) {
    return store.sharing(new HistorySettings(retention, true), InstantSource.fixed(now));
  }

  @Test
  void keepsItsDataAcrossARestart(@TempDir Path directory) {
    Asset pump = HistoryExamples.asset("kept/pump-1", "flow");
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    try (EmbeddedHistoryStore first = EmbeddedHistoryStore.open(directory)) {
      HistoryBatch batch = first.newBatch();
      batch.scan(pump, HistoryExamples.scan(pump, time, 42));
      batch.commit();
    }
    try (EmbeddedHistoryStore second = EmbeddedHistoryStore.open(directory)) {
      await().until(() -> second.latestReadings(pump.id(), HistoryExamples.EVER).size() == 1);
      assertThat(
              requireNonNull(second.latestReadings(pump.id(), HistoryExamples.EVER).get("flow"))
                  .value())
          .isEqualTo(42);
    }
  }

  @Test
  void whatAKilledProcessLeftStaleIsReadRawAndRolledUpByTheNext(@TempDir Path directory) {
    Asset pump = HistoryExamples.asset("left/pump-1", "flow");
    TimeRange range = TimeRange.before(T0.plus(Duration.ofHours(3)), Duration.ofHours(3));
    try (EmbeddedHistoryStore first = EmbeddedHistoryStore.open(directory)) {
      HistoryBatch batch = first.newBatch();
      for (int hour = 0; hour < 3; hour++) {
        batch.scan(pump, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(hour)), hour));
      }
      batch.commit();
    }
    try (EmbeddedHistoryStore second = EmbeddedHistoryStore.open(directory)) {
      await().until(() -> second.readings(pump.id(), "flow", range, 3).size() == 3);
      second.rollUps().finish((line, reason) -> {});
      assertThat(second.rollUps().waiting()).isZero();
    }
    try (EmbeddedHistoryStore third = EmbeddedHistoryStore.open(directory)) {
      assertThat(third.rollUps().waiting()).isZero();
      assertThat(third.readings(pump.id(), "flow", range, 3))
          .extracting(ReadingBucket::mean)
          .containsExactly(0.0, 1.0, 2.0);
    }
  }

  @Test
  void dropsWhatIsOlderThanItsTierIsKept(@TempDir Path directory) {
    AtomicReference<Instant> now = new AtomicReference<>(T0.plus(Duration.ofDays(9)));
    Retention retention =
        new Retention(
            Duration.ofDays(10),
            Duration.ofDays(60),
            Duration.ZERO,
            Duration.ofDays(60),
            Duration.ofDays(10));
    Asset pump = HistoryExamples.asset("dropped/pump-1", "flow");
    TimeRange days = TimeRange.before(T0.plus(Duration.ofDays(9)), Duration.ofDays(9));
    try (EmbeddedHistoryStore kept =
        EmbeddedHistoryStore.open(directory, new HistorySettings(retention, true), now::get)) {
      HistoryBatch batch = kept.newBatch();
      for (int day = 0; day < 9; day++) {
        for (int i = 0; i < 10; i++) {
          Instant time = T0.plus(Duration.ofDays(day)).plusSeconds(10L * i);
          batch.scan(pump, HistoryExamples.scan(pump, time, i));
        }
      }
      batch.alarm(HistoryExamples.alarm("dropped/pump-1", T0, 1, AlarmStatus.UNACKNOWLEDGED));
      for (BoardMeasurement board : BoardMeasurement.values()) {
        batch.board(HistoryExamples.board(board, T0));
      }
      batch.commit();
      kept.rollUps().finish((line, reason) -> {});
      assertThat(kept.readings(pump.id(), "flow", days, 100_000)).hasSize(90);
      for (BoardMeasurement board : BoardMeasurement.values()) {
        await().until(() -> kept.rows(board.measurement()) == 1);
      }

      now.set(T0.plus(Duration.ofDays(15)));
      kept.rollUps().finish((line, reason) -> {});

      // Of four days raw is left, of all days the minutes: the first minute holds six readings.
      var trend = kept.readings(pump.id(), "flow", days, 100_000);
      assertThat(trend).hasSize(5 * 2 + 4 * 10);
      assertThat(trend.get(0)).isEqualTo(new ReadingBucket(T0, 0, 2.5, 5, 6));
      assertThat(kept.rows("readings")).isEqualTo(4 * 10);
      assertThat(kept.alarms(pump.id(), days, 9)).hasSize(1);
      for (BoardMeasurement board : BoardMeasurement.values()) {
        assertThat(kept.rows(board.measurement()))
            .as(board.measurement())
            .isEqualTo(board.tier() == Tier.RAW ? 0 : 1);
      }

      now.set(T0.plus(Duration.ofDays(800)));
      kept.rollUps().finish((line, reason) -> {});

      assertThat(kept.rows("readings")).isZero();
      assertThat(kept.rows("readings_minute")).isZero();
      assertThat(kept.alarms(pump.id(), days, 9)).isEmpty();
      for (BoardMeasurement board : BoardMeasurement.values()) {
        assertThat(kept.rows(board.measurement())).as(board.measurement()).isZero();
      }
      assertThat(kept.readings(pump.id(), "flow", days, 100_000)).hasSize(9);
    }
  }

  @Test
  void saysNothingOnTheConsole(@TempDir Path directory) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (EmbeddedHistoryStore quiet = EmbeddedHistoryStore.open(directory)) {
      assertThat(quiet.reachable()).isTrue();
    } finally {
      System.setOut(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void namesADirectoryThatCannotBeUsed(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertThatThrownBy(() -> EmbeddedHistoryStore.open(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString());
  }
}
