package io.millwright.ingest.simulation;

/**
 * How a machine is driven during a step.
 *
 * @param speedRatio share of rated speed; 0 when stopped
 * @param loadRatio share of rated load; 0 when stopped
 * @param ambientCel temperature around it
 * @param disturbance relative deviation of the process from its nominal state, about ±0.03
 */
record Drive(double speedRatio, double loadRatio, double ambientCel, double disturbance) {
  boolean turning() {
    return speedRatio > 0;
  }
}
