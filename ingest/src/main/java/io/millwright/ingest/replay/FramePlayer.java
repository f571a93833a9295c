package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.MalformedDatasetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays recordings one after another, one open at a time. One that breaks in the middle is played
 * as far as it goes; the others still follow, and what was wrong then ends the source.
 */
final class FramePlayer implements TelemetrySource {
  /** Faults that a message names; a choice, it is one line. */
  private static final int MOST_NAMED = 5;

  private final String name;
  private final List<Asset> assets;
  private final List<FrameRecording> recordings;
  private final List<MalformedDatasetException> leftOut;
  private final List<MalformedDatasetException> broken = new ArrayList<>();
  private FrameRecording.@Nullable FrameStream open;
  private int next;

  /**
   * @param leftOut what is wrong with recordings that are not among these
   * @throws SourceException if two assets have one id
   */
  FramePlayer(
      String name,
      List<Asset> assets,
      List<? extends FrameRecording> recordings,
      List<MalformedDatasetException> leftOut) {
    Set<AssetId> ids = new HashSet<>();
    for (Asset asset : assets) {
      if (!ids.add(asset.id())) {
        throw new SourceException(
            "two recordings are named " + asset.id() + "; play them one after the other");
      }
    }
    this.name = name;
    this.assets = List.copyOf(assets);
    this.recordings = List.copyOf(recordings);
    this.leftOut = List.copyOf(leftOut);
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
    while (true) {
      try {
        if (open == null && next < recordings.size()) {
          open = recordings.get(next++).open();
        }
        if (open == null) {
          break;
        }
        SourceRecord record = open.next();
        if (record != null) {
          return record;
        }
      } catch (MalformedDatasetException e) {
        broken.add(e);
      }
      close();
    }
    if (!leftOut.isEmpty() || !broken.isEmpty()) {
      throw fault();
    }
    return null;
  }

  private SourceException fault() {
    List<String> words = new ArrayList<>();
    if (!leftOut.isEmpty()) {
      words.add(
          "%d of %d files %s not played: %s"
              .formatted(
                  leftOut.size(),
                  leftOut.size() + recordings.size(),
                  leftOut.size() == 1 ? "was" : "were",
                  list(leftOut)));
    }
    if (broken.size() == 1) {
      words.add(list(broken) + "; what came before it was played");
    } else if (!broken.isEmpty()) {
      words.add(
          "%d files break off, what came before was played: %s"
              .formatted(broken.size(), list(broken)));
    }
    return new SourceException(
        String.join("; ", words), leftOut.isEmpty() ? broken.get(0) : leftOut.get(0));
  }

  /** What is wrong with the first few, and how many more there are. */
  static String list(List<MalformedDatasetException> faults) {
    String named =
        faults.stream()
            .limit(MOST_NAMED)
            .map(Throwable::getMessage)
            .collect(Collectors.joining("; "));
    int more = faults.size() - MOST_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  /** The files of a machine are one recording: they follow each other in its time. */
  @Override
  public Object recordingOf(SourceRecord record) {
    return recordings.get(Math.max(0, next - 1)).assetId();
  }

  @Override
  public void close() {
    FrameRecording.FrameStream stream = open;
    open = null;
    if (stream != null) {
      stream.close();
    }
  }
}
