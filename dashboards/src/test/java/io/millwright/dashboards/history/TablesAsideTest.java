package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.ErrorTag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesAsideTest {
  @Test
  void nothingIsWrittenWhileATableIsAsideAndItIsToldToGoOn(@TempDir Path directory) {
    try (EmbeddedQuestDb database = EmbeddedQuestDb.start(directory)) {
      database.execute(
          "CREATE TABLE t (timestamp TIMESTAMP, v LONG) TIMESTAMP(timestamp) PARTITION BY DAY WAL");
      TablesAside aside = new TablesAside(database);
      aside.demandNone();
      assertThat(aside.isEmpty()).isTrue();
      CairoEngine engine = database.engine();
      engine
          .getTableSequencerAPI()
          .suspendTable(engine.verifyTableName("t"), ErrorTag.DISK_FULL, "no room");
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
