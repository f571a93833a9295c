package io.millwright.ingest;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thing that a source says: a scan, a frame, something that is neither, or a machine event. */
public sealed interface SourceRecord {
  SourcePosition position();

  /** When it was true, for pacing; null if that could not be told. */
  @Nullable Instant time();

  /**
   * A reading of all scalar channels of an asset, not yet judged.
   *
   * @param gatewayTime when a gateway received it; null if there was none
   * @param channelSet of the point list that the values follow
   * @param values owned by the receiver
   * @param quality one ordinal of {@link io.millwright.contracts.telemetry.ChannelQuality} a value,
   *     or empty: all good
   * @param raw gives the record as it came, for a rejection; valid until the source's next record
   */
  @SuppressWarnings("ArrayRecordComponent") // the hot path hands arrays over
  record Scan(
      SourcePosition position,
      AssetId assetId,
      Instant time,
      @Nullable Instant gatewayTime,
      Origin origin,
      int channelSet,
      double[] values,
      byte[] quality,
      Supplier<byte[]> raw)
      implements SourceRecord {}

  /** A block of samples, not yet judged: anything may be wrong with it. */
  sealed interface Frame extends SourceRecord {
    AssetId assetId();

    String pointId();

    @Override
    Instant time();

    Origin origin();

    double sampleRateHz();

    List<String> channels();

    SampleFormat format();

    /** Little-endian, interleaved by channel; as they are rejected if the frame is. */
    byte[] samples();

    @Nullable Double shaftSpeedRpm();
  }

  /**
   * A frame of a vibration point.
   *
   * @param time of the first sample
   * @param gatewayTime when a gateway received it; null if there was none
   * @param sequence number of the frame in its stream, so that gaps show
   * @param sampleRateHz samples a second of each channel
   * @param channels names, in interleaving order
   * @param unit UCUM code of a sample times {@code scale}
   * @param scale from stored sample to unit
   * @param samples owned by the receiver
   * @param shaftSpeedRpm mean over the frame; null if unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // the hot path hands arrays over
  record Waveform(
      SourcePosition position,
      AssetId assetId,
      String pointId,
      Instant time,
      @Nullable Instant gatewayTime,
      Origin origin,
      long sequence,
      double sampleRateHz,
      List<String> channels,
      String unit,
      double scale,
      SampleFormat format,
      byte[] samples,
      @Nullable Double shaftSpeedRpm)
      implements Frame {
    public Waveform {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A frame of a microphone; the components are those of {@link Waveform}.
   *
   * @param pascalPerUnit from full scale 1.0 to sound pressure; null if uncalibrated
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sound(
      SourcePosition position,
      AssetId assetId,
      String pointId,
      Instant time,
      @Nullable Instant gatewayTime,
      Origin origin,
      long sequence,
      double sampleRateHz,
      List<String> channels,
      @Nullable Double pascalPerUnit,
      SampleFormat format,
      byte[] samples,
      @Nullable Double shaftSpeedRpm)
      implements Frame {
    public Sound {
      channels = List.copyOf(channels);
    }
  }

  /** What a record was meant to be that could not be read. */
  enum Meant {
    SCAN,
    FRAME
  }

  /**
   * Something that could not be read as a scan or frame.
   *
   * @param meant what it was meant to be
   * @param assetId the asset as the record named it, if it could be told
   * @param detail the reason in words, with the value that was wrong
   * @param raw the record as it came
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Malformed(
      SourcePosition position,
      Meant meant,
      @Nullable String assetId,
      @Nullable Instant time,
      Origin origin,
      RejectionReason reason,
      String detail,
      byte[] raw)
      implements SourceRecord {

    /** Something that was meant to be a scan. */
    public Malformed(
        SourcePosition position,
        @Nullable String assetId,
        @Nullable Instant time,
        Origin origin,
        RejectionReason reason,
        String detail,
        byte[] raw) {
      this(position, Meant.SCAN, assetId, time, origin, reason, detail, raw);
    }
  }

  /** Something that happened to a machine. */
  record Event(SourcePosition position, MachineEvent event) implements SourceRecord {
    @Override
    public Instant time() {
      return event.time();
    }
  }
}
