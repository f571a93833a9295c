package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.contracts.asset.Asset;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's real InfluxDB; skipped where {@code influxd} is not on the path. */
class InfluxHistoryStoreIT extends HistoryStoreContract {
  private static @Nullable DebianInflux influx;
  private static @Nullable V2WriteShim shim;
  private static InfluxHistoryStore store = store(URI.create("http://127.0.0.1:1"), "millwright");

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Optional<Path> executable = DebianInflux.executable();
    if (executable.isEmpty()) {
      String reason = "no influxd on the path: apt-get install influxdb";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.err.println("InfluxHistoryStoreIT skipped: " + reason);
      assumeTrue(false, reason);
    }
    DebianInflux started = DebianInflux.start(executable.get(), directory);
    influx = started;
    V2WriteShim front = new V2WriteShim(started.url());
    shim = front;
    store = store(front.url(), "millwright");
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    if (shim != null) {
      shim.close();
    }
    if (influx != null) {
      influx.close();
    }
  }

  @Override
  protected HistoryStore store() {
    return store;
  }

  @Test
  void takesAStatementErrorInAGoodAnswerForAnError() {
    assertThatThrownBy(
            () ->
                new InfluxQl(settings(front().url(), "no_such_bucket"), Duration.ofSeconds(5))
                    .query("SELECT v FROM readings", row -> row))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("database not found");
  }

  @Test
  void keepsTheBatchAndTellsTheCommandsWhenTheBucketIsMissingAndMayNotBeMade() {
    Asset pump = HistoryExamples.asset("lost/pump", "flow");
    HistoryBatch batch =
        new InfluxHistoryStore(
                settings(front().url(), "no_such_bucket"),
                new HistorySettings(Retention.DEFAULT, false))
            .newBatch();
    batch.scan(pump, HistoryExamples.scan(pump, Instant.EPOCH, 1));

    assertThatThrownBy(batch::commit)
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("CREATE DATABASE \"no_such_bucket\" WITH DURATION 720h NAME raw")
        .hasMessageContaining(
            "CREATE RETENTION POLICY minute ON \"no_such_bucket\" DURATION 8760h REPLICATION 1");
    assertThat(batch.points()).isEqualTo(1);
  }

  @Test
  void keepsTheBatchWhenNobodyAnswers() {
    Asset pump = HistoryExamples.asset("away/pump", "flow");
    HistoryBatch batch = store(URI.create("http://127.0.0.1:1"), "millwright").newBatch();
    batch.scan(pump, HistoryExamples.scan(pump, Instant.EPOCH, 1));

    assertThatThrownBy(batch::commit).isInstanceOf(HistoryUnavailableException.class);
    assertThat(batch.points()).isEqualTo(1);
  }

  private static V2WriteShim front() {
    return requireNonNull(shim);
  }

  private static InfluxHistoryStore store(URI url, String bucket) {
    return new InfluxHistoryStore(
        settings(url, bucket), new HistorySettings(Retention.FOR_EVER, true));
  }

  private static InfluxSettings settings(URI url, String bucket) {
    return new InfluxSettings(url, "millwright", bucket, new Secret("unused"));
  }
}
