package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
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
    started.createDatabase("millwright");
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
            () -> store(front().url(), "no_such_bucket").latestReadings(new AssetId("a")))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("database not found");
  }

  @Test
  void keepsTheBatchWhenTheStoreDoesNotKnowTheBucket() {
    Asset pump = HistoryExamples.asset("lost/pump", "flow");
    HistoryBatch batch = store(front().url(), "no_such_bucket").newBatch();
    batch.scan(pump, HistoryExamples.scan(pump, Instant.EPOCH, 1));

    assertThatThrownBy(batch::commit)
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("database not found");
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
        new InfluxSettings(url, "millwright", bucket, new Secret("unused")));
  }
}
