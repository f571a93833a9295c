package io.millwright.models.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes plain values, big-endian; {@link SnapshotReader} reads them in the same order. */
public final class SnapshotWriter {
  private ByteBuffer out = ByteBuffer.allocate(1024);

  public SnapshotWriter put(byte value) {
    room(1).put(value);
    return this;
  }

  public SnapshotWriter put(boolean value) {
    return put((byte) (value ? 1 : 0));
  }

  public SnapshotWriter put(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  public SnapshotWriter put(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  public SnapshotWriter put(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  public SnapshotWriter put(@Nullable Instant value) {
    put(value != null);
    return value == null ? this : put(value.getEpochSecond()).put(value.getNano());
  }

  public SnapshotWriter put(String value) {
    return put(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Length and content; so are the other arrays. */
  public SnapshotWriter put(byte[] values) {
    put(values.length);
    room(values.length).put(values);
    return this;
  }

  public SnapshotWriter put(double[] values) {
    put(values.length);
    room(values.length * Double.BYTES);
    for (double v : values) {
      out.putDouble(v);
    }
    return this;
  }

  public SnapshotWriter put(float[] values) {
    put(values.length);
    room(values.length * Float.BYTES);
    for (float v : values) {
      out.putFloat(v);
    }
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int capacity = Math.max(out.capacity() * 2, out.position() + bytes);
      out = ByteBuffer.allocate(capacity).put(out.flip());
    }
    return out;
  }
}
