package io.millwright.ingest;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.ScanValidator.Rejection;
import io.millwright.runtime.metrics.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Brings a source to Kafka: sound scans to the scalar topic, everything else that was meant to be
 * one to the rejected topic with its reason and raw bytes, machine events to theirs. Nothing is
 * dropped. {@link #publish} belongs to one thread; {@link #totals} to any.
 */
public final class TelemetryPublisher {
  private final TelemetryOutlet outlet;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Counter acceptedMeter;
  private final Counter readingsMeter;
  private final Counter eventsMeter;
  private final Counter resumedMeter;
  private final Map<RejectionReason, Counter> rejectedMeters = new EnumMap<>(RejectionReason.class);

  private final LongAdder accepted = new LongAdder();
  private final LongAdder readings = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder resumed = new LongAdder();

  /**
   * @param clock the wall clock; gives ingest times, which latency is counted from
   */
  public TelemetryPublisher(TelemetryOutlet outlet, Metrics metrics, InstantSource clock) {
    this.outlet = outlet;
    this.metrics = metrics;
    this.clock = clock;
    this.acceptedMeter = metrics.counter(IngestMeter.SCANS_ACCEPTED);
    this.readingsMeter = metrics.counter(IngestMeter.READINGS);
    this.eventsMeter = metrics.counter(IngestMeter.EVENTS);
    this.resumedMeter = metrics.counter(IngestMeter.RESUMED);
  }

  /**
   * Publishes a source to its end, or until stopped; everything is stored when this returns or
   * throws.
   *
   * @param progress what an earlier run stored: left out, and not waited for
   * @param stopped asked between records
   * @throws SourceException if the source breaks; what came before it is stored
   */
  public IngestTotals publish(
      TelemetrySource source, Pace pace, ReplayProgress progress, BooleanSupplier stopped) {
    Map<AssetId, Asset> assets = new HashMap<>();
    source.assets().forEach(asset -> assets.put(asset.id(), asset));
    Pacer pacer = new Pacer(pace, System::nanoTime);
    try {
      while (!stopped.getAsBoolean()) {
        SourceRecord record = source.next();
        if (record == null) {
          break;
        }
        if (!isStored(record, progress)) {
          pacer.awaitTurn(source.recordingOf(record), record.time(), stopped);
          if (!stopped.getAsBoolean()) {
            publish(record, assets);
          }
        }
      }
    } finally {
      outlet.flush();
    }
    return totals();
  }

  /** So far; consistent once {@link #publish} has returned. */
  public IngestTotals totals() {
    long acceptedNow = accepted.sum();
    long rejectedNow = rejected.sum();
    return new IngestTotals(
        acceptedNow + rejectedNow,
        acceptedNow,
        readings.sum(),
        rejectedNow,
        events.sum(),
        resumed.sum());
  }

  private boolean isStored(SourceRecord record, ReplayProgress progress) {
    boolean stored = true;
    if (record instanceof SourceRecord.Event) {
      stored = progress.holds(Topics.MACHINE_EVENTS, record.position());
      count(events, stored);
    } else if (progress.holds(Topics.SCALAR, record.position())) {
      accepted.increment();
    } else if (progress.holds(Topics.REJECTED, record.position())) {
      rejected.increment();
    } else {
      stored = false;
    }
    if (stored) {
      resumed.increment();
      resumedMeter.increment();
    }
    return stored;
  }

  private static void count(LongAdder adder, boolean really) {
    if (really) {
      adder.increment();
    }
  }

  private void publish(SourceRecord record, Map<AssetId, Asset> assets) {
    if (record instanceof SourceRecord.Scan scan) {
      publish(scan, assets);
    } else if (record instanceof SourceRecord.Malformed malformed) {
      reject(
          new RejectedTelemetry(
              malformed.position().toString(),
              malformed.assetId(),
              malformed.time(),
              now(),
              malformed.origin(),
              malformed.reason(),
              malformed.detail(),
              malformed.raw()),
          malformed.position());
    } else if (record instanceof SourceRecord.Event happened) {
      outlet.send(
          Topics.MACHINE_EVENTS,
          happened.event().assetId(),
          happened.event(),
          ReplayProgress.header(happened.position()));
      events.increment();
      eventsMeter.increment();
    }
  }

  private void publish(SourceRecord.Scan read, Map<AssetId, Asset> assets) {
    Instant now = now();
    ScalarScan scan =
        new ScalarScan(
            read.assetId(),
            read.time(),
            read.gatewayTime() == null ? now : read.gatewayTime(),
            now,
            read.origin(),
            read.channelSet(),
            read.values(),
            read.quality());
    Rejection rejection = ScanValidator.check(assets.get(read.assetId()), scan);
    if (rejection != null) {
      reject(
          new RejectedTelemetry(
              read.position().toString(),
              read.assetId().value(),
              read.time(),
              now,
              read.origin(),
              rejection.reason(),
              rejection.detail(),
              read.raw().get()),
          read.position());
      return;
    }
    outlet.send(Topics.SCALAR, scan.assetId(), scan, ReplayProgress.header(read.position()));
    int present = present(scan.values());
    accepted.increment();
    readings.add(present);
    acceptedMeter.increment();
    readingsMeter.increment(present);
  }

  private void reject(RejectedTelemetry telemetry, SourcePosition position) {
    outlet.send(Topics.REJECTED, telemetry.source(), telemetry, ReplayProgress.header(position));
    rejected.increment();
    rejectedMeters
        .computeIfAbsent(
            telemetry.reason(),
            reason -> metrics.counter(IngestMeter.REJECTED, "reason", reason.name()))
        .increment();
  }

  /** Microseconds are what travels. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static int present(double[] values) {
    int present = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        present++;
      }
    }
    return present;
  }
}
