package io.millwright.ingest;

import static io.millwright.contracts.telemetry.RejectionReason.CHANNEL_MISMATCH;
import static io.millwright.contracts.telemetry.RejectionReason.IMPOSSIBLE_VALUE;
import static io.millwright.contracts.telemetry.RejectionReason.NOT_A_NUMBER;
import static io.millwright.contracts.telemetry.RejectionReason.OTHER;
import static io.millwright.contracts.telemetry.RejectionReason.UNKNOWN_ASSET;
import static io.millwright.contracts.telemetry.RejectionReason.UNREADABLE;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.TelemetryBounds;
import io.millwright.ingest.ScanValidator.Rejection;
import io.millwright.ingest.SourceRecord.Frame;
import io.millwright.models.signal.AccelerationUnit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges one frame by itself: point, channels, rate, unit, samples, time. Order, gaps and overlaps
 * are judged per asset by the streams, which remember what they accepted; clipped and flat channels
 * too, because such a frame is accepted and flagged.
 */
public final class FrameValidator {
  /**
   * What fits into one Kafka record of the platform's topics (4 MiB) with its other fields: 9 s of
   * two channels of 25.6 kHz in 32 bit, 20 s of eight channels of 16 kHz in 16 bit.
   */
  public static final int MOST_BYTES = 4_000_000;

  private FrameValidator() {}

  /**
   * Null if the frame is sound: {@link io.millwright.contracts.telemetry.WaveformFrame} or {@link
   * io.millwright.contracts.telemetry.AudioFrame} will take it.
   *
   * @param asset the machine that the frame names; null if nobody declared it
   * @param now the present
   */
  public static @Nullable Rejection check(@Nullable Asset asset, Frame frame, Instant now) {
    if (asset == null) {
      return reject(UNKNOWN_ASSET, "asset '" + frame.assetId() + "' is not declared");
    }
    Rejection point = checkPoint(asset.signal(frame.pointId()), frame);
    if (point != null) {
      return point;
    }
    Rejection numbers = checkNumbers(frame);
    if (numbers != null) {
      return numbers;
    }
    Rejection samples = checkSamples(frame);
    return samples != null ? samples : ScanValidator.checkTime(frame.time(), frame.origin(), now);
  }

  private static @Nullable Rejection checkPoint(@Nullable SignalPoint point, Frame frame) {
    if (point == null) {
      return reject(CHANNEL_MISMATCH, "the asset has no signal point '" + frame.pointId() + "'");
    }
    SignalKind kind = frame instanceof SourceRecord.Sound ? SignalKind.SOUND : SignalKind.VIBRATION;
    if (point.kind() != kind) {
      return reject(
          CHANNEL_MISMATCH,
          "a frame of " + kind + " for signal point " + point.id() + ", which is " + point.kind());
    }
    if (!point.channelNames().equals(frame.channels())) {
      return reject(
          CHANNEL_MISMATCH,
          "channels " + frame.channels() + ", the signal point has " + point.channelNames());
    }
    return null;
  }

  private static @Nullable Rejection checkNumbers(Frame frame) {
    double rate = frame.sampleRateHz();
    if (!TelemetryBounds.isSampleRate(rate)) {
      return reject(
          IMPOSSIBLE_VALUE,
          "sample rate "
              + rate
              + " Hz, possible is "
              + TelemetryBounds.LOWEST_SAMPLE_RATE_HZ
              + " to "
              + TelemetryBounds.HIGHEST_SAMPLE_RATE_HZ);
    }
    Double speed = frame.shaftSpeedRpm();
    if (speed != null && !TelemetryBounds.isShaftSpeed(speed)) {
      return reject(
          IMPOSSIBLE_VALUE,
          "shaft speed " + speed + " rpm, possible is 0 to " + TelemetryBounds.HIGHEST_SPEED_RPM);
    }
    if (frame instanceof SourceRecord.Waveform waveform) {
      if (Double.isNaN(AccelerationUnit.metresPerSecondSquared(waveform.unit()))) {
        return reject(
            IMPOSSIBLE_VALUE,
            "unit '" + waveform.unit() + "' is no acceleration; write for example m/s2 or [g]");
      }
      return checkFactor("scale", waveform.scale());
    }
    Double calibration = ((SourceRecord.Sound) frame).pascalPerUnit();
    return calibration == null ? null : checkFactor("pascalPerUnit", calibration);
  }

  private static @Nullable Rejection checkFactor(String name, double factor) {
    return factor == 0 || !Double.isFinite(factor)
        ? reject(IMPOSSIBLE_VALUE, name + " is " + factor)
        : null;
  }

  private static @Nullable Rejection checkSamples(Frame frame) {
    byte[] samples = frame.samples();
    int width = frame.format().bytes() * frame.channels().size();
    if (samples.length == 0) {
      return reject(UNREADABLE, "the frame holds no samples");
    }
    if (samples.length % width != 0) {
      return reject(
          UNREADABLE,
          samples.length
              + " bytes are no whole number of samples of "
              + frame.channels().size()
              + " channels in "
              + frame.format());
    }
    if (samples.length > MOST_BYTES) {
      return reject(
          OTHER, samples.length + " bytes are more than " + MOST_BYTES + "; send shorter frames");
    }
    int bad = frame.format() == SampleFormat.FLOAT32 ? notNumbers(samples) : 0;
    return bad == 0
        ? null
        : reject(NOT_A_NUMBER, bad + " of " + samples.length / 4 + " samples are NaN or infinite");
  }

  private static int notNumbers(byte[] samples) {
    ByteBuffer floats = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    int bad = 0;
    while (floats.hasRemaining()) {
      if (!Float.isFinite(floats.getFloat())) {
        bad++;
      }
    }
    return bad;
  }

  private static Rejection reject(RejectionReason reason, String detail) {
    return new Rejection(reason, detail);
  }
}
