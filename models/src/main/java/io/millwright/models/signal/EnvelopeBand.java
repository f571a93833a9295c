package io.millwright.models.signal;

import java.util.Locale;

/**
 * Which part of an acceleration spectrum is demodulated. Fixed bands are fractions of the Nyquist
 * frequency: thirds of the range that an accelerometer and an anti-alias filter leave. The edges
 * are choices.
 */
public enum EnvelopeBand {
  /** All of it, as it is: the strongest resonance decides. */
  WHOLE(0.05, 0.90),
  /** All of it, each line over the level around it: every resonance has the same say. */
  LEVELLED(0.05, 0.90),
  /**
   * All of it with every line at one height, so that only phases are left: cepstrum pre-whitening
   * (P. Borghesani et al., 2013, doi:10.1016/j.ymssp.2012.11.001), which W. A. Smith and R. B.
   * Randall (2015, doi:10.1016/j.ymssp.2015.04.021) found to help where resonances hide a fault.
   */
  PREWHITENED(0.05, 0.90),
  LOW(0.08, 0.33),
  MIDDLE(0.33, 0.66),
  HIGH(0.66, 0.95),
  /** Where the envelope is most impulsive, found anew in each frame. */
  KURTOGRAM(Double.NaN, Double.NaN);

  private final double low;
  private final double high;

  EnvelopeBand(double low, double high) {
    this.low = low;
    this.high = high;
  }

  /** Lower edge as a fraction of the Nyquist frequency; NaN where the frame decides. */
  public double low() {
    return low;
  }

  /** Upper edge likewise. */
  public double high() {
    return high;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
