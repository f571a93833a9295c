package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import java.time.Duration;
import java.util.List;

/**
 * A 75 kW four-pole motor on the mains that drives a conveyor.
 *
 * <p>Slip is proportional to torque; copper losses to the square of the current, iron losses are
 * constant, and the winding's rise to their sum (A. E. Fitzgerald et al., "Electric Machinery", 6th
 * ed., ch. 6; temperature rises after IEC 60034-1, class B). Vibration magnitudes are those of ISO
 * 20816-3:2022, group 2 on a rigid support: zone limits 1.4, 2.8 and 4.5 mm/s.
 */
final class InductionMotor implements MachineModel {
  private static final double SYNCHRONOUS_RPM = 1500;
  private static final double RATED_SLIP = 0.015;
  private static final double RATED_KW = 75;
  private static final double RATED_A = 134;
  private static final double NO_LOAD_CURRENT_RATIO = 0.35;

  private final double baseVibration;
  private final ThermalBody winding = new ThermalBody(0.25, 22);
  private final ThermalBody driveEnd = new ThermalBody(0.25, 22);
  private final ThermalBody otherEnd = new ThermalBody(0.25, 22);

  /**
   * @param baseVibration mm/s when sound
   */
  InductionMotor(double baseVibration) {
    this.baseVibration = baseVibration;
  }

  @Override
  public double[] settle(double hours, Drive drive, FailureMode mode, double damage) {
    boolean on = drive.turning();
    double load = on ? drive.loadRatio() * (1 + drive.disturbance()) : 0;
    double bearingDamage = mode == FailureMode.BEARING_WEAR ? damage : 0;
    double windingDamage = mode == FailureMode.WINDING_AGEING ? damage : 0;
    double speed = on ? SYNCHRONOUS_RPM * (1 - RATED_SLIP * load) : 0;
    double currentRatio = on ? Math.hypot(NO_LOAD_CURRENT_RATIO, load * 0.937) : 0;
    double current = RATED_A * currentRatio * (1 + 0.06 * windingDamage);
    double shaftKw = RATED_KW * load * speed / (SYNCHRONOUS_RPM * (1 - RATED_SLIP));
    double losses = on ? 2.2 + 3.4 * currentRatio * currentRatio * (1 + 0.12 * windingDamage) : 0;
    double windingRise = losses / 5.6 * 68 * (1 + 0.55 * windingDamage);
    double bearingRise = on ? 22 + 6 * load : 0;
    return new double[] {
      speed,
      100 * load,
      current,
      shaftKw + losses + 0.4 * bearingDamage,
      on ? Vibration.sum(baseVibration, 5.2 * bearingDamage, 0.6 * windingDamage) : 0,
      on ? Vibration.sum(0.8 * baseVibration, 1.6 * bearingDamage) : 0,
      winding.settle(hours, drive.ambientCel() + windingRise),
      driveEnd.settle(
          hours, drive.ambientCel() + bearingRise * (1 + 0.9 * bearingDamage) + 0.1 * windingRise),
      otherEnd.settle(hours, drive.ambientCel() + 0.9 * bearingRise + 0.1 * windingRise),
      drive.ambientCel()
    };
  }

  /** On the mains the speed is nearly fixed; the level is torque. */
  @Override
  public double speedRatio(double level) {
    return 1;
  }

  /** Weight of the rotor and belt pull. */
  @Override
  public double bearingLoadRatio(Drive drive) {
    return 0.6 + 0.4 * drive.loadRatio();
  }

  @Override
  public String equipmentClass() {
    return "motor";
  }

  @Override
  public List<MeasurementPoint> points() {
    return List.of(
        Points.speed(3000),
        Points.of("load", "Torque", "%", PointKind.LOAD, -5, 200, null),
        Points.of("current", "Stator current", "A", PointKind.PROCESS, -2, 600, "winding"),
        Points.of("power", "Electrical power", "kW", PointKind.POWER, -2, 200, null),
        Points.vibration("vibration-de", "Vibration, drive end", "bearing-de", 2.8, 4.5),
        Points.vibration("vibration-nde", "Vibration, other end", "bearing-nde", 2.8, 4.5),
        Points.windingTemperature("winding-temperature", "winding"),
        Points.bearingTemperature("bearing-temperature-de", "bearing-de"),
        Points.bearingTemperature("bearing-temperature-nde", "bearing-nde"),
        Points.ambient());
  }

  @Override
  public double[] noise() {
    return new double[] {1.0, 0.6, 0.5, 0.3, 0.05, 0.04, 0.5, 0.4, 0.4, 0.2};
  }

  @Override
  public List<MaintainableItem> items() {
    return List.of(
        new MaintainableItem(
            "bearing-de",
            "Motor bearing, drive end",
            null,
            new BearingGeometry("6316 C3", 8, 26.988, 125, 0),
            List.of("BRG-6316-C3")),
        new MaintainableItem(
            "bearing-nde",
            "Motor bearing, other end",
            null,
            new BearingGeometry("6314 C3", 8, 25.4, 110, 0),
            List.of("BRG-6314-C3")),
        new MaintainableItem("winding", "Stator winding", null, null, List.of("MOT-75-4")));
  }

  /** Torque tells more than speed: a step of load moves every temperature and hardly the speed. */
  @Override
  public OperatingStateRule stateRule() {
    return new OperatingStateRule(
        OperatingStateRule.Source.POINT, "load", 25, 5, Duration.ofMinutes(45), 0.1);
  }

  @Override
  public VibrationClass vibration() {
    return new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.RIGID);
  }

  @Override
  public List<FailureMode> failureModes() {
    return List.of(FailureMode.BEARING_WEAR, FailureMode.WINDING_AGEING);
  }
}
