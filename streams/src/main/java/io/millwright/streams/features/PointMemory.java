package io.millwright.streams.features;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a signal point: its newest accepted frame.
 *
 * @param time of its first sample
 * @param end of its last
 * @param sequence number in its stream
 * @param content fingerprint of what was measured
 * @param sampleRateHz that later frames must have; NaN: any
 * @param otherRate what came with another rate since; null if nothing did
 * @param speedState operating state by the frames' own shaft speed; empty unless that is how it is
 *     told. Owned, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PointMemory(
    Instant time,
    Instant end,
    long sequence,
    long content,
    double sampleRateHz,
    @Nullable OtherRate otherRate,
    byte[] speedState) {

  static final byte[] NO_SPEED_STATE = {};

  /**
   * Frames that were rejected because they have another sample rate than those before: some of them
   * are a mistake, many in a row are another sensor.
   *
   * @param hz their rate
   * @param newest time of the last of them
   * @param frames how many, in a row
   */
  record OtherRate(double hz, Instant newest, int frames) {
    OtherRate withFrame(Instant of) {
      return of.isAfter(newest) ? new OtherRate(hz, of, frames + 1) : this;
    }
  }

  /** After a new declaration. */
  PointMemory withAnySampleRate() {
    return new PointMemory(time, end, sequence, content, Double.NaN, null, speedState);
  }

  /** After a frame with another rate; one that was counted before is not counted again. */
  PointMemory withOtherRate(double hz, Instant of) {
    OtherRate known = otherRate;
    OtherRate counted =
        known == null || known.hz() != hz ? new OtherRate(hz, of, 1) : known.withFrame(of);
    return new PointMemory(time, end, sequence, content, sampleRateHz, counted, speedState);
  }

  void write(SnapshotWriter out) {
    out.put(time).put(end).put(sequence).put(content).put(sampleRateHz);
    out.put(otherRate == null ? null : otherRate.newest());
    if (otherRate != null) {
      out.put(otherRate.hz()).put(otherRate.frames());
    }
    out.put(speedState);
  }

  /**
   * @param version of the memory around it
   */
  static PointMemory read(SnapshotReader in, byte version) {
    return new PointMemory(
        Objects.requireNonNull(in.readInstant(), "time"),
        Objects.requireNonNull(in.readInstant(), "end"),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        version == 1 ? null : readOtherRate(in),
        in.readBytes());
  }

  private static @Nullable OtherRate readOtherRate(SnapshotReader in) {
    Instant newest = in.readInstant();
    return newest == null ? null : new OtherRate(in.readDouble(), newest, in.readInt());
  }
}
