package io.millwright.dashboards.history;

import java.time.Instant;

/** Event time as the stores keep it: microseconds since 1970, the resolution of the platform. */
final class EpochMicros {
  private EpochMicros() {}

  static long of(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }
}
