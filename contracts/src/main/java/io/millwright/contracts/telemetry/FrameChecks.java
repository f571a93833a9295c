package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of any block of samples. */
final class FrameChecks {
  private FrameChecks() {}

  static void check(
      AssetId asset,
      Instant time,
      double sampleRateHz,
      List<String> channels,
      SampleFormat format,
      byte[] samples,
      @Nullable Double shaftSpeedRpm) {
    if (!TelemetryBounds.isTime(time)) {
      throw new IllegalArgumentException("frame of " + asset + ": time " + time);
    }
    if (!TelemetryBounds.isSampleRate(sampleRateHz)) {
      throw new IllegalArgumentException("frame of " + asset + ": sampleRateHz " + sampleRateHz);
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("frame of " + asset + " has no channel");
    }
    if (samples.length == 0) {
      throw new IllegalArgumentException("frame of " + asset + " has no samples");
    }
    if (samples.length % (format.bytes() * channels.size()) != 0) {
      throw new IllegalArgumentException(
          "frame of " + asset + ": " + samples.length + " bytes are no whole number of samples");
    }
    if (shaftSpeedRpm != null && !TelemetryBounds.isShaftSpeed(shaftSpeedRpm)) {
      throw new IllegalArgumentException("frame of " + asset + ": shaftSpeedRpm " + shaftSpeedRpm);
    }
  }

  /** A factor from stored sample to unit must be a number that keeps the samples apart. */
  static void checkFactor(AssetId asset, String name, double factor) {
    if (factor == 0 || !Double.isFinite(factor)) {
      throw new IllegalArgumentException("frame of " + asset + ": " + name + " " + factor);
    }
  }
}
