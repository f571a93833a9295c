package io.millwright.dashboards.history;

import io.millwright.contracts.telemetry.ChannelQuality;

/**
 * How good the readings of a point were.
 *
 * @param pointId the point
 * @param good readings that are good
 * @param uncertain readings to be used with doubt
 * @param bad readings that must not be used
 */
public record PointQuality(String pointId, long good, long uncertain, long bad) {
  public static PointQuality none(String pointId) {
    return new PointQuality(pointId, 0, 0, 0);
  }

  public long readings() {
    return good + uncertain + bad;
  }

  PointQuality plus(PointQuality other) {
    return new PointQuality(
        pointId, good + other.good, uncertain + other.uncertain, bad + other.bad);
  }

  /** With more readings of a quality; one that is absent is no reading. */
  PointQuality plus(ChannelQuality quality, long readings) {
    return switch (quality) {
      case GOOD -> new PointQuality(pointId, good + readings, uncertain, bad);
      case UNCERTAIN -> new PointQuality(pointId, good, uncertain + readings, bad);
      case BAD -> new PointQuality(pointId, good, uncertain, bad + readings);
      case ABSENT -> this;
    };
  }
}
