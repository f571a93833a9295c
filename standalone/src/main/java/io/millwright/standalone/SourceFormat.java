package io.millwright.standalone;

import io.millwright.ingest.TelemetrySource;
import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.ingest.replay.CsvReplay;
import io.millwright.ingest.replay.SkabReplay;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recordings that can be played. */
public enum SourceFormat {
  CMAPSS {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return CmapssReplay.open(files);
    }
  },
  SKAB {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return SkabReplay.open(files);
    }
  },
  CSV {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return CsvReplay.open(files, description);
    }
  };

  /**
   * Opens files or directories.
   *
   * @param description of CSV columns
   * @throws io.millwright.ingest.SourceException if they cannot be played
   */
  public abstract TelemetrySource open(List<Path> files, @Nullable Path description);
}
