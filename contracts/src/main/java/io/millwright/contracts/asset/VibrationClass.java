package io.millwright.contracts.asset;

/**
 * What ISO 20816-3 must know of a machine before a severity zone means anything.
 *
 * @param group machine group
 * @param support how it stands
 */
public record VibrationClass(Group group, Support support) {
  /** No zone can be stated. */
  public static final VibrationClass UNKNOWN = new VibrationClass(Group.UNKNOWN, Support.UNKNOWN);

  /** Machine groups of ISO 20816-3; pumps belong to ISO 10816-7. */
  public enum Group {
    /** Large machines, above 300 kW. */
    GROUP_1,
    /** Medium machines, 15 to 300 kW. */
    GROUP_2,
    /** Rotodynamic pumps, ISO 10816-7. */
    ROTODYNAMIC_PUMP,
    UNKNOWN
  }

  /** Support as ISO 20816-3 classes it. */
  public enum Support {
    RIGID,
    FLEXIBLE,
    UNKNOWN
  }
}
