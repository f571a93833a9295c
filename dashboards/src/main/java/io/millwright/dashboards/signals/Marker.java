package io.millwright.dashboards.signals;

import org.jspecify.annotations.Nullable;

/**
 * A line to look for in a spectrum.
 *
 * @param name as people write it: {@code BPFO}, {@code 2×}; the same for all its harmonics
 * @param family whose line it is
 * @param harmonic multiple of the line
 * @param hz where it is expected
 * @param order the same in turns of the shaft; null if the speed is unknown
 * @param sidebandHz distance of its sidebands; 0 if it has none
 * @param prominenceDb how far it stands over its neighbourhood; null where that cannot be told
 * @param foundHz where it was found, within slip; null likewise
 */
public record Marker(
    String name,
    Family family,
    int harmonic,
    double hz,
    @Nullable Double order,
    double sidebandHz,
    @Nullable Double prominenceDb,
    @Nullable Double foundHz) {

  /** Whose lines. */
  public enum Family {
    SHAFT,
    BEARING,
    MACHINE,
    MAINS
  }
}
