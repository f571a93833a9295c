package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import java.util.List;

/**
 * A single-stage pump with its motor, driven by a frequency converter against static head and
 * friction.
 *
 * <p>Head curve at speed ratio n: H(Q) = H₀·n² − a·Q², which obeys the affinity laws Q ∝ n, H ∝ n²,
 * P ∝ n³ (J. F. Gülich, "Centrifugal Pumps", 3rd ed., Springer 2014, ch. 3). System curve: H =
 * H_static + k·Q². Efficiency: a parabola over Q/n with its peak at the best efficiency point.
 * Vibration magnitudes are those of ISO 10816-7:2009, category II up to 200 kW: zone limits 3.2,
 * 5.1 and 8.5 mm/s.
 */
final class CentrifugalPump implements MachineModel {
  private static final double RATED_RPM = 1480;
  private static final double SHUT_OFF_HEAD_M = 42;
  private static final double BEST_FLOW_M3H = 180;
  private static final double BEST_EFFICIENCY = 0.80;
  private static final double SUCTION_BAR = 0.6;
  private static final double SUCTION_LOSS_BAR = 0.15;

  /** Density of water × gravity, as kPa a metre of head. */
  private static final double KPA_PER_M = 9.79;

  /** Head falls by a quarter from shut-off to the best efficiency point. */
  private static final double CURVE = 0.25 * SHUT_OFF_HEAD_M / (BEST_FLOW_M3H * BEST_FLOW_M3H);

  private final double staticHeadM;
  private final double systemCurve;
  private final double baseVibration;
  private final ThermalBody bearing;
  private final ThermalBody winding;

  /**
   * @param staticHeadM lift of the system at no flow
   * @param baseVibration mm/s at rated speed when sound
   */
  CentrifugalPump(double staticHeadM, double baseVibration) {
    this.staticHeadM = staticHeadM;
    // The system meets the pump's curve at its best efficiency point.
    this.systemCurve = (0.75 * SHUT_OFF_HEAD_M - staticHeadM) / (BEST_FLOW_M3H * BEST_FLOW_M3H);
    this.baseVibration = baseVibration;
    this.bearing = new ThermalBody(0.25, 22);
    this.winding = new ThermalBody(0.25, 22);
  }

  /** Where pump and system meet. */
  record OperatingPoint(double flowM3h, double headM, double shaftKw) {
    static final OperatingPoint REST = new OperatingPoint(0, 0, 0);
  }

  /**
   * The hydraulic state at a speed ratio.
   *
   * @param impellerDamage 0 to 1: takes up to 18 % of the shut-off head and 22 % of the efficiency
   * @param disturbance relative change of the system's resistance
   */
  OperatingPoint hydraulics(double speedRatio, double impellerDamage, double disturbance) {
    double shutOff = SHUT_OFF_HEAD_M * speedRatio * speedRatio * (1 - 0.18 * impellerDamage);
    double resistance = systemCurve * (1 + disturbance);
    double flow = Math.sqrt(Math.max(0, shutOff - staticHeadM) / (CURVE + resistance));
    double head = shutOff - CURVE * flow * flow;
    if (speedRatio <= 0) {
      return OperatingPoint.REST;
    }
    double offBest = flow / speedRatio / BEST_FLOW_M3H - 1;
    double efficiency =
        BEST_EFFICIENCY * Math.max(0.2, 1 - offBest * offBest) * (1 - 0.22 * impellerDamage);
    return new OperatingPoint(flow, head, KPA_PER_M * head * flow / 3600 / efficiency);
  }

  @Override
  public double[] settle(double hours, Drive drive, FailureMode mode, double damage) {
    double n = drive.speedRatio();
    double bearingDamage = mode == FailureMode.BEARING_WEAR ? damage : 0;
    double impellerDamage = mode == FailureMode.IMPELLER_WEAR ? damage : 0;
    OperatingPoint point =
        drive.turning() ? hydraulics(n, impellerDamage, drive.disturbance()) : OperatingPoint.REST;
    double power = point.shaftKw() * (1 + 0.02 * bearingDamage);
    double flowRatio = point.flowM3h() / BEST_FLOW_M3H;
    double suction = SUCTION_BAR - SUCTION_LOSS_BAR * flowRatio * flowRatio;
    double vibration = n * Vibration.sum(baseVibration, 8.5 * bearingDamage, 2.2 * impellerDamage);
    double motorVibration = n * Vibration.sum(0.7 * baseVibration, 1.5 * damage);
    double ratedKw = KPA_PER_M * 0.75 * SHUT_OFF_HEAD_M * BEST_FLOW_M3H / 3600 / BEST_EFFICIENCY;
    double bearingRise = drive.turning() ? 8 + 18 * n * (1 + 1.1 * bearingDamage) : 0;
    double windingRise = drive.turning() ? 12 + 45 * square(power / ratedKw) : 0;
    return new double[] {
      n * RATED_RPM,
      point.flowM3h(),
      suction,
      suction + KPA_PER_M * point.headM() / 100,
      power / 0.94, // efficiency of the motor
      vibration,
      motorVibration,
      bearing.settle(hours, drive.ambientCel() + bearingRise),
      winding.settle(hours, drive.ambientCel() + windingRise),
      drive.ambientCel()
    };
  }

  /** Weight and coupling make most of it; the hydraulic part follows the head. */
  @Override
  public double bearingLoadRatio(Drive drive) {
    return 0.7 + 0.3 * square(drive.speedRatio());
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public String equipmentClass() {
    return "pump";
  }

  @Override
  public List<MeasurementPoint> points() {
    return List.of(
        Points.speed(3000),
        Points.of("flow", "Flow", "m3/h", PointKind.PROCESS, -20, 400, "impeller"),
        Points.of("suction-pressure", "Suction pressure", "bar", PointKind.PROCESS, -1, 6, null),
        Points.of(
            "discharge-pressure",
            "Discharge pressure",
            "bar",
            PointKind.PROCESS,
            -1,
            16,
            "impeller"),
        Points.of("power", "Electrical power", "kW", PointKind.POWER, -1, 100, null),
        Points.vibration("vibration-de", "Vibration, pump drive end", "bearing-de", 5.1, 8.5),
        Points.vibration("vibration-motor", "Vibration, motor", "motor", 4.5, 7.1),
        Points.bearingTemperature("bearing-temperature", "bearing-de"),
        Points.windingTemperature("winding-temperature", "motor"),
        Points.ambient());
  }

  @Override
  public double[] noise() {
    return new double[] {1.5, 1.0, 0.01, 0.015, 0.12, 0.06, 0.05, 0.4, 0.5, 0.2};
  }

  @Override
  public List<MaintainableItem> items() {
    return List.of(
        new MaintainableItem(
            "bearing-de",
            "Pump bearing, drive end",
            null,
            new BearingGeometry("6312 C3", 8, 22.225, 96, 0),
            List.of("BRG-6312-C3")),
        new MaintainableItem("impeller", "Impeller", null, null, List.of("IMP-250")),
        new MaintainableItem("motor", "Motor", null, null, List.of()));
  }

  @Override
  public OperatingStateRule stateRule() {
    return Points.runningBySpeed(RATED_RPM);
  }

  @Override
  public VibrationClass vibration() {
    return new VibrationClass(VibrationClass.Group.ROTODYNAMIC_PUMP, VibrationClass.Support.RIGID);
  }

  @Override
  public List<FailureMode> failureModes() {
    return List.of(FailureMode.BEARING_WEAR, FailureMode.IMPELLER_WEAR);
  }
}
