package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * CSV files with a {@link CsvDescription}, played in file order. Parsing makes no garbage beyond
 * the arrays that are sent on. A cell may stand in double quotes; a line break inside quotes is not
 * supported and gives a rejected row.
 */
public final class CsvReplay implements TelemetrySource {
  private static final byte[] ALL_GOOD = {};

  private final List<Table> tables;
  private final List<Asset> assets;
  private int playing;
  private @Nullable Rows rows;

  private CsvReplay(List<Table> tables, List<Asset> assets) {
    this.tables = tables;
    this.assets = assets;
  }

  private record Table(Path file, CsvDescription description) {}

  /**
   * Opens files. Those with an asset column are read once to find their assets.
   *
   * @param description of all files; null to take the one beside each
   * @throws SourceException if a file or description is missing or they do not fit
   */
  public static CsvReplay open(List<Path> paths, @Nullable Path description) {
    List<Table> tables = new ArrayList<>();
    Map<AssetId, Asset> assets = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (Path file : FileNames.expand(paths, ".csv", ".csv.gz", ".tsv", ".tsv.gz")) {
      CsvDescription read =
          description == null ? CsvDescription.beside(file) : CsvDescription.read(description);
      if (!names.add(FileNames.name(file))) {
        throw new SourceException(file + ": two files have this name; rename one");
      }
      tables.add(new Table(file, read));
      for (AssetId id : assetIds(file, read)) {
        Asset asset = read.asset(id);
        Asset before = assets.putIfAbsent(id, asset);
        if (before != null && before.channelSet() != asset.channelSet()) {
          throw new SourceException(
              file + ": asset " + id + " has other channels than in an earlier file");
        }
      }
    }
    return new CsvReplay(List.copyOf(tables), List.copyOf(assets.values()));
  }

  private static Set<AssetId> assetIds(Path file, CsvDescription description) {
    try (Rows rows = new Rows(file, description)) {
      return rows.assetIds();
    }
  }

  @Override
  public String name() {
    return String.join(", ", tables.stream().map(t -> FileNames.name(t.file())).toList());
  }

  @Override
  public List<Asset> assets() {
    return assets;
  }

  @Override
  public Object recordingOf(SourceRecord record) {
    return record.position().file();
  }

