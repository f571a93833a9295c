package io.millwright.ingest;

import io.millwright.runtime.metrics.Metrics;
import java.time.Instant;
import java.time.InstantSource;

/** What a source gives when it is published at full speed to a list. */
public record Published(RecordingOutlet outlet, IngestTotals totals) {
  public static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

  public static Published of(TelemetrySource source) {
    RecordingOutlet outlet = new RecordingOutlet();
    TelemetryPublisher publisher = publisher(outlet);
    return new Published(
        outlet, publisher.publish(source, Pace.MAX, ReplayProgress.none(), () -> false));
  }

  public static TelemetryPublisher publisher(TelemetryOutlet outlet) {
    return new TelemetryPublisher(outlet, new Metrics(), InstantSource.fixed(NOW));
  }
}
