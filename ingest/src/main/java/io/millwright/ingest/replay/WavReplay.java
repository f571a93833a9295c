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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sound recordings played again: a folder is an asset, and its files, by name, follow each other in
 * its time from {@link #EPOCH} on. Frames last a second, the last one of a file what is left. Files
 * of 16 and 24 bit and of floats travel as they are.
 *
 * <p>A point has one number of channels and one sample rate: each that occurs in a folder is a
 * signal point of its own.
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
    List<MalformedDatasetException> leftOut = new ArrayList<>();
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
        leftOut.add(e);
      }
    }
    if (clips.isEmpty()) {
      throw leftOut.isEmpty()
          ? new SourceException("name at least one file")
          : new SourceException(FramePlayer.list(leftOut), leftOut.get(0));
    }
    String name = labels.size() == 1 ? labels.get(0) : String.join(", ", nameOf(paths));
    return new FramePlayer(
        name, assets.values().stream().map(Folder::asset).toList(), clips, leftOut);
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

  private static List<String> channelNames(int channels) {
    List<String> names = new ArrayList<>();
    for (int c = 1; c <= channels; c++) {
      names.add(channels == 1 ? "mono" : "ch" + c);
    }
    return names;
  }

  /** What the files of a signal point have in common. */
  private record Form(int channels, int rateHz) {}

  /** An asset and how far its time has come. */
  private static final class Folder {
    private final AssetId id;
    private final Map<Form, Long> frames = new LinkedHashMap<>();
    private Instant end = EPOCH;

    Folder(AssetId id) {
      this.id = id;
    }

    Clip append(Path file, String label, WavFile wav) {
      Form form = new Form(wav.channels(), wav.sampleRateHz());
      int frameSamples =
          Math.min(form.rateHz, Math.max(1, FrameValidator.MOST_BYTES / wav.frameBytes()));
      long count = (wav.samples() + frameSamples - 1) / frameSamples;
      long before = frames.getOrDefault(form, 0L);
      Clip clip = new Clip(file, label, this, form, end, frameSamples, before);
      frames.put(form, before + count);
      end = clip.timeOf(wav.samples());
      return clip;
    }

    /** Id of the signal point; tells the rate only where there are several. */
    String point(Form form) {
      return "microphone"
          + (form.channels == 1 ? "" : "-" + form.channels + "ch")
          + (isOnly(form) ? "" : "-" + form.rateHz + "hz");
    }

    private boolean isOnly(Form form) {
      return frames.keySet().stream().filter(f -> f.channels == form.channels).count() == 1;
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
          frames.keySet().stream().map(this::signal).toList(),
          Kinematics.UNKNOWN);
    }

    private SignalPoint signal(Form form) {
      String name =
          form.channels == 1 ? "Microphone" : "Microphones, " + form.channels + " channels";
      return new SignalPoint(
          point(form),
          isOnly(form) ? name : name + ", " + form.rateHz + " Hz",
          SignalKind.SOUND,
          channelNames(form.channels).stream()
              .map(channel -> new SignalChannel(channel, SignalDirection.UNKNOWN))
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
      Path file,
      String label,
      Folder folder,
      Form form,
      Instant start,
      int frameSamples,
      long framesBefore)
      implements FrameRecording {
    @Override
    public AssetId assetId() {
      return folder.id;
    }

    @Override
    public FrameStream open() {
      return new Frames(this, WavFile.open(file));
    }

    /** Time of a sample, in the microseconds that travel. */
    Instant timeOf(long sample) {
      long seconds = sample / form.rateHz;
      long nanos = (sample % form.rateHz) * 1_000_000_000L / form.rateHz;
      return start.plusSeconds(seconds).plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }
  }

  private static final class Frames implements FrameRecording.FrameStream {
    private final Clip clip;
    private final WavFile wav;
    private final String point;
    private final List<String> channels;
    private long samplesRead;
    private long frames;

    Frames(Clip clip, WavFile wav) {
      this.clip = clip;
      this.wav = wav;
      this.point = clip.folder.point(clip.form);
      this.channels = channelNames(clip.form.channels);
    }

    @Override
    public @Nullable SourceRecord next() {
      int samples = (int) Math.min(clip.frameSamples, wav.samples() - samplesRead);
      if (samples == 0) {
        return null;
      }
      byte[] bytes = new byte[samples * wav.frameBytes()];
      wav.read(bytes, samples);
      Instant time = clip.timeOf(samplesRead);
      samplesRead += samples;
      frames++;
      return new SourceRecord.Sound(
          new SourcePosition(clip.label, frames),
          clip.assetId(),
          point,
          time,
          null,
          Origin.REPLAYED,
          clip.framesBefore + frames,
          clip.form.rateHz,
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
