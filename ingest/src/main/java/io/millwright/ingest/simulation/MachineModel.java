package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.VibrationClass;
import java.util.List;

/** The physics of a kind of machine; holds the temperatures of one machine. One owner. */
interface MachineModel {
  String equipmentClass();

  List<MeasurementPoint> points();

  /** Standard deviation of the sensor of each point, in its unit. */
  double[] noise();

  List<MaintainableItem> items();

  OperatingStateRule stateRule();

  VibrationClass vibration();

  List<FailureMode> failureModes();

  /** Share of rated speed at which it meets a level that production asks for, when not stopped. */
  default double speedRatio(double level) {
    return level;
  }

  /** Bearing load as a share of the rated load, for {@link Wear}. */
  double bearingLoadRatio(Drive drive);

  /**
   * What sensors without fault or noise would show after some hours of being driven so.
   *
   * @param mode what wears
   * @param damage 0 to 1
   * @return one value per point
   */
  double[] settle(double hours, Drive drive, FailureMode mode, double damage);
}
