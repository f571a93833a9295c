package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
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
import io.millwright.ingest.FrameValidator;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.WavFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sound recordings played again: a folder is an asset, and its files, by name, follow each other in
 * its time from {@link #EPOCH} on. Frames last a second, the last one of a file what is left. Every
 * number of channels that occurs in a folder is a signal point of its own. Files of 16 and 24 bit
 * and of floats travel as they are.
 *
 * <p>A point has one sample rate: frames of a file at another rate than the files before it are
 * published, and rejected by the streams.
 */
public final class WavReplay {
  public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
  public static final String EQUIPMENT_CLASS = "machine";
  public static final String ITEM = "machine";

  private WavReplay() {}

  /**
   * Opens files; a directory stands for the {@code .wav} and {@code .wav.gz} files below it. A file
   * that is no sound is left out and ends the replay after the others.
   *
   * @throws SourceException if one is missing or none is sound
   */
  public static TelemetrySource open(List<Path> paths) {
    List<Path> files =
        FileNames.expand(paths, ".wav", ".WAV", ".wav.gz").stream().distinct().toList();
    List<String> labels = FileNames.distinct(files);
    List<Path> folders =
        files.stream().map(file -> file.toAbsolutePath().normalize().getParent()).toList();
    Map<Path, String> ids = ids(folders);
    SourceException fault = null;
    Map<Path, Folder> assets = new LinkedHashMap<>();
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      try (WavFile wav = WavFile.open(files.get(i))) {
        String id = ids.getOrDefault(folders.get(i), "sound");
        Folder folder =
            assets.computeIfAbsent(
                folders.get(i), f -> new Folder(new AssetId(FileNames.assetId(id))));
        clips.add(folder.append(files.get(i), labels.get(i), wav));
      } catch (MalformedDatasetException e) {
        fault =
            fault == null
                ? new SourceException(e.getMessage() + "; the other files were played", e)
                : fault;
      }
    }
    if (clips.isEmpty()) {
      Throwable cause = fault == null ? null : fault.getCause();
      throw new SourceException(
          cause == null ? "name at least one file" : String.valueOf(cause.getMessage()), cause);
    }
    String name = labels.size() == 1 ? labels.get(0) : String.join(", ", nameOf(paths));
    return new FramePlayer(
        name, assets.values().stream().map(Folder::asset).toList(), clips, fault);
  }

  private static List<String> nameOf(List<Path> paths) {
    return paths.stream().map(path -> FileNames.name(path.toAbsolutePath().normalize())).toList();
  }

  private static Map<Path, String> ids(List<Path> folders) {
    List<Path> distinct = folders.stream().distinct().toList();
    List<String> names = FileNames.distinct(distinct);
    Map<Path, String> ids = new HashMap<>();
    for (int i = 0; i < distinct.size(); i++) {
      String id = names.get(i).replace('/', '-');
      ids.put(distinct.get(i), id.isEmpty() ? "sound" : id);
    }
    return ids;
  }

  private static String point(int channels) {
    return channels == 1 ? "microphone" : "microphone-" + channels + "ch";
  }

  private static List<String> channelNames(int channels) {
    List<String> names = new ArrayList<>();
    for (int c = 1; c <= channels; c++) {
      names.add(channels == 1 ? "mono" : "ch" + c);
    }
    return names;
  }

  /** An asset and how far its time has come. */
  private static final class Folder {
    private final AssetId id;
    private final Set<Integer> channelCounts = new LinkedHashSet<>();
    private final Map<Integer, Long> frames = new HashMap<>();
    private Instant end = EPOCH;

    Folder(AssetId id) {
      this.id = id;
    }

    Clip append(Path file, String label, WavFile wav) {
      channelCounts.add(wav.channels());
      int frameSamples =
          Math.min(wav.sampleRateHz(), Math.max(1, FrameValidator.MOST_BYTES / wav.frameBytes()));
      long count = (wav.samples() + frameSamples - 1) / frameSamples;
      long before = frames.getOrDefault(wav.channels(), 0L);
      Clip clip = new Clip(file, label, id, end, frameSamples, before);
      frames.put(wav.channels(), before + count);
      end = clip.timeOf(wav.samples(), wav.sampleRateHz());
      return clip;
    }

    Asset asset() {
      return new Asset(
          id,
          id.value(),
          List.of("Recordings"),
          EQUIPMENT_CLASS,
          Criticality.B,
          Map.of(),
          List.of(new MaintainableItem(ITEM, "Machine", null, null, List.of())),
          List.of(),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.REPLAYED,
          channelCounts.stream().map(Folder::signal).toList(),
          Kinematics.UNKNOWN);
    }

    private static SignalPoint signal(int channels) {
      return new SignalPoint(
          point(channels),
          channels == 1 ? "Microphone" : "Microphones, " + channels + " channels",
          SignalKind.SOUND,
          channelNames(channels).stream()
              .map(name -> new SignalChannel(name, SignalDirection.UNKNOWN))
              .toList(),
          ITEM);
    }
  }

  /**
   * One file.
   *
   * @param start of its first sample
   * @param framesBefore of the same point, in the files before it
   */
  private record Clip(
      Path file, String label, AssetId assetId, Instant start, int frameSamples, long framesBefore)
      implements FrameRecording {
    @Override
    public FrameStream open() {
      return new Frames(this, WavFile.open(file));
    }

    /** Time of a sample, in the microseconds that travel. */
    Instant timeOf(long sample, int rateHz) {
      long seconds = sample / rateHz;
      long nanos = (sample % rateHz) * 1_000_000_000L / rateHz;
      return start.plusSeconds(seconds).plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }
  }

  private static final class Frames implements FrameRecording.FrameStream {
    private final Clip clip;
    private final WavFile wav;
    private final List<String> channels;
    private long samplesRead;
    private long frames;

    Frames(Clip clip, WavFile wav) {
      this.clip = clip;
      this.wav = wav;
      this.channels = channelNames(wav.channels());
    }

    @Override
    public @Nullable SourceRecord next() {
      int samples = (int) Math.min(clip.frameSamples, wav.samples() - samplesRead);
      if (samples == 0) {
        return null;
      }
      byte[] bytes = new byte[samples * wav.frameBytes()];
      wav.read(bytes, samples);
      Instant time = clip.timeOf(samplesRead, wav.sampleRateHz());
      samplesRead += samples;
      frames++;
      return new SourceRecord.Sound(
          new SourcePosition(clip.label, frames),
          clip.assetId,
          point(wav.channels()),
          time,
          null,
          Origin.REPLAYED,
          clip.framesBefore + frames,
          wav.sampleRateHz(),
          channels,
          null,
          wav.frameFormat(),
          bytes,
          null);
    }

    @Override
    public void close() {
      wav.close();
    }
  }
}
