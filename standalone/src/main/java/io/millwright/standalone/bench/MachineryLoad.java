package io.millwright.standalone.bench;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Made-up machines, each with {@value #CHANNELS} channels of noise about a daily swing, scanned in
 * turn at even distances. Owned by one thread.
 */
final class MachineryLoad implements TelemetrySource {
  static final int CHANNELS = 24;

  private final String name;
  private final List<Asset> assets;
  private final Instant begin;
  private final Duration every;
  private final long scans;
  private final SplittableRandom random = new SplittableRandom(1);
  private long next;

  /**
   * @param name of the source, and beginning of the machines' ids
   * @param machines how many
   * @param begin time of the first scan
   * @param every time between two scans of a machine
   * @param rounds scans of each machine before the source ends
   */
  MachineryLoad(String name, int machines, Instant begin, Duration every, long rounds) {
    this.name = name;
    this.assets = IntStream.range(0, machines).mapToObj(this::machine).toList();
    this.begin = begin;
    this.every = every;
    this.scans = machines * rounds;
  }

  private Asset machine(int number) {
    return new Asset(
        new AssetId("%s/area-%d/machine-%04d".formatted(name, number % 20, number)),
        "Machine " + number,
        List.of("Works", "Area " + number % 20),
        "pump",
        Criticality.values()[number % Criticality.values().length],
        Map.of(),
        List.of(new MaintainableItem("bearing", "Drive-end bearing", null, null, List.of())),
        IntStream.range(0, CHANNELS)
            .mapToObj(
                c -> MeasurementPoint.of("channel-%02d".formatted(c), "Cel", PointKind.PROCESS))
            .toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Asset> assets() {
    return assets;
  }

  @Override
  public @Nullable SourceRecord next() {
    if (next >= scans) {
      return null;
    }
    Asset asset = assets.get((int) (next % assets.size()));
    Instant time =
        begin.plusNanos(every.toNanos() / assets.size() * next).truncatedTo(ChronoUnit.MICROS);
    double swing = Math.sin(2 * Math.PI * (time.getEpochSecond() % 86_400) / 86_400);
    double[] values = new double[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      values[c] = 40 + c + swing + 0.2 * random.nextDouble();
    }
    next++;
    return new SourceRecord.Scan(
        new SourcePosition(name, next),
        asset.id(),
        time,
        null,
        Origin.SIMULATED,
        asset.channelSet(),
        values,
        new byte[0],
        () -> new byte[0]);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
