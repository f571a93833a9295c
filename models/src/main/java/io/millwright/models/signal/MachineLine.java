package io.millwright.models.signal;

import io.millwright.contracts.asset.Kinematics;

/**
 * Lines of motor, impeller and gear in the spectrum of the signal itself, after ISO 13373-3:2015.
 * Only what a machine declares is looked for.
 */
public enum MachineLine {
  /**
   * Twice line frequency: the pull between stator and rotor. Sidebands at the pole-pass frequency,
   * slip frequency times poles, speak of rotor bars or an eccentric rotor. The lower one always
   * coincides with a harmonic of the shaft (2×line less pole pass is poles × shaft), so it is the
   * upper one that tells.
   */
  TWICE_LINE("2×line", "twiceLine"),
  /** Blades or vanes passing a standing edge, with sidebands at the shaft speed. */
  VANE_PASS("vane pass", "vanePass"),
  /** Teeth in mesh, with sidebands at the speed of the shaft whose gear is worn or off-centre. */
  GEAR_MESH("gear mesh", "gearMesh");

  private final String title;
  private final String key;

  MachineLine(String title, String key) {
    this.title = title;
    this.key = key;
  }

  /** As people write it. */
  public String title() {
    return title;
  }

  String key() {
    return key;
  }

  /** Where it stands; NaN if the machine has none, or if the speed that it needs is unknown. */
  public double hz(Kinematics kinematics, double shaftHz) {
    return switch (this) {
      case TWICE_LINE ->
          kinematics.lineFrequencyHz() == null ? Double.NaN : 2 * kinematics.lineFrequencyHz();
      case VANE_PASS -> kinematics.vanes() == null ? Double.NaN : kinematics.vanes() * shaftHz;
      case GEAR_MESH ->
          kinematics.gearTeeth() == null ? Double.NaN : kinematics.gearTeeth() * shaftHz;
    };
  }

  /** Distance of its sidebands; 0 if none are known. */
  public double sidebandHz(Kinematics kinematics, double shaftHz) {
    if (this != TWICE_LINE) {
      return shaftHz;
    }
    Double lineHz = kinematics.lineFrequencyHz();
    Integer poles = kinematics.motorPoles();
    return lineHz == null || poles == null ? 0 : FaultLines.polePassHz(lineHz, poles, shaftHz);
  }
}