  @Override
  public @Nullable SourceRecord next() {
    while (playing < tables.size()) {
      if (rows == null) {
        rows = new Rows(tables.get(playing).file(), tables.get(playing).description());
      }
      SourceRecord record = rows.next();
      if (record != null) {
        return record;
      }
      close();
      playing++;
    }
    return null;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  /** The rows of one file. */
  private static final class Rows implements AutoCloseable {
    private final Path file;
    private final String name;
    private final CsvDescription description;
    private final CsvLines lines;
    private final CsvCells cells;
    private final TimeText times;
    private final byte decimal;
    private final byte[][] missing;
    private final List<String> header;
    private final int timeColumn;
    private final int assetColumn;
    private final int[] channelColumns;
    private final int channelSet;
    private final Map<String, AssetId> assetIds = new HashMap<>();
    private final Supplier<byte[]> raw;

    Rows(Path file, CsvDescription description) {
      this.file = file;
      this.name = FileNames.name(file);
      this.description = description;
      this.decimal = (byte) description.decimal().charAt(0);
      this.missing =
          description.missing().stream()
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      this.times = new TimeText(description.time());
      String separator = description.separator();
      this.cells = new CsvCells((byte) (separator.equals("tab") ? '\t' : separator.charAt(0)));
      this.lines = CsvLines.open(file);
      this.raw = lines::bytes;
      try {
        if (!lines.next()) {
          throw new SourceException(file + ": is empty; a header line is needed");
        }
        header = cells.header(lines);
        timeColumn = column(description.time().column());
        assetColumn = description.assetColumn() == null ? -1 : column(description.assetColumn());
        channelColumns =
            description.channels().stream().mapToInt(channel -> column(channel.column())).toArray();
      } catch (SourceException e) {
        lines.close();
        throw e;
      }
      channelSet =
          Asset.channelSet(
              description.channels().stream().map(CsvDescription.Channel::pointId).toList());
    }

    private int column(String wanted) {
      int index = header.indexOf(wanted);
      if (index < 0) {
        throw new SourceException(
            file + ": has no column '" + wanted + "'; its header names " + header);
      }
      return index;
    }

    /** Reads to the end, or to where the file breaks. */
    Set<AssetId> assetIds() {
      if (assetColumn < 0) {
        return Set.of(description.assetId(file, null));
      }
      try {
        while (lines.next()) {
          if (cells.split(lines) == header.size() && !cells.isEmpty(assetColumn)) {
            assetId();
          }
        }
      } catch (SourceException e) {
        // Playing the file will say so, after the rows before the break.
      }
      return new java.util.LinkedHashSet<>(assetIds.values());
    }

    private AssetId assetId() {
      if (assetColumn < 0) {
        return description.assetId(file, null);
      }
      return assetIds.computeIfAbsent(
          cells.text(assetColumn), cell -> description.assetId(file, cell));
    }

    @Nullable SourceRecord next() {
      while (lines.next()) {
        int count = cells.split(lines);
        if (count == 1 && cells.isEmpty(0)) {
          continue; // a blank line says nothing
        }
        if (count != header.size()) {
          return count < 0
              ? malformed(RejectionReason.UNREADABLE, null, null, "a quote is not closed")
              : malformed(
                  RejectionReason.CHANNEL_MISMATCH,
                  null,
                  null,
                  "has " + count + " columns, the header names " + header.size());
        }
        return row();
      }
      return null;
    }

    private SourceRecord row() {
      if (assetColumn >= 0 && cells.isEmpty(assetColumn)) {
        return malformed(
            RejectionReason.UNKNOWN_ASSET, null, null, header.get(assetColumn) + " is empty");
      }
      AssetId asset = assetId();
      Instant time;
      try {
        time = times.parse(cells.bytes(), cells.start(timeColumn), cells.end(timeColumn));
      } catch (DateTimeException | ArithmeticException e) {
        return malformed(
            cells.isEmpty(timeColumn)
                ? RejectionReason.IMPOSSIBLE_TIME
                : RejectionReason.UNREADABLE,
            asset,
            null,
            header.get(timeColumn)
                + " is '"
                + cells.text(timeColumn)
                + "', not a time of format "
                + description.time().format());
      }
      double[] values = new double[channelColumns.length];
      byte[] quality = ALL_GOOD;
      for (int i = 0; i < values.length; i++) {
        int column = channelColumns[i];
        if (cells.isEmpty(column) || isMissing(column)) {
          if (quality.length == 0) {
            quality = new byte[values.length];
          }
          values[i] = Double.NaN;
          quality[i] = (byte) ChannelQuality.ABSENT.ordinal();
          continue;
        }
        try {
          values[i] =
              DecimalText.parse(cells.bytes(), cells.start(column), cells.end(column), decimal);
        } catch (NumberFormatException e) {
          return malformed(
              RejectionReason.UNREADABLE,
              asset,
              time,
              header.get(column) + " is '" + cells.text(column) + "', a number is needed");
        }
      }
      return new SourceRecord.Scan(
          position(), asset, time, null, Origin.REPLAYED, channelSet, values, quality, raw);
    }

    private boolean isMissing(int column) {
      for (byte[] text : missing) {
        if (Arrays.equals(
            text, 0, text.length, cells.bytes(), cells.start(column), cells.end(column))) {
          return true;
        }
      }
      return false;
    }

    private SourceRecord malformed(
        RejectionReason reason, @Nullable AssetId asset, @Nullable Instant time, String detail) {
      return new SourceRecord.Malformed(
          position(),
          asset == null ? null : asset.value(),
          time,
          Origin.REPLAYED,
          reason,
          detail,
          lines.bytes());
    }

    private SourcePosition position() {
      return new SourcePosition(name, lines.lineNumber());
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
