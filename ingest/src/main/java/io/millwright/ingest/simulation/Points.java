package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Measurement points that several kinds of machines have. */
final class Points {
  private Points() {}

  static MeasurementPoint of(
      String id,
      String name,
      String unit,
      PointKind kind,
      double least,
      double greatest,
      @Nullable String item) {
    return new MeasurementPoint(
        id, name, unit, kind, new PhysicalRange(least, greatest), null, item);
  }

  static MeasurementPoint speed(double greatestRpm) {
    return of("speed", "Shaft speed", "rpm", PointKind.SPEED, -20, greatestRpm, null);
  }

  static MeasurementPoint ambient() {
    return of("ambient", "Ambient temperature", "Cel", PointKind.SETTING, -40, 60, null);
  }

  /**
   * @param warning boundary of severity zones B and C, mm/s
   * @param alarm boundary of C and D
   */
  static MeasurementPoint vibration(
      String id, String name, String item, double warning, double alarm) {
    return limited(
        id,
        name,
        "mm/s",
        PointKind.VIBRATION,
        new PhysicalRange(-0.5, 80),
        warning,
        alarm,
        0.3,
        item);
  }

  static MeasurementPoint bearingTemperature(String id, String item) {
    return limited(
        id,
        "Bearing temperature",
        "Cel",
        PointKind.TEMPERATURE,
        new PhysicalRange(-40, 200),
        75,
        90,
        2,
        item);
  }

  /** Limits of insulation class F used at the rise of class B (IEC 60034-1:2022). */
  static MeasurementPoint windingTemperature(String id, String item) {
    return limited(
        id,
        "Winding temperature",
        "Cel",
        PointKind.TEMPERATURE,
        new PhysicalRange(-40, 250),
        120,
        145,
        2,
        item);
  }

  private static MeasurementPoint limited(
      String id,
      String name,
      String unit,
      PointKind kind,
      PhysicalRange range,
      double warning,
      double alarm,
      double deadband,
      String item) {
    Limits limits =
        new Limits(
            null, null, warning, alarm, deadband, Duration.ofMinutes(30), Duration.ofMinutes(60));
    return new MeasurementPoint(id, name, unit, kind, range, limits, item);
  }

  /** Runs above 40 % of rated speed; steady when temperatures have settled. */
  static OperatingStateRule runningBySpeed(double ratedRpm) {
    return new OperatingStateRule(
        OperatingStateRule.Source.POINT,
        "speed",
        0.4 * ratedRpm,
        0.05 * ratedRpm,
        Duration.ofMinutes(45),
        0.05);
  }
}
