package io.millwright.models.dataset;

import io.millwright.contracts.telemetry.SampleFormat;

/** How a WAV file stores a sample: little-endian, integers as counts of full scale. */
public enum WavEncoding {
  /** Unsigned, 128 is zero. */
  UINT8(1, SampleFormat.INT16),
  INT16(2, SampleFormat.INT16),
  INT24(3, SampleFormat.INT24),
  INT32(4, SampleFormat.FLOAT32),
  FLOAT32(4, SampleFormat.FLOAT32);

  private final int bytes;
  private final SampleFormat frameFormat;

  WavEncoding(int bytes, SampleFormat frameFormat) {
    this.bytes = bytes;
    this.frameFormat = frameFormat;
  }

  /** Bytes of one sample of one channel. */
  public int bytes() {
    return bytes;
  }

  /**
   * The format of a frame that holds such samples: without loss, except that {@link #INT32} is
   * rounded to the 24 significant bits of a float.
   */
  public SampleFormat frameFormat() {
    return frameFormat;
  }

  /** The sample that begins at a byte; full scale is ±1, a float is taken as it stands. */
  float decode(byte[] from, int at) {
    return switch (this) {
      case UINT8 -> ((from[at] & 0xff) - 128) / 128f;
      case INT16 -> (from[at + 1] << 8 | from[at] & 0xff) / 32768f;
      case INT24 -> (from[at + 2] << 16 | (from[at + 1] & 0xff) << 8 | from[at] & 0xff) / 8388608f;
      case INT32 -> int32(from, at) / 2147483648f;
      case FLOAT32 -> Float.intBitsToFloat(int32(from, at));
    };
  }

  /** Writes the sample that begins at a byte in {@link #frameFormat()}. */
  void transcode(byte[] from, int at, byte[] to, int toAt) {
    switch (this) {
      case UINT8 -> {
        to[toAt] = 0;
        to[toAt + 1] = (byte) ((from[at] & 0xff) - 128);
      }
      case INT32 -> {
        int bits = Float.floatToRawIntBits(decode(from, at));
        for (int i = 0; i < Float.BYTES; i++) {
          to[toAt + i] = (byte) (bits >> (8 * i));
        }
      }
      default -> System.arraycopy(from, at, to, toAt, bytes);
    }
  }

  private static int int32(byte[] from, int at) {
    return from[at + 3] << 24
        | (from[at + 2] & 0xff) << 16
        | (from[at + 1] & 0xff) << 8
        | from[at] & 0xff;
  }
}
