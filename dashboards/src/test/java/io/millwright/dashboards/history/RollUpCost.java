package io.millwright.dashboards.history;

import io.millwright.contracts.asset.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures what one hour of a plant costs to roll up: {@code RollUpCost MACHINES
 * SECONDS_BETWEEN_SCANS [influx]}, 25 points a machine, in the embedded store or in Debian's
 * InfluxDB, started for it.
 */
final class RollUpCost {
  private static final int POINTS = 25;
  private static final int BATCH = 10_000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private RollUpCost() {}

  public static void main(String[] args) throws Exception {
    int machines = Integer.parseInt(args[0]);
    int seconds = Integer.parseInt(args[1]);
    StoreToMeasure.with(args, 2, store -> measure(store, machines, seconds));
  }

  private static void measure(HistoryStore store, int machines, int seconds) {
    String[] names = IntStream.range(0, POINTS).mapToObj(i -> "s" + i).toArray(String[]::new);
    List<Asset> assets =
        IntStream.range(0, machines).mapToObj(i -> HistoryExamples.asset("m-" + i, names)).toList();
    long began = System.nanoTime();
    long points = write(store, assets, seconds);
    double wrote = (System.nanoTime() - began) / 1e9;
    began = System.nanoTime();
    store.rollUps().finish((line, reason) -> System.err.println(reason));
    double rolledUp = (System.nanoTime() - began) / 1e9;
    int minutes =
        store.readings(assets.get(0).id(), "s0", new TimeRange(BEGIN, BEGIN.plus(HOUR)), 60).size();
    began = System.nanoTime();
    int newest =
        store.latestReadings(assets.get(0).id(), new TimeRange(BEGIN, BEGIN.plus(HOUR))).size();
    double read = (System.nanoTime() - began) / 1e6;
    System.out.printf(
        "%,d points of an hour written in %.1f s, rolled up in %.1f s (%.1f %% of the hour, %.1f ms"
            + " a machine); a trend has %d minutes; the newest %d readings of a machine"
            + " are read in %.1f ms%n",
        points,
        wrote,
        rolledUp,
        100 * rolledUp / HOUR.toSeconds(),
        1_000 * rolledUp / assets.size(),
        minutes,
        newest,
        read);
  }

  private static long write(HistoryStore store, List<Asset> assets, int seconds) {
    Random random = new Random(1);
    HistoryBatch batch = store.newBatch((line, reason) -> System.err.println(reason));
    long points = 0;
    for (long s = 0; s < HOUR.toSeconds(); s += seconds) {
      for (Asset asset : assets) {
        double[] values = new double[POINTS];
        for (int c = 0; c < POINTS; c++) {
          values[c] = Math.rint(random.nextGaussian() * 1e4) / 1e4;
        }
        batch.scan(asset, HistoryExamples.scan(asset, BEGIN.plusSeconds(s), values));
        points += POINTS;
        if (batch.points() >= BATCH) {
          batch.commit();
        }
      }
    }
    batch.commit();
    return points;
  }
}
