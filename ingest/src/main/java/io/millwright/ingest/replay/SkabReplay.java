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
import io.millwright.models.dataset.DatasetLine;
import io.millwright.models.dataset.DatasetReader;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.SkabFile;
import io.millwright.models.dataset.SkabRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SKAB experiments played again, one after the other: a file is an asset named {@code
 * <folder>-<stem>}, its clock is read as UTC, its labels are not sent.
 */
public final class SkabReplay implements TelemetrySource {
  private static final byte[] ALL_GOOD = {};
  private static final String ITEM = "water-circuit";

  private final List<Experiment> experiments;
  private int playing;
  private @Nullable DatasetReader<SkabRow> reader;

  private SkabReplay(List<Experiment> experiments) {
    this.experiments = List.copyOf(experiments);
  }

  private record Experiment(Path file, String position, Asset asset, int channelSet) {}

  /**
   * Opens files; a directory stands for the {@code .csv} and {@code .csv.gz} files below it.
   *
   * @throws SourceException if one is missing or has no proper header
   */
  public static SkabReplay open(List<Path> paths) {
    List<Experiment> experiments = new ArrayList<>();
    Set<AssetId> ids = new HashSet<>();
    for (Path file : FileNames.expand(paths, ".csv", ".csv.gz")) {
      try (DatasetReader<SkabRow> header = SkabFile.open(file)) {
        Asset asset = asset(file, header.channels());
        if (!ids.add(asset.id())) {
          throw new SourceException(file + ": asset " + asset.id() + " is in two files; name one");
        }
        String position = FileNames.folder(file) + "/" + FileNames.name(file);
        experiments.add(new Experiment(file, position, asset, asset.channelSet()));
      } catch (MalformedDatasetException e) {
        throw new SourceException(String.valueOf(e.getMessage()), e);
      }
    }
    return new SkabReplay(experiments);
  }

  @Override
  public String name() {
    return "SKAB, " + experiments.size() + (experiments.size() == 1 ? " file" : " files");
  }

  @Override
  public List<Asset> assets() {
    return experiments.stream().map(Experiment::asset).toList();
  }

  @Override
  public Object recordingOf(SourceRecord record) {
    return record.position().file();
  }

  @Override
  public @Nullable SourceRecord next() {
    while (playing < experiments.size()) {
      Experiment experiment = experiments.get(playing);
      try {
        if (reader == null) {
          reader = SkabFile.open(experiment.file());
        }
        if (reader.hasNext()) {
          return record(experiment, reader.next());
        }
      } catch (MalformedDatasetException e) {
        throw new SourceException(e.getMessage() + "; the lines before it were played", e);
      }
      close();
      playing++;
    }
    return null;
  }

  private static SourceRecord record(Experiment experiment, DatasetLine<SkabRow> line) {
    SourcePosition position = new SourcePosition(experiment.position(), line.lineNumber());
    if (line instanceof DatasetLine.Good<SkabRow> good) {
      return new SourceRecord.Scan(
          position,
          experiment.asset().id(),
          good.row().time(),
          null,
          Origin.REPLAYED,
          experiment.channelSet(),
          good.row().values(),
          ALL_GOOD,
          () -> good.text().getBytes(StandardCharsets.UTF_8));
    }
    DatasetLine.Bad<SkabRow> bad = (DatasetLine.Bad<SkabRow>) line;
    return new SourceRecord.Malformed(
        position,
        experiment.asset().id().value(),
        null,
        Origin.REPLAYED,
        BadLine.reason(bad),
        bad.reason(),
        bad.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private static Asset asset(Path file, List<String> channels) {
    String id = FileNames.assetId(FileNames.folder(file) + "-" + FileNames.stem(file));
    return new Asset(
        new AssetId(id),
        "SKAB test bed, " + FileNames.folder(file) + "/" + FileNames.name(file),
        List.of("SKAB", FileNames.folder(file)),
        "water-circulation",
        Criticality.C,
        Map.of(),
        List.of(new MaintainableItem(ITEM, "Water circuit", null, null, List.of())),
        channels.stream().map(SkabReplay::point).toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.REPLAYED);
  }

  /** Units after the data set's description; a channel it does not name is a pure number. */
  private static MeasurementPoint point(String channel) {
    return switch (channel) {
      case "Accelerometer1RMS", "Accelerometer2RMS" ->
          point(channel, "[g]", PointKind.VIBRATION, 0);
      case "Current" -> point(channel, "A", PointKind.PROCESS, -Double.MAX_VALUE);
      case "Pressure" -> point(channel, "bar", PointKind.PROCESS, -Double.MAX_VALUE);
      case "Temperature", "Thermocouple" -> point(channel, "Cel", PointKind.TEMPERATURE, -273.15);
      case "Voltage" -> point(channel, "V", PointKind.PROCESS, -Double.MAX_VALUE);
      case "Volume Flow RateRMS" -> point(channel, "L/min", PointKind.PROCESS, -Double.MAX_VALUE);
      default -> point(channel, "1", PointKind.OTHER, -Double.MAX_VALUE);
    };
  }

  private static MeasurementPoint point(String id, String unit, PointKind kind, double least) {
    return new MeasurementPoint(
        id, id, unit, kind, new PhysicalRange(least, Double.MAX_VALUE), null, ITEM);
  }
}
