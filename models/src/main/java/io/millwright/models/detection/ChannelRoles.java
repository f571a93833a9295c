package io.millwright.models.detection;

import io.millwright.contracts.asset.MeasurementPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which channels say how a machine is driven, and which how it fares.
 *
 * @param settings indices into a scan: commanded or ambient conditions, speed and load; they define
 *     the operating regime
 * @param monitored indices of all others; they are judged
 */
@SuppressWarnings("ArrayRecordComponent") // read on the hot path, never changed
public record ChannelRoles(int[] settings, int[] monitored) {

  /** Roles by kind. If nothing but settings exists, all are monitored. */
  public static ChannelRoles of(List<MeasurementPoint> points) {
    int[] settings = IntStream.range(0, points.size()).filter(i -> drives(points.get(i))).toArray();
    if (settings.length == points.size()) {
      return new ChannelRoles(new int[0], settings);
    }
    return new ChannelRoles(
        settings, IntStream.range(0, points.size()).filter(i -> !drives(points.get(i))).toArray());
  }

  private static boolean drives(MeasurementPoint point) {
    return switch (point.kind()) {
      case SETTING, SPEED, LOAD -> true;
      case PROCESS, POWER, VIBRATION, TEMPERATURE, OTHER -> false;
    };
  }
}
