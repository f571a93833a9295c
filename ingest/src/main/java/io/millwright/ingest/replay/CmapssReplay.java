package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.CmapssRow;
import io.millwright.models.dataset.DatasetLine;
import io.millwright.models.dataset.DatasetReader;
import io.millwright.models.dataset.MalformedDatasetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C-MAPSS engines flown again: an engine is an asset, a line a scan, a cycle an hour from {@link
 * #EPOCH}, and all engines fly side by side. The order of an engine's own lines stays that of its
 * file, so that lines out of order arrive out of order.
 */
public final class CmapssReplay implements TelemetrySource {
  public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
  public static final Duration CYCLE = Duration.ofHours(1);
  public static final String EQUIPMENT_CLASS = "turbofan";

  private static final byte[] ALL_GOOD = {};

  private final String name;
  private final List<Asset> assets;
  private final List<Entry> entries;
  private final @Nullable SourceException end;
  private int next;

  private CmapssReplay(
      String name, List<Asset> assets, List<Entry> entries, @Nullable SourceException end) {
    this.name = name;
    this.assets = List.copyOf(assets);
    this.entries = entries;
    this.end = end;
  }

  /** A line in playing order: after everything that flew in an earlier hour. */
  private record Entry(
      int hour, int engine, SourcePosition position, DatasetLine<CmapssRow> line) {}

  /**
   * Opens files; a directory stands for the {@code .txt} and {@code .txt.gz} files below it.
   *
   * @throws SourceException if one is missing or holds no engine
   */
  public static CmapssReplay open(List<Path> paths) {
    List<Asset> assets = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    SourceException broken = null;
    List<Path> files = FileNames.expand(paths, ".txt", ".txt.gz");
    for (Path file : files) {
      Map<Integer, Integer> engines = new LinkedHashMap<>();
      int first = assets.size();
      try {
        read(file, first, engines, entries);
      } catch (MalformedDatasetException e) {
        if (engines.isEmpty()) {
          throw new SourceException(String.valueOf(e.getMessage()), e);
        }
        // What could be read flies; then the replay ends with this.
        broken = broken == null ? cutShort(e) : broken;
      }
      if (engines.isEmpty()) {
        throw new SourceException(file + ": holds no line of an engine");
      }
      engines.keySet().forEach(unit -> assets.add(engine(file, unit)));
    }
    entries.sort(Comparator.comparingInt(Entry::hour).thenComparingInt(Entry::engine));
    String name = String.join(", ", files.stream().map(FileNames::name).toList());
    return new CmapssReplay(name, assets, entries, broken);
  }

  private static SourceException cutShort(MalformedDatasetException e) {
    return new SourceException(e.getMessage() + "; the lines before it were played", e);
  }

  private static void read(
      Path file, int firstEngine, Map<Integer, Integer> engines, List<Entry> entries) {
    Map<Integer, Integer> newestHour = new LinkedHashMap<>();
    int hour = 0;
    int engine = firstEngine;
    try (DatasetReader<CmapssRow> reader = CmapssFile.open(file)) {
      while (reader.hasNext()) {
        DatasetLine<CmapssRow> line = reader.next();
        if (line instanceof DatasetLine.Good<CmapssRow> good) {
          int unit = good.row().unit();
          engine = engines.computeIfAbsent(unit, u -> firstEngine + engines.size());
          hour = newestHour.merge(unit, good.row().cycle(), Math::max);
        }
        SourcePosition position = new SourcePosition(FileNames.name(file), line.lineNumber());
        entries.add(new Entry(hour, engine, position, line));
      }
    }
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
    if (next == entries.size()) {
      if (end != null) {
        throw end;
      }
      return null;
    }
    Entry entry = entries.get(next++);
    if (entry.line() instanceof DatasetLine.Good<CmapssRow> good) {
      Asset asset = assets.get(entry.engine());
      return new SourceRecord.Scan(
          entry.position(),
          asset.id(),
          EPOCH.plus(CYCLE.multipliedBy(good.row().cycle())),
          null,
          Origin.REPLAYED,
          CHANNEL_SET,
          good.row().values(),
          ALL_GOOD,
          () -> good.text().getBytes(StandardCharsets.UTF_8));
    }
    DatasetLine.Bad<CmapssRow> bad = (DatasetLine.Bad<CmapssRow>) entry.line();
    return new SourceRecord.Malformed(
        entry.position(),
        null,
        null,
        Origin.REPLAYED,
        BadLine.reason(bad),
        bad.reason(),
        bad.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    // files were read when opened
  }

  private static Asset engine(Path file, int unit) {
    return new Asset(
        new AssetId(FileNames.stem(file) + "-unit-" + unit),
        "Engine " + unit + " of " + FileNames.stem(file),
        List.of("C-MAPSS", FileNames.stem(file)),
        EQUIPMENT_CLASS,
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("engine", "Engine", null, null, List.of())),
        POINTS,
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        CYCLE,
        Origin.REPLAYED);
  }

  /** Absolute temperatures and pressures, speeds and flows are not negative. */
  private static final PhysicalRange NOT_NEGATIVE = new PhysicalRange(0, Double.MAX_VALUE);

  /**
   * Units after table 2 of A. Saxena et al., PHM 2008, doi:10.1109/PHM.2008.4711414. Shaft speeds
   * are process values here: they answer to wear, and the settings alone make the regime.
   */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("T2", "[degR]"),
          Map.entry("T24", "[degR]"),
          Map.entry("T30", "[degR]"),
          Map.entry("T50", "[degR]"),
          Map.entry("P2", "[psi]"),
          Map.entry("P15", "[psi]"),
          Map.entry("P30", "[psi]"),
          Map.entry("Nf", "rpm"),
          Map.entry("Nc", "rpm"),
          Map.entry("Ps30", "[psi]"),
          Map.entry("phi", "[lb_av]/s/[psi]"),
          Map.entry("NRf", "rpm"),
          Map.entry("NRc", "rpm"),
          Map.entry("Nf_dmd", "rpm"),
          Map.entry("PCNfR_dmd", "rpm"),
          Map.entry("W31", "[lb_av]/s"),
          Map.entry("W32", "[lb_av]/s"));

  private static final List<MeasurementPoint> POINTS =
      CmapssFile.CHANNELS.stream().map(CmapssReplay::point).toList();

  private static final int CHANNEL_SET = Asset.channelSet(CmapssFile.CHANNELS);

  private static MeasurementPoint point(String channel) {
    boolean setting = CmapssFile.SETTINGS.contains(channel);
    String unit = UNITS.getOrDefault(channel, "1");
    PointKind kind =
        setting
            ? PointKind.SETTING
            : unit.equals("[degR]") ? PointKind.TEMPERATURE : PointKind.PROCESS;
    return new MeasurementPoint(
        channel,
        channel,
        unit,
        kind,
        setting ? PhysicalRange.UNBOUNDED : NOT_NEGATIVE,
        null,
        "engine");
  }
}
