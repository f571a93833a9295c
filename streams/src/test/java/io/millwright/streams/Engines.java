package io.millwright.streams;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.CmapssRow;
import io.millwright.streams.flink.Arrival;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** C-MAPSS engines as arrivals: all declared first, then cycle by cycle, an hour each. */
final class Engines {
  private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

  private Engines() {}

  /**
   * A file of the data root.
   *
   * @param fleets how many copies of the fleet fly
   */
  static List<Arrival> arrivals(Path file, int fleets) {
    List<CmapssRow> rows = new ArrayList<>(CmapssFile.readAll(file));
    rows.sort(Comparator.comparingInt(CmapssRow::cycle).thenComparingInt(CmapssRow::unit));
    Map<String, Asset> engines = new LinkedHashMap<>();
    for (int fleet = 0; fleet < fleets; fleet++) {
      for (CmapssRow row : rows) {
        engines.computeIfAbsent(id(fleet, row), Engines::engine);
      }
    }
    List<Arrival> arrivals = new ArrayList<>();
    engines.values().forEach(engine -> arrivals.add(SmallPlant.declared(engine)));
    for (CmapssRow row : rows) {
      for (int fleet = 0; fleet < fleets; fleet++) {
        Asset engine = engines.computeIfAbsent(id(fleet, row), Engines::engine);
        Instant time = EPOCH.plus(Duration.ofHours(row.cycle()));
        arrivals.add(
            SmallPlant.scanned(
                new ScalarScan(
                    engine.id(),
                    time,
                    time,
                    time,
                    Origin.REPLAYED,
                    engine.channelSet(),
                    row.values(),
                    new byte[0]),
                arrivals.size()));
      }
    }
    return arrivals;
  }

  private static String id(int fleet, CmapssRow row) {
    return "fleet-" + fleet + "-unit-" + row.unit();
  }

  private static Asset engine(String id) {
    return new Asset(
        new AssetId(id),
        id,
        List.of(),
        "turbofan",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("engine", "Engine", null, null, List.of())),
        CmapssFile.CHANNELS.stream()
            .map(
                c ->
                    MeasurementPoint.of(
                        c,
                        "1",
                        CmapssFile.SETTINGS.contains(c) ? PointKind.SETTING : PointKind.OTHER))
            .toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.REPLAYED);
  }

  /** The file, or a skipped test with its reason; with {@code CI=true} a missing file fails. */
  static Path data(String name) {
    String root = System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data");
    Path file = Path.of(root, name);
    if (!Files.exists(file)) {
      String reason = "no " + file.toAbsolutePath().normalize() + "; set MILLWRIGHT_DATA";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(reason);
      }
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason);
    }
    return file;
  }
}
