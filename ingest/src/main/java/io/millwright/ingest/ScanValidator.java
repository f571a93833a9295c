package io.millwright.ingest;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.TelemetryBounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one scan by itself: channels, values, time. Order and repetition are judged per asset by
 * the streams, which remember what they accepted.
 */
public final class ScanValidator {
  private ScanValidator() {}

  /** Why a scan or frame is not accepted. */
  public record Rejection(RejectionReason reason, String detail) {}

  /**
   * Null if the scan is sound.
   *
   * @param asset the machine that the scan names; null if nobody declared it
   * @param scan whose ingest time is the present
   */
  public static @Nullable Rejection check(@Nullable Asset asset, ScalarScan scan) {
    if (asset == null) {
      return new Rejection(
          RejectionReason.UNKNOWN_ASSET, "asset '" + scan.assetId() + "' is not declared");
    }
    List<MeasurementPoint> points = asset.points();
    if (scan.values().length != points.size()) {
      return new Rejection(
          RejectionReason.CHANNEL_MISMATCH,
          scan.values().length + " values, the asset has " + points.size() + " points");
    }
    Rejection time = checkTime(scan.time(), scan.origin(), scan.ingestTime());
    if (time != null) {
      return time;
    }
    for (int i = 0; i < scan.values().length; i++) {
      Rejection value = checkValue(points.get(i), scan.values()[i], scan.qualityOf(i));
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Rejection checkValue(
      MeasurementPoint point, double value, ChannelQuality quality) {
    if (quality == ChannelQuality.ABSENT) {
      return Double.isNaN(value)
          ? null
          : new Rejection(
              RejectionReason.OTHER, point.id() + " is marked absent and yet is " + value);
    }
    if (!Double.isFinite(value)) {
      return new Rejection(
          RejectionReason.NOT_A_NUMBER, point.id() + " is " + value + " and not marked absent");
    }
    // The source itself says that a BAD value means nothing, so its size means nothing either.
    if (quality != ChannelQuality.BAD && !point.range().contains(value)) {
      return new Rejection(
          RejectionReason.IMPOSSIBLE_VALUE,
          point.id()
              + " is "
              + value
              + " "
              + point.unit()
              + ", possible is "
              + point.range().minimum()
              + " to "
              + point.range().maximum());
    }
    return null;
  }

  /** Null if a source can have said this time at the present. */
  static @Nullable Rejection checkTime(Instant time, Origin origin, Instant now) {
    if (time.isBefore(TelemetryBounds.EARLIEST)) {
      return new Rejection(
          RejectionReason.IMPOSSIBLE_TIME,
          "time " + time + " is before " + TelemetryBounds.EARLIEST);
    }
    Instant latest = TelemetryBounds.latest(origin, now);
    return time.isAfter(latest)
        ? new Rejection(RejectionReason.IMPOSSIBLE_TIME, "time " + time + " is after " + latest)
        : null;
  }
}
