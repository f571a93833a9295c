package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What blocks of vibration and of sound have in common. */
public sealed interface SignalFrame permits WaveformFrame, AudioFrame {
  AssetId assetId();

  String pointId();

  /** Of the first sample. */
  Instant time();

  Instant ingestTime();

  Origin origin();

  /** Number of the frame in its stream. */
  long sequence();

  double sampleRateHz();

  List<String> channels();

  SampleFormat format();

  /** Owned by the frame, not copied. */
  byte[] samples();

  /** Samples of each channel. */
  default int samplesPerChannel() {
    return samples().length / (format().bytes() * channels().size());
  }

  /** Mean over the frame, in revolutions per minute; null if unknown. */
  @Nullable Double shaftSpeedRpm();
}
