package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

  @Test
  void answersNoMoreQueriesAtATimeThanItMayAndAllInTheEnd(@TempDir Path directory)
      throws Exception {
    int asking = 4 * EmbeddedQuestDb.MOST_QUERIES;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService people = Executors.newFixedThreadPool(asking);
    try (EmbeddedQuestDb database = EmbeddedQuestDb.start(directory)) {
      Callable<List<Long>> query =
          () ->
              database.query(
                  "SELECT x FROM long_sequence(1) WHERE x = $1",
                  List.of(1L),
                  row -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(20_000_000);
                    running.decrementAndGet();
                    return row.integer("x");
                  });

      for (Future<List<Long>> answer : people.invokeAll(Collections.nCopies(asking, query))) {
        assertThat(answer.get()).containsExactly(1L);
      }

      assertThat(most).hasValue(EmbeddedQuestDb.MOST_QUERIES);
    } finally {
      people.shutdownNow();
    }
  }
}
