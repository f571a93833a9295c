package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.ingest.SourceException;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV file mean, written as YAML or JSON beside it ({@code <name>.yaml} or
 * {@code <name>.json}, with or without the data file's own extensions).
 *
 * @param time the time column
 * @param assetColumn column that names the asset; null if the file is of one asset
 * @param asset id of the asset, or prefix of the ids when there is an asset column; the stem of the
 *     file, or no prefix, if left out
 * @param equipmentClass chooses the model
 * @param separator between cells: one character, or {@code tab}
 * @param decimal decimal mark
 * @param missing texts that mean that there is no value, beside nothing at all
 * @param channels the columns that are channels, in the order of the scan; others are not read
 * @param state operating-state rule
 */
public record CsvDescription(
    Time time,
    @Nullable String assetColumn,
    @Nullable String asset,
    @Default("machine") String equipmentClass,
    @Default("','") String separator,
    @Default("'.'") String decimal,
    List<String> missing,
    List<Channel> channels,
    State state) {

  public CsvDescription {
    missing = List.copyOf(missing);
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels must list at least one column");
    }
    Set<String> ids = new HashSet<>();
    for (Channel channel : channels) {
      if (!ids.add(channel.pointId())) {
        throw new IllegalArgumentException("channel " + channel.pointId() + " is listed twice");
      }
    }
    if (!separator.equals("tab") && separator.length() != 1) {
      throw new IllegalArgumentException("separator must be one character or 'tab'");
    }
    if (!decimal.equals(".") && !decimal.equals(",")) {
      throw new IllegalArgumentException("decimal must be '.' or ','");
    }
    if (decimal.equals(separator)) {
      throw new IllegalArgumentException("separator and decimal are both '" + decimal + "'");
    }
    if (state.point() != null && !ids.contains(state.point())) {
      throw new IllegalArgumentException("state.point names no channel: " + state.point());
    }
  }

  /**
   * The time column.
   *
   * @param column its name in the header
   * @param format {@code iso}, {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, or a pattern of
   *     java.time such as {@code dd.MM.yyyy HH:mm:ss}
   * @param zone of times that name none themselves
   */
  public record Time(String column, @Default("iso") String format, @Default("UTC") String zone) {
    public Time {
      if (format.startsWith("epoch-")
          && !Set.of("epoch-s", "epoch-ms", "epoch-us").contains(format)) {
        throw new IllegalArgumentException("format must be iso, epoch-s, epoch-ms or epoch-us");
      }
      try {
        zone = ZoneId.of(zone).getId();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("'" + zone + "' is no time zone, write Europe/Rome", e);
      }
      if (isPattern(format)) {
        format = checkedPattern(format);
      }
    }

    ZoneId zoneId() {
      return ZoneId.of(zone);
    }

    /** Of a pattern; null for the other formats. */
    @Nullable DateTimeFormatter formatter() {
      return isPattern(format) ? DateTimeFormatter.ofPattern(format, Locale.ROOT) : null;
    }

    private static boolean isPattern(String format) {
      return !format.equals("iso") && !format.startsWith("epoch-");
    }

    private static String checkedPattern(String pattern) {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      if (formatter.toString().isEmpty()) {
        throw new IllegalArgumentException("format must not be empty");
      }
      return pattern;
    }
  }

  /**
   * A column that is a channel.
   *
   * @param column its name in the header
   * @param id of the point; the column's name if left out
   * @param unit UCUM code
   * @param min least possible value
   * @param max greatest possible value
   */
  public record Channel(
      String column,
      @Nullable String id,
      @Default("'1'") String unit,
      @Default("process") PointKind kind,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Levels limits) {
    public Channel {
      if (min != null && max != null && min >= max) {
        throw new IllegalArgumentException("min must be below max");
      }
      if (limits != null) {
        limits.limits(); // refuses what is out of order
      }
    }

    String pointId() {
      return id == null ? column : id;
    }

    MeasurementPoint point() {
      PhysicalRange all = PhysicalRange.UNBOUNDED;
      PhysicalRange range =
          new PhysicalRange(min == null ? all.minimum() : min, max == null ? all.maximum() : max);
      return new MeasurementPoint(
          pointId(), column, unit, kind, range, limits == null ? null : limits.limits(), null);
    }
  }

  /** Alarm limits, as in {@code plant.yaml}. */
  public record Levels(
      @Nullable Double lowAlarm,
      @Nullable Double lowWarning,
      @Nullable Double highWarning,
      @Nullable Double highAlarm,
      @Default("0") double deadband,
      @Default("PT0S") Duration onDelay,
      @Default("PT0S") Duration offDelay) {
    Limits limits() {
      return new Limits(lowAlarm, lowWarning, highWarning, highAlarm, deadband, onDelay, offDelay);
    }
  }

  /**
   * Operating-state rule: without a point, telemetry exists only while the machine runs.
   *
   * @param point id of the channel that is compared
   */
  public record State(
      @Nullable String point,
      @Default("0") double runningAbove,
      @Nullable Double standbyAbove,
      @Default("PT0S") Duration steadyAfter,
      @Default("0.1") double steadyBand) {
    OperatingStateRule rule() {
      return point == null
          ? OperatingStateRule.ALWAYS_RUNNING
          : new OperatingStateRule(
              OperatingStateRule.Source.POINT,
              point,
              runningAbove,
              standbyAbove == null ? runningAbove : standbyAbove,
              steadyAfter,
              steadyBand);
    }
  }

  /**
   * Reads a description.
   *
   * @throws SourceException naming everything that is wrong with it
   */
  public static CsvDescription read(Path file) {
    try {
      return Configuration.load(file, CsvDescription.class);
    } catch (InvalidConfigurationException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Finds and reads the description beside a data file.
   *
   * @throws SourceException if there is none, saying how it would be called
   */
  public static CsvDescription beside(Path dataFile) {
    String name = FileNames.name(dataFile);
    String unzipped = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = unzipped.lastIndexOf('.');
    String bare = dot > 0 ? unzipped.substring(0, dot) : unzipped;
    for (String base : List.of(name, unzipped, bare)) {
      for (String ending : List.of(".yaml", ".yml", ".json")) {
        Path candidate = dataFile.resolveSibling(base + ending);
        if (Files.isRegularFile(candidate)) {
          return read(candidate);
        }
      }
    }
    throw new SourceException(
        dataFile + ": has no description; write " + dataFile.resolveSibling(bare + ".yaml"));
  }

  /** The asset that a file, or a value of its asset column, stands for. */
  AssetId assetId(Path file, @Nullable String cell) {
    if (cell == null) {
      return new AssetId(asset == null ? FileNames.stem(file) : asset);
    }
    return new AssetId(FileNames.assetId(asset == null ? cell : asset + "-" + cell));
  }

  Asset asset(AssetId id) {
    return new Asset(
        id,
        id.value(),
        List.of("Recordings"),
        equipmentClass,
        Criticality.C,
        Map.of(),
        List.of(new MaintainableItem("machine", "Machine", null, null, List.of())),
        channels.stream().map(Channel::point).toList(),
        state.rule(),
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.REPLAYED);
  }
}
