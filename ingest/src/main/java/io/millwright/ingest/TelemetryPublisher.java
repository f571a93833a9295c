package io.millwright.ingest;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.ingest.ScanValidator.Rejection;
import io.millwright.runtime.metrics.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Brings a source to Kafka: sound scans and frames to their topics, everything else that was meant
 * to be one to the rejected topic with its reason and raw bytes, machine events to theirs. Nothing
 * is dropped. {@link #publish} belongs to one thread; {@link #totals} to any.
 */
public final class TelemetryPublisher {
  private final TelemetryOutlet outlet;
  private final InstantSource clock;
  private final IngestTally tally;

  /**
   * @param clock the wall clock; gives ingest times, which latency is counted from
   */
  public TelemetryPublisher(TelemetryOutlet outlet, Metrics metrics, InstantSource clock) {
    this.outlet = outlet;
    this.clock = clock;
    this.tally = new IngestTally(metrics);
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
    return tally.totals();
  }

  private boolean isStored(SourceRecord record, ReplayProgress progress) {
    SourcePosition position = record.position();
    boolean published =
        record instanceof SourceRecord.Event
            ? progress.holds(Topics.MACHINE_EVENTS, position)
            : record instanceof SourceRecord.Waveform
                ? progress.holds(Topics.WAVEFORM, position)
                : record instanceof SourceRecord.Sound
                    ? progress.holds(Topics.AUDIO, position)
                    : progress.holds(Topics.SCALAR, position);
    if (published) {
      tally.resumedPublished(record);
      return true;
    }
    if (!(record instanceof SourceRecord.Event) && progress.holds(Topics.REJECTED, position)) {
      tally.resumedRejected(isFrame(record));
      return true;
    }
    return false;
  }

  private static boolean isFrame(SourceRecord record) {
    return record instanceof SourceRecord.Frame
        || (record instanceof SourceRecord.Malformed malformed
            && malformed.meant() == SourceRecord.Meant.FRAME);
  }

  private void publish(SourceRecord record, Map<AssetId, Asset> assets) {
    if (record instanceof SourceRecord.Scan scan) {
      publish(scan, assets.get(scan.assetId()));
    } else if (record instanceof SourceRecord.Frame frame) {
      publish(frame, assets.get(frame.assetId()));
    } else if (record instanceof SourceRecord.Malformed malformed) {
      reject(
          malformed,
          malformed.assetId(),
          malformed.origin(),
          new Rejection(malformed.reason(), malformed.detail()),
          malformed.raw());
    } else if (record instanceof SourceRecord.Event happened) {
      outlet.send(
          Topics.MACHINE_EVENTS,
          happened.event().assetId(),
          happened.event(),
          ReplayProgress.header(happened.position()));
      tally.event();
    }
  }

  private void publish(SourceRecord.Scan read, @Nullable Asset asset) {
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
    Rejection rejection = ScanValidator.check(asset, scan);
    if (rejection != null) {
      reject(read, read.assetId().value(), read.origin(), rejection, read.raw().get());
      return;
    }
    outlet.send(Topics.SCALAR, scan.assetId(), scan, ReplayProgress.header(read.position()));
    tally.scan(present(scan.values()));
  }

  private void publish(SourceRecord.Frame read, @Nullable Asset asset) {
    Instant now = now();
    Rejection rejection = FrameValidator.check(asset, read, now);
    if (rejection != null) {
      reject(read, read.assetId().value(), read.origin(), rejection, read.samples());
      return;
    }
    String key = read.assetId() + "/" + read.pointId();
    Header header = ReplayProgress.header(read.position());
    if (read instanceof SourceRecord.Waveform waveform) {
      outlet.send(Topics.WAVEFORM, key, frame(waveform, now), header);
    } else if (read instanceof SourceRecord.Sound sound) {
      outlet.send(Topics.AUDIO, key, frame(sound, now), header);
    }
    tally.frame(read.samples().length);
  }

  private static WaveformFrame frame(SourceRecord.Waveform read, Instant now) {
    return new WaveformFrame(
        read.assetId(),
        read.pointId(),
        read.time(),
        read.gatewayTime() == null ? now : read.gatewayTime(),
        now,
        read.origin(),
        read.sequence(),
        read.sampleRateHz(),
        read.channels(),
        read.unit(),
        read.scale(),
        read.format(),
        read.samples(),
        read.shaftSpeedRpm());
  }

  private static AudioFrame frame(SourceRecord.Sound read, Instant now) {
    return new AudioFrame(
        read.assetId(),
        read.pointId(),
        read.time(),
        read.gatewayTime() == null ? now : read.gatewayTime(),
        now,
        read.origin(),
        read.sequence(),
        read.sampleRateHz(),
        read.channels(),
        read.pascalPerUnit(),
        read.format(),
        read.samples(),
        read.shaftSpeedRpm());
  }

  private void reject(
      SourceRecord read, @Nullable String assetId, Origin origin, Rejection rejection, byte[] raw) {
    String source = read.position().toString();
    outlet.send(
        Topics.REJECTED,
        source,
        new RejectedTelemetry(
                source,
                assetId,
                read.time(),
                now(),
                origin,
                rejection.reason(),
                rejection.detail(),
                raw)
            .fitting(),
        ReplayProgress.header(read.position()));
    tally.rejected(isFrame(read), rejection.reason());
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
