package io.millwright.streams.features;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.Objects;

/**
 * What is remembered of a signal point: its newest accepted frame.
 *
 * @param time of its first sample
 * @param end of its last
 * @param sequence number in its stream
 * @param content fingerprint of what was measured
 * @param sampleRateHz that every later frame must have; NaN: any
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
    byte[] speedState) {

  static final byte[] NO_SPEED_STATE = {};

  /** After a new declaration. */
  PointMemory withAnySampleRate() {
    return new PointMemory(time, end, sequence, content, Double.NaN, speedState);
  }

  void write(SnapshotWriter out) {
    out.put(time).put(end).put(sequence).put(content).put(sampleRateHz).put(speedState);
  }

  static PointMemory read(SnapshotReader in) {
    return new PointMemory(
        Objects.requireNonNull(in.readInstant(), "time"),
        Objects.requireNonNull(in.readInstant(), "end"),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readBytes());
  }
}
