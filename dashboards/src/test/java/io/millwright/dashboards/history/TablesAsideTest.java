package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.asset.Asset;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.ErrorTag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesAsideTest {
  private static void setAside(EmbeddedQuestDb database, String table) {
    CairoEngine engine = database.engine();
    engine
        .getTableSequencerAPI()
        .suspendTable(engine.verifyTableName(table), ErrorTag.DISK_FULL, "no room");
  }

  @Test
  void theStoreTakesNoPointsThatItWouldNotShow(@TempDir Path directory) {
    Asset pump = HistoryExamples.asset("pump-1", "flow");
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    try (EmbeddedHistoryStore store = EmbeddedHistoryStore.open(directory)) {
      setAside(store.database(), "readings");
      HistoryBatch batch = store.newBatch();
      batch.scan(pump, HistoryExamples.scan(pump, time, 7));

      assertThat(store.reachable()).isFalse();
      assertThatThrownBy(batch::commit)
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageEndingWith(": readings");
      assertThat(batch.points()).isPositive();

      await().atMost(Duration.ofSeconds(10)).until(store::reachable);
      assertThat(batch.commit()).isZero();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> store.latestReadings(pump.id(), HistoryExamples.EVER).size() == 1);
    }
  }

  @Test
  void nothingIsWrittenWhileATableIsAsideAndItIsToldToGoOn(@TempDir Path directory) {
    try (EmbeddedQuestDb database = EmbeddedQuestDb.start(directory)) {
      database.execute(
          "CREATE TABLE t (timestamp TIMESTAMP, v LONG) TIMESTAMP(timestamp) PARTITION BY DAY WAL");
      TablesAside aside = new TablesAside(database);
      aside.demandNone();
      assertThat(aside.isEmpty()).isTrue();
      setAside(database, "t");
      database.execute("INSERT INTO t VALUES (0, 1)"); // goes into the log, without a word

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThatThrownBy(aside::demandNone)
                      .isInstanceOf(HistoryUnavailableException.class)
                      .hasMessageContaining("log")
                      .hasMessageEndingWith(": t"));
      assertThat(aside.isEmpty()).isFalse();

      await().atMost(Duration.ofSeconds(10)).until(aside::isEmpty);
      aside.demandNone();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  database
                      .query("SELECT count() n FROM t", List.of(), row -> row.integer("n"))
                      .equals(List.of(1L)));
    }
  }
}
