package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.contracts.asset.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores on a small file system of their own; only root can make one. */
class FullDiskIT {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void influxKeepsWhatDoesNotFitUntilThereIsRoom(@TempDir Path directory) throws Exception {
    Path disk = mountOrSkip(directory, "48m");
    try (DebianServer influx = DebianServer.startOrSkip(disk);
        InfluxHistoryStore store = influx.store(influx.settings())) {
      Asset pump = HistoryExamples.asset("full/pump", "flow");
      HistoryBatch batch = store.newBatch();
      batch.scan(pump, HistoryExamples.scan(pump, T0, 0));
      assertThat(batch.commit()).isZero();
      Path ballast = fill(disk, 1 << 20);

      int[] accepted = {1};
      assertThatThrownBy(() -> writeOn(batch, pump, accepted))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("has no space left on its disk")
          .hasMessageContaining("no space left on device");
      assertThat(batch.points()).isEqualTo(5_000);

      Files.delete(ballast);
      influx.kill(); // InfluxDB 1 does not come to itself
      influx.start();
      assertThat(batch.commit()).isZero();

      int all = accepted[0] + 5_000;
      assertThat(store.readings(pump.id(), "flow", new TimeRange(T0, T0.plusSeconds(all)), all))
          .hasSize(all)
          .allMatch(bucket -> bucket.count() == 1)
          .last()
          .satisfies(last -> assertThat(last.mean()).isEqualTo(Math.sin(all - 1)));
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** What was accepted is read in the end, and what was not waits. */
  @Test
  void embeddedStoreShowsAllThatItTookOnceThereIsRoom(@TempDir Path directory) throws Exception {
    Path disk = mountOrSkip(directory, "600m");
    try (EmbeddedHistoryStore store = EmbeddedHistoryStore.open(disk)) {
      Asset pump = HistoryExamples.asset("full/pump", "flow");
      HistoryBatch batch = store.newBatch();
      batch.scan(pump, HistoryExamples.scan(pump, T0, 0));
      assertThat(batch.commit()).isZero();
      await().until(() -> count(store, pump, 1) == 1);
      Path ballast = fill(disk, 4 << 20);

      int[] accepted = {1};
      assertThatThrownBy(() -> writeOn(batch, pump, accepted))
          .isInstanceOf(HistoryUnavailableException.class);
      assertThat(batch.points()).isEqualTo(5_000);

      Files.delete(ballast);
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> batch.commit() == 0 && batch.points() == 0);

      int all = accepted[0] + 5_000;
      await().atMost(Duration.ofSeconds(30)).until(() -> count(store, pump, all) == all);
      assertThat(store.reachable()).isTrue();
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** Until the store takes no more; counts the seconds that it took. */
  private static void writeOn(HistoryBatch batch, Asset asset, int[] accepted) {
    while (accepted[0] < 2_000_000) {
      for (int i = 0; i < 5_000; i++) {
        int second = accepted[0] + i;
        batch.scan(asset, HistoryExamples.scan(asset, T0.plusSeconds(second), Math.sin(second)));
      }
      batch.commit();
      accepted[0] += 5_000;
    }
  }

  private static long count(HistoryStore store, Asset asset, int seconds) {
    return store
        .readings(asset.id(), "flow", new TimeRange(T0, T0.plusSeconds(seconds)), 1)
        .stream()
        .mapToLong(ReadingBucket::count)
        .sum();
  }

  private static Path mountOrSkip(Path directory, String size) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    int mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString());
    if (mounted != 0) {
      String reason = "no right to mount a small disk (mount ended with " + mounted + ")";
      System.err.println("FullDiskIT skipped: " + reason);
      assumeTrue(false, reason);
    }
    return disk;
  }

  /** Leaves so many bytes free. */
  private static Path fill(Path disk, long free) throws IOException {
    Path ballast = disk.resolve("ballast");
    long size = disk.toFile().getUsableSpace() - free;
    Files.write(ballast, new byte[(int) size]);
    return ballast;
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      return -1; // no such command
    }
  }
}
