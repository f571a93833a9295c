package io.millwright.dashboards.signals;

import org.jspecify.annotations.Nullable;

/**
 * How fast the shaft turned when a block was taken.
 *
 * @param rpm revolutions a minute; null if unknown
 * @param source where that comes from
 */
public record ShaftSpeed(@Nullable Double rpm, Source source) {
  public static final ShaftSpeed UNKNOWN = new ShaftSpeed(null, Source.UNKNOWN);

  /** Where a speed comes from. */
  public enum Source {
    /** The frame itself. */
    FRAME,
    /** A reading of the machine's speed at that time. */
    READING,
    /** What the plant declares; what rests on it is never certain. */
    NOMINAL,
    UNKNOWN
  }

  /** Turns a second; NaN if unknown. */
  public double hz() {
    return rpm == null ? Double.NaN : rpm / 60;
  }

  /** Revolutions a minute of one unit of a reading; NaN if it is no unit of rotation. */
  public static double rpmPerUnit(String unit) {
    return switch (unit) {
      case "rpm", "{rpm}", "/min", "1/min", "min-1", "{rev}/min" -> 1;
      case "Hz", "/s", "1/s", "s-1", "{rev}/s" -> 60;
      default -> Double.NaN;
    };
  }
}
