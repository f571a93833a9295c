package io.millwright.ingest;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.RejectionReason;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thing that a source says: a scan, something that is none, or a machine event. */
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

  /**
   * Something that could not be read as a scan.
   *
   * @param assetId the asset as the record named it, if it could be told
   * @param detail the reason in words, with the value that was wrong
   * @param raw the record as it came
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Malformed(
      SourcePosition position,
      @Nullable String assetId,
      @Nullable Instant time,
      Origin origin,
      RejectionReason reason,
      String detail,
      byte[] raw)
      implements SourceRecord {}

  /** Something that happened to a machine. */
  record Event(SourcePosition position, MachineEvent event) implements SourceRecord {
    @Override
    public Instant time() {
      return event.time();
    }
  }
}
