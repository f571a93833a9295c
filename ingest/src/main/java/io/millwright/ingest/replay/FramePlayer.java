package io.millwright.ingest.replay;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.dataset.MalformedDatasetException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays recordings one after another, one open at a time. One that breaks in the middle is played
 * as far as it goes; the others still follow, and the first fault then ends the source.
 */
final class FramePlayer implements TelemetrySource {
  private final String name;
  private final List<Asset> assets;
  private final List<FrameRecording> recordings;
  private @Nullable SourceException fault;
  private FrameRecording.@Nullable FrameStream open;
  private int next;

  /**
   * @param fault of a recording that is left out; null if there is none
   * @throws SourceException if two assets have one id
   */
  FramePlayer(
      String name,
      List<Asset> assets,
      List<? extends FrameRecording> recordings,
      @Nullable SourceException fault) {
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
    this.fault = fault;
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
        if (fault == null) {
          fault = new SourceException(e.getMessage() + "; what came before it was played", e);
        }
      }
      close();
    }
    if (fault != null) {
      throw fault;
    }
    return null;
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
