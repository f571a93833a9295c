package io.millwright.models.detection;

import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which channels say how a machine is driven, and which how it fares.
 *
 * @param settings indices into a scan: commanded or ambient conditions, speed and load; they define
 *     the operating regime
 * @param leastScale for each of them, the least value against which a change of it is relative
 * @param monitored indices of all others; they are judged
 */
@SuppressWarnings("ArrayRecordComponent") // read on the hot path, never changed
public record ChannelRoles(int[] settings, double[] leastScale, int[] monitored) {

  /** Roles by kind. If nothing but settings exists, all are monitored. */
  public static ChannelRoles of(List<MeasurementPoint> points) {
    int[] settings = IntStream.range(0, points.size()).filter(i -> drives(points.get(i))).toArray();
    if (settings.length == points.size()) {
      return new ChannelRoles(new int[0], new double[0], settings);
    }
    return new ChannelRoles(
        settings,
        IntStream.of(settings).mapToDouble(i -> leastScale(points.get(i))).toArray(),
        IntStream.range(0, points.size()).filter(i -> !drives(points.get(i))).toArray());
  }

  private static boolean drives(MeasurementPoint point) {
    return switch (point.kind()) {
      case SETTING, SPEED, LOAD -> true;
      case PROCESS, POWER, VIBRATION, TEMPERATURE, OTHER -> false;
    };
  }

  /**
   * An ambient temperature of 2 °C is not twice one of 1 °C: where the range of a setting is
   * declared, its span is the scale. Speed and load have a true zero; of others nothing is known
   * but that they are numbers of about one or more.
   */
  private static double leastScale(MeasurementPoint point) {
    double span = point.range().maximum() - point.range().minimum();
    return point.kind() == PointKind.SETTING && span < Float.MAX_VALUE ? span : 1;
  }
}
