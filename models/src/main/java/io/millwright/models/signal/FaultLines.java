package io.millwright.models.signal;

import io.millwright.contracts.asset.Kinematics;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that the known geometry of a machine lets one look for at a shaft speed. The patterns
 * are those of ISO 13373-3:2015 and, for bearings, of Randall and Antoni 2011
 * (doi:10.1016/j.ymssp.2010.07.017, table 2). Harmonic counts are choices.
 *
 * <p>For those who look into a spectrum themselves. The jobs measure the same lines as {@link
 * EnvelopeLine} and {@link MachineLine}, in numbers that are features.
 */
public final class FaultLines {
  private static final int BEARING_HARMONICS = 3;

  private FaultLines() {}

  /**
   * Lines of a rolling-element bearing in the envelope. A defect of the turning inner race is
   * struck harder in the load zone, once a turn; one of an element once a turn of the cage; one of
   * the standing outer race evenly, unless the load turns with an unbalanced shaft.
   */
  public static List<FaultLine> bearing(BearingFrequencies orders, double shaftHz) {
    double cageHz = orders.cage() * shaftHz;
    return List.of(
        envelope("BPFO", orders.outerRace() * shaftHz, shaftHz),
        envelope("BPFI", orders.innerRace() * shaftHz, shaftHz),
        envelope("2×BSF", orders.twiceElementSpin() * shaftHz, cageHz),
        envelope("FTF", cageHz, 0));
  }

  private static FaultLine envelope(String name, double hz, double sidebandHz) {
    return new FaultLine(name, FaultLine.Domain.ENVELOPE, hz, BEARING_HARMONICS, sidebandHz);
  }

  /**
   * The shaft's own lines in the signal: 1× alone for imbalance and more; 2× and 3× grow with
   * misalignment; half orders speak of looseness or rub.
   */
  public static List<FaultLine> shaft(double shaftHz) {
    return List.of(
        signal("½×", shaftHz / 2, 0),
        signal("1×", shaftHz, 0),
        signal("2×", 2 * shaftHz, 0),
        signal("3×", 3 * shaftHz, 0));
  }

  /**
   * Whatever of motor, impeller and gear is known, in the signal.
   *
   * @param shaftHz NaN if unknown; then what does not turn with the shaft is left, without
   *     sidebands
   */
  public static List<FaultLine> machine(Kinematics kinematics, double shaftHz) {
    List<FaultLine> lines = new ArrayList<>();
    for (MachineLine line : MachineLine.values()) {
      double hz = line.hz(kinematics, shaftHz);
      if (hz > 0) {
        double sidebandHz = line.sidebandHz(kinematics, shaftHz);
        lines.add(signal(line.title(), hz, Double.isNaN(sidebandHz) ? 0 : sidebandHz));
      }
    }
    return List.copyOf(lines);
  }

  /**
   * Slip frequency times poles, of an induction motor.
   *
   * @return Hz; 0 for a synchronous motor, or if the shaft turns faster than the field
   */
  public static double polePassHz(double lineHz, int poles, double shaftHz) {
    double synchronousHz = 2 * lineHz / poles;
    return Math.max(0, synchronousHz - shaftHz) * poles;
  }

  private static FaultLine signal(String name, double hz, double sidebandHz) {
    return new FaultLine(name, FaultLine.Domain.SIGNAL, hz, 1, sidebandHz);
  }
}
