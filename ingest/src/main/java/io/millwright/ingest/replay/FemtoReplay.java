package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationBlocks;
import io.millwright.models.dataset.VibrationHeader;
import io.millwright.models.dataset.VibrationRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PRONOSTIA bearings run to failure again: a bearing is an asset, a snapshot a frame of both
 * accelerometers. A snapshot has the clock time of the recording on a fixed day, because the
 * recordings tell no date; where the recording's clock was wrong it is wrong here, and the streams
 * reject what is late.
 *
 * <p>P. Nectoux et al., "PRONOSTIA: An experimental platform for bearings accelerated degradation
 * tests", IEEE International Conference on Prognostics and Health Management, Denver 2012.
 */
public final class FemtoReplay {
  /** Midnight before the first snapshot. */
  public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

  public static final String EQUIPMENT_CLASS = "bearing";
  public static final String POINT = "bearing-housing";
  public static final String ITEM = "bearing";

  /** The bearing of the platform, NSK 6804RS; table 2 of Nectoux et al. 2012. */
  public static final BearingGeometry GEOMETRY = new BearingGeometry("6804RS", 13, 3.5, 25.6, 0);

  private FemtoReplay() {}

  /**
   * Opens records: a file of one, its name without an ending, or a directory of them.
   *
   * @throws SourceException if one is missing or is no recording of snapshots
   */
  public static TelemetrySource open(List<Path> paths) {
    List<Bearing> bearings = new ArrayList<>();
    for (VibrationRecord record : VibrationFiles.open(paths)) {
      bearings.add(new Bearing(record, times(record)));
    }
    String name = String.join(", ", bearings.stream().map(b -> b.record.name()).toList());
    return new FramePlayer(
        name, bearings.stream().map(Bearing::asset).toList(), bearings, List.of());
  }

  private static List<Duration> times(VibrationRecord record) {
    try {
      List<Duration> times = record.snapshotTimes();
      if (times.isEmpty()) {
        throw new SourceException(
            record.counts() + ": is no recording of snapshots (it has no .index.csv.gz beside it)");
      }
      return times;
    } catch (MalformedDatasetException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
  }

  private static SignalDirection direction(String channel) {
    return switch (channel.toLowerCase(Locale.ROOT)) {
      case "horizontal" -> SignalDirection.HORIZONTAL;
      case "vertical" -> SignalDirection.VERTICAL;
      default -> SignalDirection.UNKNOWN;
    };
  }

  /** One run to failure. */
  private record Bearing(VibrationRecord record, List<Duration> times) implements FrameRecording {
    @Override
    public AssetId assetId() {
      return new AssetId(FileNames.assetId(record.name()));
    }

    Asset asset() {
      VibrationHeader header = record.header();
      return new Asset(
          assetId(),
          "Bearing " + record.name(),
          List.of("PRONOSTIA"),
          EQUIPMENT_CLASS,
          Criticality.B,
          Map.of(),
          List.of(new MaintainableItem(ITEM, "Test bearing", null, GEOMETRY, List.of())),
          List.of(),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.REPLAYED,
          List.of(
              new SignalPoint(
                  POINT,
                  "Bearing housing",
                  SignalKind.VIBRATION,
                  header.channels().stream()
                      .map(c -> new SignalChannel(c.name(), direction(c.name())))
                      .toList(),
                  ITEM)),
          new Kinematics(VibrationFiles.rpm(header, "rpm"), null, null, null, null));
    }

    @Override
    public FrameStream open() {
      return new Snapshots(this, record.blocks());
    }
  }

  private static final class Snapshots implements FrameRecording.FrameStream {
    private final Bearing bearing;
    private final VibrationHeader header;
    private final List<String> channels;
    private final VibrationBlocks blocks;
    private final boolean oneScale;

    Snapshots(Bearing bearing, VibrationBlocks blocks) {
      this.bearing = bearing;
      this.header = bearing.record.header();
      this.channels = header.channels().stream().map(VibrationHeader.Channel::name).toList();
      this.blocks = blocks;
      this.oneScale =
          header.channels().stream().mapToDouble(VibrationHeader.Channel::scale).distinct().count()
              == 1;
    }

    @Override
    public @Nullable SourceRecord next() {
      if (!blocks.next()) {
        return null;
      }
      long snapshot = blocks.blocksRead(); // of 1, as in the index
      int[] counts = blocks.counts();
      SampleFormat format = oneScale ? VibrationFiles.format(header) : SampleFormat.FLOAT32;
      byte[] samples =
          oneScale
              ? VibrationFiles.bytes(counts, 0, 1, format)
              : VibrationFiles.floats(counts, header.channels());
      SourcePosition position =
          new SourcePosition(FileNames.name(bearing.record.counts()), snapshot);
      if (snapshot > bearing.times.size()) {
        return new SourceRecord.Malformed(
            position,
            SourceRecord.Meant.FRAME,
            bearing.assetId().value(),
            null,
            Origin.REPLAYED,
            RejectionReason.IMPOSSIBLE_TIME,
            "the index tells no time of snapshot " + snapshot,
            samples);
      }
      return new SourceRecord.Waveform(
          position,
          bearing.assetId(),
          POINT,
          EPOCH.plus(bearing.times.get((int) snapshot - 1)),
          null,
          Origin.REPLAYED,
          snapshot,
          header.samplingRateHz(),
          channels,
          VibrationFiles.ucum(header),
          oneScale ? header.channels().get(0).scale() : 1,
          format,
          samples,
          VibrationFiles.rpm(header, "rpm"));
    }

    @Override
    public void close() {
      blocks.close();
    }
  }
}
