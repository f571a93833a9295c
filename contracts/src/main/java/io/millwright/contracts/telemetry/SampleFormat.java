package io.millwright.contracts.telemetry;

/** How samples lie in a frame: little-endian, interleaved by channel. */
public enum SampleFormat {
  INT16(2),
  INT24(3),
  FLOAT32(4);

  private final int bytes;

  SampleFormat(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample of one channel. */
  public int bytes() {
    return bytes;
  }
}
