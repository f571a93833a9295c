package io.millwright.standalone;

import io.millwright.ingest.TelemetrySource;
import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.ingest.replay.CsvReplay;
import io.millwright.ingest.replay.CwruReplay;
import io.millwright.ingest.replay.FemtoReplay;
import io.millwright.ingest.replay.SkabReplay;
import io.millwright.ingest.replay.WavReplay;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
  FEMTO {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return FemtoReplay.open(files);
    }
  },
  CWRU {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return CwruReplay.open(files);
    }
  },
  WAV {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return WavReplay.open(files);
    }

    @Override
    public String folder() {
      return "audio";
    }
  },
  CSV {
    @Override
    public TelemetrySource open(List<Path> files, @Nullable Path description) {
      return CsvReplay.open(files, description);
    }
  };

  /** The folder of such recordings under the data root. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens files or directories.
   *
   * @param description of CSV columns
   * @throws io.millwright.ingest.SourceException if they cannot be played
   */
  public abstract TelemetrySource open(List<Path> files, @Nullable Path description);
}
