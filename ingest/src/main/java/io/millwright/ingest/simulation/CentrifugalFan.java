package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import java.util.List;

/**
 * An extraction fan on a frequency converter in a duct without static pressure, so that the fan
 * laws hold as they stand: flow ∝ n, pressure ∝ n², power ∝ n³ (F. P. Bleier, "Fan Handbook",
 * McGraw-Hill 1998).
 *
 * <p>Deposits on the wheel shift its centre of mass; the force of an imbalance grows with n² (ISO
 * 21940-11:2016). Vibration magnitudes are those of ISO 20816-3:2022, group 2 on a flexible
 * support: zone limits 2.3, 4.5 and 7.1 mm/s.
 */
final class CentrifugalFan implements MachineModel {
  private static final double RATED_RPM = 985;
  private static final double RATED_FLOW_M3S = 12;
  private static final double RATED_PRESSURE_PA = 2400;
  private static final double RATED_EFFICIENCY = 0.78;

  private final double baseVibration;
  private final ThermalBody driveEnd = new ThermalBody(0.25, 22);
  private final ThermalBody otherEnd = new ThermalBody(0.25, 22);

  /**
   * @param baseVibration mm/s at rated speed when sound and clean
   */
  CentrifugalFan(double baseVibration) {
    this.baseVibration = baseVibration;
  }

  @Override
  public double[] settle(double hours, Drive drive, FailureMode mode, double damage) {
    double n = drive.speedRatio();
    boolean on = drive.turning();
    double fouling = mode == FailureMode.FOULING ? damage : 0;
    double bearingDamage = mode == FailureMode.BEARING_WEAR ? damage : 0;
    double flow = RATED_FLOW_M3S * n * (1 - 0.5 * drive.disturbance()) * (1 - 0.14 * fouling);
    double pressure =
        RATED_PRESSURE_PA * n * n * (1 + 0.5 * drive.disturbance()) * (1 - 0.10 * fouling);
    double efficiency = RATED_EFFICIENCY * (1 - 0.16 * fouling);
    double imbalance = 6.5 * fouling * n * n;
    double bearingRise = on ? 10 + 14 * n : 0;
    return new double[] {
      n * RATED_RPM,
      flow,
      pressure,
      flow * pressure / 1000 / efficiency / 0.94, // efficiency of the motor
      Vibration.sum(n * baseVibration, imbalance, 7.5 * n * bearingDamage),
      Vibration.sum(0.8 * n * baseVibration, 0.7 * imbalance, 2.0 * n * bearingDamage),
      driveEnd.settle(
          hours, drive.ambientCel() + bearingRise * (1 + 1.2 * bearingDamage + 0.15 * fouling)),
      otherEnd.settle(hours, drive.ambientCel() + 0.9 * bearingRise * (1 + 0.1 * fouling)),
      drive.ambientCel()
    };
  }

  /** Weight of the wheel and belt pull; the air adds little. */
  @Override
  public double bearingLoadRatio(Drive drive) {
    return 0.8 + 0.2 * drive.speedRatio() * drive.speedRatio();
  }

  @Override
  public String equipmentClass() {
    return "fan";
  }

  @Override
  public List<MeasurementPoint> points() {
    return List.of(
        Points.speed(2000),
        Points.of("flow", "Air flow", "m3/s", PointKind.PROCESS, -1, 40, "wheel"),
        Points.of("pressure-rise", "Pressure rise", "Pa", PointKind.PROCESS, -200, 8000, "wheel"),
        Points.of("power", "Electrical power", "kW", PointKind.POWER, -1, 150, null),
        Points.vibration("vibration-de", "Vibration, drive end", "bearing-de", 4.5, 7.1),
        Points.vibration("vibration-nde", "Vibration, other end", "wheel", 4.5, 7.1),
        Points.bearingTemperature("bearing-temperature-de", "bearing-de"),
        Points.bearingTemperature("bearing-temperature-nde", "wheel"),
        Points.ambient());
  }

  @Override
  public double[] noise() {
    return new double[] {1.0, 0.06, 12, 0.25, 0.06, 0.05, 0.4, 0.4, 0.2};
  }

  @Override
  public List<MaintainableItem> items() {
    return List.of(
        new MaintainableItem(
            "bearing-de",
            "Fan bearing, drive end",
            null,
            new BearingGeometry("22216 E", 17, 17, 112, 11),
            List.of("BRG-22216-E")),
        new MaintainableItem("wheel", "Fan wheel", null, null, List.of()));
  }

  @Override
  public OperatingStateRule stateRule() {
    return Points.runningBySpeed(RATED_RPM);
  }

  @Override
  public VibrationClass vibration() {
    return new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.FLEXIBLE);
  }

  @Override
  public List<FailureMode> failureModes() {
    return List.of(FailureMode.FOULING, FailureMode.BEARING_WEAR);
  }
}
