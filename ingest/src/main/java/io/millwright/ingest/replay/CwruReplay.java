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
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.VibrationBlocks;
import io.millwright.models.dataset.VibrationHeader;
import io.millwright.models.dataset.VibrationRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CWRU motor bearings played again: a record is an asset, each accelerometer a signal point of its
 * own, because drive end and fan end have different bearings. Frames last a second, the last one
 * what is left. All records begin at {@link #EPOCH}.
 *
 * <p>Case Western Reserve University Bearing Data Center; W. A. Smith, R. B. Randall, "Rolling
 * element bearing diagnostics using the Case Western Reserve University data: a benchmark study",
 * Mechanical Systems and Signal Processing 64-65 (2015) 100, doi:10.1016/j.ymssp.2015.04.021.
 */
public final class CwruReplay {
  public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
  public static final String EQUIPMENT_CLASS = "motor";
  public static final String DRIVE_END_ITEM = "bearing-de";
  public static final String FAN_END_ITEM = "bearing-fe";

  private static final double MM_PER_INCH = 25.4;

  /** SKF 6205-2RS JEM; the data center gives the diameters in inches. */
  public static final BearingGeometry DRIVE_END =
      new BearingGeometry("6205-2RS", 9, 0.3126 * MM_PER_INCH, 1.537 * MM_PER_INCH, 0);

  /** SKF 6203-2RS JEM. */
  public static final BearingGeometry FAN_END =
      new BearingGeometry("6203-2RS", 8, 0.2656 * MM_PER_INCH, 1.122 * MM_PER_INCH, 0);

  private CwruReplay() {}

  /**
   * Opens records: a file of one, its name without an ending, or a directory of them.
   *
   * @throws SourceException if one cannot be opened
   */
  public static TelemetrySource open(List<Path> paths) {
    List<Run> runs = VibrationFiles.open(paths).stream().map(Run::new).toList();
    String name = String.join(", ", runs.stream().map(run -> run.record.name()).toList());
    return new FramePlayer(name, runs.stream().map(Run::asset).toList(), runs, List.of());
  }

  /** Id of the signal point of a channel. */
  static String point(String channel) {
    return FileNames.assetId(channel.toLowerCase(Locale.ROOT)).replace('/', '_');
  }

  /** Drive and fan end were taken at twelve o'clock of the housing. */
  private static SignalPoint signal(String channel) {
    return switch (channel) {
      case "DE" -> signal(channel, "Housing, drive end", SignalDirection.VERTICAL, DRIVE_END_ITEM);
      case "FE" -> signal(channel, "Housing, fan end", SignalDirection.VERTICAL, FAN_END_ITEM);
      case "BA" -> signal(channel, "Base plate", SignalDirection.UNKNOWN, null);
      default -> signal(channel, channel, SignalDirection.UNKNOWN, null);
    };
  }

  private static SignalPoint signal(
      String channel, String name, SignalDirection direction, @Nullable String item) {
    return new SignalPoint(
        point(channel),
        name,
        SignalKind.VIBRATION,
        List.of(new SignalChannel(channel, direction)),
        item);
  }

  /** One record. */
  private record Run(VibrationRecord record) implements FrameRecording {
    @Override
    public AssetId assetId() {
      return new AssetId(FileNames.assetId(record.name()));
    }

    Asset asset() {
      return new Asset(
          assetId(),
          "Motor " + record.name(),
          List.of("CWRU"),
          EQUIPMENT_CLASS,
          Criticality.B,
          Map.of(),
          List.of(
              new MaintainableItem(
                  DRIVE_END_ITEM, "Bearing, drive end", null, DRIVE_END, List.of()),
              new MaintainableItem(FAN_END_ITEM, "Bearing, fan end", null, FAN_END, List.of())),
          List.of(),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.REPLAYED,
          record.header().channels().stream().map(channel -> signal(channel.name())).toList(),
          new Kinematics(
              VibrationFiles.rpm(record.header(), "rpm_nominal", "rpm_recorded"),
              null,
              null,
              null,
              null));
    }

    @Override
    public FrameStream open() {
      return new Seconds(this, record.blocks());
    }
  }

  /** Joins blocks to seconds and splits these by channel. */
  private static final class Seconds implements FrameRecording.FrameStream {
    private final Run run;
    private final VibrationHeader header;
    private final VibrationBlocks blocks;
    private final int[] second;
    private final Deque<SourceRecord> ready = new ArrayDeque<>();
    private int[] block = {};
    private int blockUsed;
    private long seconds;

    Seconds(Run run, VibrationBlocks blocks) {
      this.run = run;
      this.header = run.record.header();
      this.blocks = blocks;
      int samples = Math.max(1, (int) Math.round(header.samplingRateHz()));
      this.second = new int[Math.multiplyExact(samples, header.channels().size())];
    }

    @Override
    public @Nullable SourceRecord next() {
      if (ready.isEmpty()) {
        int filled = fill();
        if (filled > 0) {
          split(filled == second.length ? second : Arrays.copyOf(second, filled));
          seconds++;
        }
      }
      return ready.poll();
    }

    private int fill() {
      int filled = 0;
      while (filled < second.length) {
        if (blockUsed == block.length) {
          if (!blocks.next()) {
            break;
          }
          block = blocks.counts();
          blockUsed = 0;
        }
        int more = Math.min(second.length - filled, block.length - blockUsed);
        System.arraycopy(block, blockUsed, second, filled, more);
        filled += more;
        blockUsed += more;
      }
      return filled;
    }

    private void split(int[] counts) {
      List<VibrationHeader.Channel> channels = header.channels();
      double start = seconds * (second.length / channels.size()) / header.samplingRateHz();
      Instant time = EPOCH.plusNanos(Math.round(start * 1e6) * 1000);
      for (int c = 0; c < channels.size(); c++) {
        VibrationHeader.Channel channel = channels.get(c);
        ready.add(
            new SourceRecord.Waveform(
                new SourcePosition(
                    FileNames.name(run.record.counts()) + "/" + channel.name(), seconds + 1),
                run.assetId(),
                point(channel.name()),
                time,
                null,
                Origin.REPLAYED,
                seconds + 1,
                header.samplingRateHz(),
                List.of(channel.name()),
                VibrationFiles.ucum(header),
                channel.scale(),
                VibrationFiles.format(header),
                VibrationFiles.bytes(counts, c, channels.size(), VibrationFiles.format(header)),
                VibrationFiles.rpm(header, "rpm_recorded", "rpm_nominal")));
      }
    }

    @Override
    public void close() {
      blocks.close();
    }
  }
}
