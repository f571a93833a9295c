package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQuestDbTest {
  @Test
  void aStatementThatFailsIsAHistoryThatIsUnavailableHoweverTheDatabaseSaysSo(
      @TempDir Path directory) {
    try (EmbeddedQuestDb database = EmbeddedQuestDb.start(directory)) {
      database.execute(
          "CREATE TABLE t (timestamp TIMESTAMP, v LONG) TIMESTAMP(timestamp) PARTITION BY DAY WAL");

      assertThatThrownBy(() -> database.execute("INSERT INTO nowhere VALUES (1)"))
          .isInstanceOf(HistoryUnavailableException.class);
      assertThatThrownBy(() -> database.execute("INSERT INTO t SELECT null::timestamp, 1L"))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("INSERT INTO t");
    }
  }
}
