package io.millwright.ingest.simulation;

/**
 * A body that warms and cools with one time constant: dT/dt = (T∞ − T)/τ, solved exactly over a
 * step.
 */
final class ThermalBody {
  private final double timeConstantHours;
  private double temperatureCel;

  ThermalBody(double timeConstantHours, double temperatureCel) {
    this.timeConstantHours = timeConstantHours;
    this.temperatureCel = temperatureCel;
  }

  double settle(double hours, double finalCel) {
    temperatureCel =
        finalCel + (temperatureCel - finalCel) * StrictMath.exp(-hours / timeConstantHours);
    return temperatureCel;
  }
}
