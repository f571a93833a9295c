package io.millwright.contracts.assessment;

import io.millwright.contracts.asset.ZoneLimits;

/**
 * Broadband vibration severity by ISO 20816-3, of the worst direction.
 *
 * @param pointId signal point of the worst direction
 * @param channel its channel
 * @param velocityRmsMmPerS velocity in mm/s RMS, 10 to 1000 Hz, from 2 Hz below 600 rpm; NaN if
 *     none could be measured
 * @param zone evaluation zone
 * @param changeNotable whether it changed by more than a quarter of the B/C limit, which is notable
 *     inside a zone too
 * @param reason why the zone is unknown, or what changed; empty otherwise
 */
public record VibrationSeverity(
    String pointId,
    String channel,
    double velocityRmsMmPerS,
    Zone zone,
    boolean changeNotable,
    String reason) {

  /** Evaluation zones. */
  public enum Zone {
    /** As a newly commissioned machine. */
    A,
    /** Acceptable for long-term running. */
    B,
    /** Not for long-term running: remedy at an opportunity. */
    C,
    /** May damage the machine. */
    D,
    UNKNOWN;

    /** Zone of a velocity in mm/s RMS; a boundary belongs to the better zone. */
    public static Zone of(double rmsMmPerS, ZoneLimits limits) {
      if (!(rmsMmPerS >= 0)) {
        return UNKNOWN;
      }
      return rmsMmPerS <= limits.ab()
          ? A
          : rmsMmPerS <= limits.bc() ? B : rmsMmPerS <= limits.cd() ? C : D;
    }
  }
}
