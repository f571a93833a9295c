package io.millwright.contracts.telemetry;

/** Quality of one channel of a scan; the ordinals travel as bytes and never change. */
public enum ChannelQuality {
  GOOD,
  /** Usable with doubt: substituted, out of calibration, or so marked by the source. */
  UNCERTAIN,
  /** The source says that it must not be used. */
  BAD,
  /** The scan has no value for this channel; the value is NaN. */
  ABSENT;

  private static final ChannelQuality[] VALUES = values();

  /** Inverse of the ordinal; a code of a later version is {@link #BAD}. */
  public static ChannelQuality of(byte code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : BAD;
  }
}
