package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.List;

/**
 * QuestDB sets a table aside when rows of its log cannot be applied, as when the disk is full, and
 * goes on to take rows into the log: reads miss them, and nobody is told. So nothing is written
 * while a table is aside, and each is told to go on until it does. Thread-safe.
 */
final class TablesAside {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final EmbeddedQuestDb database;
  private long nextLook = System.nanoTime();
  private String why = "";

  TablesAside(EmbeddedQuestDb database) {
    this.database = database;
  }

  /**
   * Returns if no table was aside a second ago.
   *
   * @throws HistoryUnavailableException if one was
   */
  void demandNone() {
    String now = look();
    if (!now.isEmpty()) {
      throw new HistoryUnavailableException(now, null);
    }
  }

  /** Whether no table was aside a second ago. */
  boolean isEmpty() {
    return look().isEmpty();
  }

  private synchronized String look() {
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      nextLook = now + LOOK_EVERY.toNanos();
      List<String> aside =
          database.query(
              "SELECT name FROM wal_tables() WHERE suspended ORDER BY name",
              List.of(),
              row -> String.valueOf(row.text("name")));
      why =
          aside.isEmpty()
              ? ""
              : "tables of the history do not take what is in their log, as when the disk is full: "
                  + String.join(", ", aside);
      aside.forEach(table -> database.execute("ALTER TABLE " + table + " RESUME WAL"));
    }
    return why;
  }
}
