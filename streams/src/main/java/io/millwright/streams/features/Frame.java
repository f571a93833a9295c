package io.millwright.streams.features;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SignalFrame;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.models.signal.FrameSamples;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What frames of vibration and of sound have in common.
 *
 * @param time of the first sample
 * @param end of the last sample: one sample period after its beginning, in whole microseconds, the
 *     resolution of event time
 * @param samples of each channel
 * @param content fingerprint of all that was measured: equal for a redelivery
 * @param body reads the samples
 */
record Frame(
    AssetId assetId,
    String pointId,
    SignalKind kind,
    Instant time,
    Instant end,
    Instant ingestTime,
    Origin origin,
    long sequence,
    double sampleRateHz,
    List<String> channels,
    int samples,
    @Nullable Double shaftSpeedRpm,
    long content,
    Body body) {

  /** The undecoded samples. */
  interface Body {
    /**
     * Decodes into work buffers.
     *
     * @throws IllegalArgumentException if they cannot be read as the kind of signal that they
     *     should be
     */
    void readInto(FrameSamples samples);
  }

  static Frame of(WaveformFrame f) {
    int form = Objects.hash(f.sampleRateHz(), f.channels(), f.unit(), f.scale(), f.format().name());
    return of(f, SignalKind.VIBRATION, form, into -> into.read(f));
  }

  static Frame of(AudioFrame f) {
    int form = Objects.hash(f.sampleRateHz(), f.channels(), f.pascalPerUnit(), f.format().name());
    return of(f, SignalKind.SOUND, form, into -> into.read(f));
  }

  private static Frame of(SignalFrame f, SignalKind kind, int form, Body body) {
    return new Frame(
        f.assetId(),
        f.pointId(),
        kind,
        f.time(),
        end(f.time(), f.samplesPerChannel(), f.sampleRateHz()),
        f.ingestTime(),
        f.origin(),
        f.sequence(),
        f.sampleRateHz(),
        f.channels(),
        f.samplesPerChannel(),
        f.shaftSpeedRpm(),
        content(f.samples(), form),
        body);
  }

  /** Key under which it travels. */
  String key() {
    return assetId.value() + "/" + pointId;
  }

  private static Instant end(Instant begin, int samples, double sampleRateHz) {
    return begin.plusNanos(Math.round(samples / sampleRateHz * 1e6) * 1000);
  }

  private static long content(byte[] samples, int form) {
    CRC32C crc = new CRC32C();
    crc.update(samples);
    return crc.getValue() << 32 | Integer.toUnsignedLong(form);
  }
}
