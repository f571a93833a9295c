package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.Origin;
import java.time.Duration;
import java.time.Instant;

/**
 * What no source can truly say, whoever wrote the record. The numbers are choices, far outside of
 * all that machines do; what they keep out is a wrong unit, a wrong byte order, a clock never set.
 */
public final class TelemetryBounds {
  /** No industrial historian is older; an epoch of 1970 or 1900 is a clock that was never set. */
  public static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  /** Recorded or simulated time may run ahead, but not by a mistaken unit of the epoch. */
  public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** How far a live clock may be ahead of ours; the tolerance of Kerberos (RFC 4120, 5 min). */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** What comes more seldom is a scalar, not a sample of a signal. */
  public static final double LOWEST_SAMPLE_RATE_HZ = 1;

  /** No accelerometer or microphone of a machine is sampled faster. */
  public static final double HIGHEST_SAMPLE_RATE_HZ = 1e6;

  /** No shaft turns faster: above dental drills. */
  public static final double HIGHEST_SPEED_RPM = 1e6;

  private TelemetryBounds() {}

  /** The latest time that a record can truly bear, of what it comes from, at the present. */
  public static Instant latest(Origin origin, Instant now) {
    boolean live = origin != Origin.SIMULATED && origin != Origin.REPLAYED;
    return live ? now.plus(CLOCK_SKEW) : LATEST;
  }

  public static boolean isTime(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  /** False for NaN. */
  public static boolean isSampleRate(double hz) {
    return hz >= LOWEST_SAMPLE_RATE_HZ && hz <= HIGHEST_SAMPLE_RATE_HZ;
  }

  /** False for NaN; a shaft may stand still. */
  public static boolean isShaftSpeed(double rpm) {
    return rpm >= 0 && rpm <= HIGHEST_SPEED_RPM;
  }
}
