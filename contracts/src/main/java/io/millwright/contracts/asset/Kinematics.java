package io.millwright.contracts.asset;

import org.jspecify.annotations.Nullable;

/**
 * What turns how fast, and what meshes with what: where a machine's own lines lie in its spectrum.
 * Everything may be unknown; what is unknown is not looked for.
 *
 * @param nominalSpeedRpm shaft speed when no frame or point says it; above 0
 * @param lineFrequencyHz mains or inverter frequency that feeds the motor; above 0
 * @param motorPoles number of poles; even, at least 2
 * @param vanes blades or vanes of the impeller; at least 1
 * @param gearTeeth teeth of the gear on this shaft; at least 1
 */
public record Kinematics(
    @Nullable Double nominalSpeedRpm,
    @Nullable Double lineFrequencyHz,
    @Nullable Integer motorPoles,
    @Nullable Integer vanes,
    @Nullable Integer gearTeeth) {

  /** Nothing is known. */
  public static final Kinematics UNKNOWN = new Kinematics(null, null, null, null, null);

  public Kinematics {
    positive("nominalSpeedRpm", nominalSpeedRpm);
    positive("lineFrequencyHz", lineFrequencyHz);
    positive("vanes", vanes);
    positive("gearTeeth", gearTeeth);
    if (motorPoles != null && (motorPoles < 2 || motorPoles % 2 != 0)) {
      throw new IllegalArgumentException("motorPoles must be even and at least 2");
    }
  }

  private static void positive(String name, @Nullable Number value) {
    if (value != null && !(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
      throw new IllegalArgumentException(name + " must be above zero, was " + value);
    }
  }
}
