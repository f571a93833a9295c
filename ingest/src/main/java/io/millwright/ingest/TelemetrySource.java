package io.millwright.ingest;

import io.millwright.contracts.asset.Asset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port: where telemetry comes from. Owned by one thread. */
public interface TelemetrySource extends AutoCloseable {
  /** For people: the file or system. */
  String name();

  /** The assets whose telemetry this source brings, as far as it declares them itself. */
  List<Asset> assets();

  /**
   * The next record, in the order of the source; null at its end.
   *
   * @throws SourceException if the rest of the source cannot be read; everything before it has been
   *     returned
   */
  @Nullable SourceRecord next();

  /**
   * What a record belongs to for pacing: records of one recording share a clock, another recording
   * starts without waiting for the time between them.
   */
  default Object recordingOf(SourceRecord record) {
    return this;
  }

  /** Idempotent. */
  @Override
  void close();
}
