package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of a vibration (or other) waveform. {@code samples} is owned by the frame and not copied.
 *
 * @param assetId the machine
 * @param pointId the measurement point; with the asset it is the Kafka key
 * @param time of the first sample, within {@link TelemetryBounds}
 * @param gatewayTime when a gateway received it
 * @param ingestTime when this platform accepted it
 * @param origin where it comes from
 * @param sequence number of the frame in its stream, so that gaps show
 * @param sampleRateHz samples a second of each channel, within {@link TelemetryBounds}
 * @param channels names of the channels, in interleaving order
 * @param unit UCUM code of a sample times {@code scale}, for example {@code m/s2}
 * @param scale factor from stored sample to unit; finite, not 0
 * @param format how samples are stored
 * @param samples little-endian, interleaved; whole samples of all channels, at least one
 * @param shaftSpeedRpm mean shaft speed over the frame, within {@link TelemetryBounds}; null if
 *     unknown
 */
public record WaveformFrame(
    AssetId assetId,
    String pointId,
    Instant time,
    Instant gatewayTime,
    Instant ingestTime,
    Origin origin,
    long sequence,
    double sampleRateHz,
    List<String> channels,
    String unit,
    double scale,
    SampleFormat format,
    byte[] samples,
    @Nullable Double shaftSpeedRpm)
    implements SignalFrame {

  public WaveformFrame {
    channels = List.copyOf(channels);
    FrameChecks.check(assetId, time, sampleRateHz, channels, format, samples, shaftSpeedRpm);
    FrameChecks.checkFactor(assetId, "scale", scale);
  }
}
