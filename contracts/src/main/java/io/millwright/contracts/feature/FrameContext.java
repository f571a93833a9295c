package io.millwright.contracts.feature;

import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.TelemetryBounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame that a feature vector was made from.
 *
 * @param pointId signal point of the asset
 * @param kind vibration or sound
 * @param channels names of the channels, in the order of the vector
 * @param ingestTime when the frame was accepted; latency is counted from here
 * @param sampleRateHz of each channel, within {@link TelemetryBounds}
 * @param samples of each channel, at least 1
 * @param shaftSpeedRpm speed that the features rest on; null if unknown
 * @param operatingState what the machine was doing; features are made in steady running, or when
 *     that could not be told
 * @param flags what was noticed
 */
public record FrameContext(
    String pointId,
    SignalKind kind,
    List<String> channels,
    Instant ingestTime,
    double sampleRateHz,
    int samples,
    @Nullable Double shaftSpeedRpm,
    OperatingState operatingState,
    List<FrameFlag> flags) {
  public FrameContext {
    channels = List.copyOf(channels);
    flags = List.copyOf(flags);
    if (samples < 1 || !TelemetryBounds.isSampleRate(sampleRateHz)) {
      throw new IllegalArgumentException(
          "features of " + samples + " samples at " + sampleRateHz + " Hz");
    }
  }
}
