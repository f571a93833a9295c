package io.millwright.models.signal;

/**
 * The band in which vibration velocity is judged.
 *
 * @param fromHz lower limit
 * @param toHz upper limit
 */
public record VelocityBand(double fromHz, double toHz) {
  /** ISO 20816-3: 10 to 1000 Hz. */
  public static final VelocityBand STANDARD = new VelocityBand(10, 1000);

  /** ISO 20816-3: from 2 Hz for machines that run below 600 rpm. */
  public static final VelocityBand SLOW = new VelocityBand(2, 1000);

  private static final double SLOW_BELOW_HZ = 600.0 / 60;

  public VelocityBand {
    if (!(fromHz > 0) || !(toHz > fromHz)) {
      throw new IllegalArgumentException("need 0 < fromHz < toHz");
    }
  }

  /**
   * The band of a machine's speed.
   *
   * @param shaftHz revolutions per second; NaN if unknown, then {@link #STANDARD}
   */
  public static VelocityBand at(double shaftHz) {
    return shaftHz < SLOW_BELOW_HZ ? SLOW : STANDARD;
  }
}
