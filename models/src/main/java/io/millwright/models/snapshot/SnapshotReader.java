package io.millwright.models.snapshot;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SnapshotWriter} wrote. Every method throws IllegalArgumentException where the
 * bytes end too early or cannot be meant.
 */
public final class SnapshotReader {
  private final ByteBuffer in;

  public SnapshotReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  public byte readByte() {
    return need(1).get();
  }

  public boolean readBoolean() {
    return readByte() != 0;
  }

  public int readInt() {
    return need(Integer.BYTES).getInt();
  }

  public long readLong() {
    return need(Long.BYTES).getLong();
  }

  public double readDouble() {
    return need(Double.BYTES).getDouble();
  }

  public @Nullable Instant readInstant() {
    return readBoolean() ? Instant.ofEpochSecond(readLong(), readInt()) : null;
  }

  public String readString() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public byte[] readBytes() {
    byte[] values = new byte[length(1)];
    in.get(values);
    return values;
  }

  public double[] readDoubles() {
    double[] values = new double[length(Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getDouble();
    }
    return values;
  }

  public float[] readFloats() {
    float[] values = new float[length(Float.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getFloat();
    }
    return values;
  }

  /** As {@link #readDoubles()} into an array whose length must fit. */
  public void readInto(double[] target) {
    double[] values = readDoubles();
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "snapshot has " + values.length + " values where " + target.length + " belong");
    }
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /**
   * A count that the following content must justify: each element takes at least a byte.
   *
   * @throws IllegalArgumentException if it is negative or more than the bytes left
   */
  public int readCount() {
    return length(1);
  }

  /** That nothing is left. */
  public void end() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(in.remaining() + " bytes after the end of the snapshot");
    }
  }

  private int length(int elementBytes) {
    int length = readInt();
    if (length < 0 || (long) length * elementBytes > in.remaining()) {
      throw new IllegalArgumentException("snapshot is cut off or damaged at byte " + in.position());
    }
    return length;
  }

  private ByteBuffer need(int bytes) {
    if (in.remaining() < bytes) {
      throw new IllegalArgumentException(
          "snapshot ends at byte " + in.limit(), new BufferUnderflowException());
    }
    return in;
  }
}
