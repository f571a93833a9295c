package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.asset.Asset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryStoreTest extends HistoryStoreContract {
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
      await().until(() -> second.latestReadings(pump.id()).size() == 1);
      assertThat(requireNonNull(second.latestReadings(pump.id()).get("flow")).value())
          .isEqualTo(42);
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
