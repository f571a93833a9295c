package io.millwright.models.signal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in an envelope spectrum: where a damaged rolling-element bearing, or the
 * shaft, modulates a resonance (R. B. Randall, J. Antoni, "Rolling element bearing diagnostics: a
 * tutorial", 2011, doi:10.1016/j.ymssp.2010.07.017). A value is the prominence of its lines in
 * decibels; of several lines, such as a pair of sidebands, the mean.
 */
public enum EnvelopeLine {
  FTF_1(Family.CAGE, 1, 0),
  FTF_2(Family.CAGE, 2, 0),
  SHAFT_1(Family.SHAFT, 1, 0),
  SHAFT_2(Family.SHAFT, 2, 0),
  SHAFT_3(Family.SHAFT, 3, 0),
  SHAFT_4(Family.SHAFT, 4, 0),
  BPFO_1(Family.OUTER_RACE, 1, 0),
  BPFO_2(Family.OUTER_RACE, 2, 0),
  BPFO_3(Family.OUTER_RACE, 3, 0),
  /** Of an unbalanced or loose rotor, whose load turns with the shaft. */
  BPFO_1_SIDEBANDS(Family.OUTER_RACE, 1, 1),
  BPFI_1(Family.INNER_RACE, 1, 0),
  BPFI_2(Family.INNER_RACE, 2, 0),
  BPFI_3(Family.INNER_RACE, 3, 0),
  /** The fault passes through the load zone once a revolution. */
  BPFI_1_SIDEBANDS(Family.INNER_RACE, 1, 1),
  BPFI_2_SIDEBANDS(Family.INNER_RACE, 2, 1),
  /** The fault strikes one race only. */
  BSF_1(Family.ROLLING_ELEMENT, 0.5, 0),
  BSF_3(Family.ROLLING_ELEMENT, 1.5, 0),
  /** The fault strikes both races. */
  BSF_2(Family.ROLLING_ELEMENT, 1, 0),
  BSF_4(Family.ROLLING_ELEMENT, 2, 0),
  BSF_6(Family.ROLLING_ELEMENT, 3, 0),
  /** The element passes through the load zone once a turn of the cage. */
  BSF_2_SIDEBANDS(Family.ROLLING_ELEMENT, 1, 1),
  BSF_4_SIDEBANDS(Family.ROLLING_ELEMENT, 2, 1);

  /** Which part a line speaks of. */
  public enum Family {
    SHAFT,
    CAGE,
    OUTER_RACE,
    INNER_RACE,
    ROLLING_ELEMENT
  }

  private final Family family;
  private final double multiple;
  private final int sideband;

  EnvelopeLine(Family family, double multiple, int sideband) {
    this.family = family;
    this.multiple = multiple;
    this.sideband = sideband;
  }

  public Family family() {
    return family;
  }

  /** As people write it, for example {@code 2×BPFO} or {@code 2×BSF ± FTF}. */
  public String title() {
    return switch (family) {
      case SHAFT -> times(multiple) + "×";
      case CAGE -> harmonic("FTF", multiple);
      case OUTER_RACE -> harmonic("BPFO", multiple) + (sideband == 0 ? "" : " ± 1×");
      case INNER_RACE -> harmonic("BPFI", multiple) + (sideband == 0 ? "" : " ± 1×");
      case ROLLING_ELEMENT -> harmonic("BSF", 2 * multiple) + (sideband == 0 ? "" : " ± FTF");
    };
  }

  private static String harmonic(String name, double multiple) {
    return multiple == 1 ? name : times(multiple) + "×" + name;
  }

  private static String times(double multiple) {
    return String.format(Locale.ROOT, "%.0f", multiple);
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Frequency over shaft speed of the line, or of the middle of its sidebands.
   *
   * @param bearing may be null for the shaft's own lines
   * @return NaN if it needs a bearing and there is none
   */
  public double order(@Nullable BearingFrequencies bearing) {
    if (family == Family.SHAFT) {
      return multiple;
    }
    if (bearing == null) {
      return Double.NaN;
    }
    return multiple
        * switch (family) {
          case SHAFT -> 1;
          case CAGE -> bearing.cage();
          case OUTER_RACE -> bearing.outerRace();
          case INNER_RACE -> bearing.innerRace();
          case ROLLING_ELEMENT -> bearing.twiceElementSpin();
        };
  }

  /** Distance of the sidebands, as an order; 0 if it is a single line. */
  double sidebandOrder(@Nullable BearingFrequencies bearing) {
    if (sideband == 0 || bearing == null) {
      return 0;
    }
    return family == Family.ROLLING_ELEMENT ? bearing.cage() : 1;
  }
}
