package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.AssetId;
import java.util.List;

/** What must hold of any block of samples. */
final class FrameChecks {
  private FrameChecks() {}

  static void check(
      AssetId asset,
      double sampleRateHz,
      List<String> channels,
      SampleFormat format,
      byte[] samples) {
    if (!(sampleRateHz > 0) || Double.isInfinite(sampleRateHz)) {
      throw new IllegalArgumentException("frame of " + asset + ": sampleRateHz " + sampleRateHz);
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("frame of " + asset + " has no channel");
    }
    if (samples.length % (format.bytes() * channels.size()) != 0) {
      throw new IllegalArgumentException(
          "frame of " + asset + ": " + samples.length + " bytes are no whole number of samples");
    }
  }
}
