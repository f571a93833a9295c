package io.millwright.contracts.asset;

import java.util.Optional;

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

  private static final ZoneLimits GROUP_1_RIGID = new ZoneLimits(2.3, 4.5, 7.1);
  private static final ZoneLimits GROUP_1_FLEXIBLE = new ZoneLimits(3.5, 7.1, 11.0);
  private static final ZoneLimits GROUP_2_RIGID = new ZoneLimits(1.4, 2.8, 4.5);
  private static final ZoneLimits GROUP_2_FLEXIBLE = new ZoneLimits(2.3, 4.5, 7.1);

  /**
   * Boundaries of vibration velocity by ISO 20816-3:2022, annex A, for non-rotating parts of
   * machines above 15 kW in steady running; empty where the standard gives none or the class is not
   * whole.
   */
  public Optional<ZoneLimits> zoneLimits() {
    boolean rigid = support == Support.RIGID;
    if (support == Support.UNKNOWN) {
      return Optional.empty();
    }
    return switch (group) {
      case GROUP_1 -> Optional.of(rigid ? GROUP_1_RIGID : GROUP_1_FLEXIBLE);
      case GROUP_2 -> Optional.of(rigid ? GROUP_2_RIGID : GROUP_2_FLEXIBLE);
      case ROTODYNAMIC_PUMP, UNKNOWN -> Optional.empty();
    };
  }
}
