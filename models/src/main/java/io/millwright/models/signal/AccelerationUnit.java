package io.millwright.models.signal;

import java.util.Map;

/**
 * Units of acceleration as frames name them: UCUM codes, and the spellings that UCUM has otherwise
 * but everybody writes. {@code g} and {@code mg} are such spellings: UCUM means gram by them, which
 * no waveform is measured in; its own codes are {@code [g]} and {@code m[g]}.
 */
public final class AccelerationUnit {
  /** Standard acceleration of free fall, m/s²; exact (3rd CGPM, 1901; UCUM {@code [g]}). */
  public static final double STANDARD_GRAVITY = 9.80665;

  private static final Map<String, Double> METRES_PER_SECOND_SQUARED =
      Map.ofEntries(
          Map.entry("m/s2", 1.0),
          Map.entry("m.s-2", 1.0),
          Map.entry("m/s^2", 1.0),
          Map.entry("m/s\u00b2", 1.0),
          Map.entry("cm/s2", 1e-2),
          Map.entry("Gal", 1e-2),
          Map.entry("mm/s2", 1e-3),
          Map.entry("um/s2", 1e-6),
          Map.entry("[g]", STANDARD_GRAVITY),
          Map.entry("g", STANDARD_GRAVITY),
          Map.entry("m[g]", STANDARD_GRAVITY * 1e-3),
          Map.entry("mg", STANDARD_GRAVITY * 1e-3),
          Map.entry("u[g]", STANDARD_GRAVITY * 1e-6),
          Map.entry("[ft_i]/s2", 0.3048),
          Map.entry("[in_i]/s2", 0.0254));

  private AccelerationUnit() {}

  /** m/s² of one such unit; NaN if it is no unit of acceleration known here. */
  public static double metresPerSecondSquared(String unit) {
    return METRES_PER_SECOND_SQUARED.getOrDefault(unit, Double.NaN);
  }
}
