package io.millwright.dashboards.history;

import io.millwright.contracts.asset.Asset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Measures readings per second into the embedded store; run by hand: {@code main}. */
final class HistoryThroughput {
  private static final int ASSETS = 100;
  private static final int POINTS = 25;
  private static final int SCANS = 80_000;
  private static final int BATCH = 10_000;

  private HistoryThroughput() {}

  public static void main(String[] args) throws Exception {
    String[] names = IntStream.range(0, POINTS).mapToObj(i -> "s" + i).toArray(String[]::new);
    List<Asset> assets = new ArrayList<>();
    for (int i = 0; i < ASSETS; i++) {
      assets.add(HistoryExamples.asset("unit-" + i, names));
    }
    Path directory = Files.createTempDirectory("millwright-history-throughput");
    try (EmbeddedHistoryStore store = EmbeddedHistoryStore.open(directory)) {
      Random random = new Random(1);
      HistoryBatch batch = store.newBatch();
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      long began = System.nanoTime();
      long writing = 0;
      for (int i = 0; i < SCANS; i++) {
        Asset asset = assets.get(i % ASSETS);
        double[] values = new double[POINTS];
        for (int c = 0; c < POINTS; c++) {
          values[c] =
              args.length > 0
                  ? random.nextGaussian()
                  : Math.rint(random.nextGaussian() * 1e4) / 1e4;
        }
        batch.scan(asset, HistoryExamples.scan(asset, start.plusSeconds(i / ASSETS), values));
        if (batch.points() >= BATCH) {
          long t = System.nanoTime();
          batch.commit();
          writing += System.nanoTime() - t;
        }
      }
      batch.commit();
      double accepted = (System.nanoTime() - began) / 1e9;
      long total = (long) SCANS * POINTS;
      TimeRange all = new TimeRange(start, start.plusSeconds(SCANS));
      while (store.readings(assets.get(ASSETS - 1).id(), "s24", all, 1).stream()
              .mapToLong(ReadingBucket::count)
              .sum()
          < SCANS / ASSETS) {
        Thread.sleep(20);
      }
      double visible = (System.nanoTime() - began) / 1e9;
      long t = System.nanoTime();
      int buckets = store.readings(assets.get(7).id(), "s3", all, 500).size();
      System.out.printf(
          "%d readings: accepted %.0f/s (%.0f %% of it in HTTP), visible %.0f/s; trend of %d"
              + " buckets in %.1f ms%n",
          total,
          total / accepted,
          writing / 1e7 / accepted,
          total / visible,
          buckets,
          (System.nanoTime() - t) / 1e6);
    }
  }
}
