package io.millwright.ingest;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.runtime.metrics.Metrics;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of records, for totals and meters. One thread counts, any may read totals. */
final class IngestTally {
  private final Metrics metrics;
  private final Counter scansMeter;
  private final Counter readingsMeter;
  private final Counter framesMeter;
  private final Counter frameBytesMeter;
  private final Counter eventsMeter;
  private final Counter resumedMeter;
  private final Map<RejectionReason, Counter> rejectedMeters = new EnumMap<>(RejectionReason.class);

  private final LongAdder scans = new LongAdder();
  private final LongAdder readings = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder rejectedScans = new LongAdder();
  private final LongAdder rejectedFrames = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder resumed = new LongAdder();

  IngestTally(Metrics metrics) {
    this.metrics = metrics;
    scansMeter = metrics.counter(IngestMeter.SCANS_ACCEPTED);
    readingsMeter = metrics.counter(IngestMeter.READINGS);
    framesMeter = metrics.counter(IngestMeter.FRAMES_ACCEPTED);
    frameBytesMeter = metrics.counter(IngestMeter.FRAME_BYTES);
    eventsMeter = metrics.counter(IngestMeter.EVENTS);
    resumedMeter = metrics.counter(IngestMeter.RESUMED);
  }

  void scan(int presentValues) {
    scans.increment();
    readings.add(presentValues);
    scansMeter.increment();
    readingsMeter.increment(presentValues);
  }

  void frame(int bytes) {
    frames.increment();
    framesMeter.increment();
    frameBytesMeter.increment(bytes);
  }

  void event() {
    events.increment();
    eventsMeter.increment();
  }

  void rejected(boolean frame, RejectionReason reason) {
    (frame ? rejectedFrames : rejectedScans).increment();
    rejectedMeters
        .computeIfAbsent(reason, r -> metrics.counter(IngestMeter.REJECTED, "reason", r.name()))
        .increment();
  }

  /** A record that an earlier run rejected. */
  void resumedRejected(boolean frame) {
    (frame ? rejectedFrames : rejectedScans).increment();
    resumed();
  }

  /** A record that an earlier run published. */
  void resumedPublished(SourceRecord record) {
    if (record instanceof SourceRecord.Event) {
      events.increment();
    } else {
      (record instanceof SourceRecord.Frame ? frames : scans).increment();
    }
    resumed();
  }

  private void resumed() {
    resumed.increment();
    resumedMeter.increment();
  }

  IngestTotals totals() {
    long scansNow = scans.sum();
    long framesNow = frames.sum();
    long rejectedScansNow = rejectedScans.sum();
    long rejectedFramesNow = rejectedFrames.sum();
    return new IngestTotals(
        scansNow + rejectedScansNow,
        scansNow,
        readings.sum(),
        framesNow + rejectedFramesNow,
        framesNow,
        rejectedScansNow + rejectedFramesNow,
        events.sum(),
        resumed.sum());
  }
}
