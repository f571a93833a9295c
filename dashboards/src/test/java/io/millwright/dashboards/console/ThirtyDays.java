package io.millwright.dashboards.console;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.dashboards.history.StoreToMeasure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A console over thirty days of a machine with 24 channels, to look at and to measure: {@code
 * ThirtyDays PORT [SECONDS_BETWEEN_SCANS [influx]]}, in the embedded store or in Debian's InfluxDB,
 * started for it. Ends when its input does.
 */
final class ThirtyDays {
  private static final int CHANNELS = 24;
  private static final String ID = "works/line-1/compressor";
  private static final Instant END = Instant.parse("2026-03-31T00:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(30);

  private ThirtyDays() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    StoreToMeasure.with(args, 2, store -> show(store, port, seconds));
  }

  private static void show(HistoryStore store, int port, int seconds) throws Exception {
    Asset machine = machine();
    long began = System.nanoTime();
    load(store, machine, seconds);
    System.out.printf("loaded in %d s%n", (System.nanoTime() - began) / 1_000_000_000);
    TestConsole console = new TestConsole().over(store).at(Clock.fixed(END, ZoneOffset.UTC));
    InMemoryFleetFeed feed = console.feed;
    feed.add(view -> view.declare(machine));
    feed.add(view -> view.assess(HistoryExamples.assessment(ID, END, 1.4, 62, 300)));
    feed.add(view -> view.advise(HistoryExamples.openCase(ID, END.minus(Duration.ofDays(2)))));
    try (console) {
      console.open(ConsoleSettings.onLoopback(port));
      System.out.println(console.url() + "#/asset/" + ID);
      while (System.in.read() >= 0) {
        // until it ends
      }
    }
  }

  private static Asset machine() {
    BearingGeometry bearing = new BearingGeometry("6205", 9, 7.94, 39.04, 0);
    return new Asset(
        new AssetId(ID),
        "Compressor 1",
        List.of("Works", "Line 1"),
        "compressor",
        Criticality.A,
        Map.of(),
        List.of(new MaintainableItem("bearing-de", "Drive-end bearing", null, bearing, List.of())),
        IntStream.range(0, CHANNELS)
            .mapToObj(
                c -> MeasurementPoint.of("channel %02d".formatted(c), "Cel", PointKind.PROCESS))
            .toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.RIGID),
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED,
        List.of(
            new SignalPoint(
                "de",
                "Drive end",
                SignalKind.VIBRATION,
                List.of(new SignalChannel("x", SignalDirection.HORIZONTAL)),
                "bearing-de")),
        new Kinematics(1_788.0, 50.0, 4, null, null));
  }

  private static void load(HistoryStore store, Asset machine, int seconds) {
    SplittableRandom random = new SplittableRandom(1);
    HistoryBatch batch = store.newBatch((line, reason) -> System.err.println(reason));
    long scans = LENGTH.toSeconds() / seconds;
    double[] values = new double[CHANNELS];
    for (long i = 0; i <= scans; i++) {
      Instant time = END.minus(LENGTH).plusSeconds(i * seconds);
      for (int c = 0; c < CHANNELS; c++) {
        double day = Math.sin(2 * Math.PI * i * seconds / 86_400 + c);
        values[c] = 10 * c + 3 * day + random.nextDouble() + (c == 7 ? 8.0 * i / scans : 0);
      }
      batch.scan(machine, HistoryExamples.scan(machine, time, values.clone()));
      if (i % 5 == 0) {
        double score = 0.3 + Math.max(0, 1.5 * i / scans - 0.9) + 0.1 * random.nextDouble();
        batch.assessment(
            HistoryExamples.assessment(ID, time, score, 95 - 30 * score, 900 - 600.0 * i / scans));
      }
      if (i % 10 == 0) {
        float[] features = new float[FeatureSchemas.VIBRATION.featureNames().size()];
        features[5] = (float) (1.2 + 2.4 * i / scans + 0.2 * random.nextDouble()); // mm/s
        batch.features(FeatureSchemas.VIBRATION, HistoryExamples.features(machine, time, features));
      }
      if (batch.points() >= 20_000) {
        batch.commit();
      }
    }
    batch.commit();
    store.rollUps().finish((line, reason) -> System.err.println(reason));
    blocks(store, random);
  }

  /** Vibration of an outer race that wears, an hour apart. */
  private static void blocks(HistoryStore store, SplittableRandom random) {
    BlockSeries series = new BlockSeries(new AssetId(ID), "de", "x", BlockSeries.Kind.WAVEFORM);
    List<SignalBlock> blocks = new ArrayList<>();
    for (int hour = 0; hour < 240; hour++) {
      short[] counts = new short[16_384];
      for (int i = 0; i < counts.length; i++) {
        double t = i / 25_600.0;
        double age = t % (1 / 107.0);
        double impact = hour * Math.exp(-1_500 * age) * Math.sin(2 * Math.PI * 6_400 * age) * 20;
        counts[i] =
            (short)
                (1_000 * Math.sin(2 * Math.PI * 29.8 * t)
                    + impact
                    + 400 * (random.nextDouble() - 0.5));
      }
      blocks.add(
          new SignalBlock(
              series, END.minus(Duration.ofHours(240 - hour)), 25_600, 1e-3, 1_788.0, counts));
      if (blocks.size() == 20) {
        store.blocks().write(blocks);
        blocks.clear();
      }
    }
  }
}
