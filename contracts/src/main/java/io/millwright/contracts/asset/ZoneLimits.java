package io.millwright.contracts.asset;

/**
 * Boundaries of the evaluation zones of vibration velocity, mm/s RMS.
 *
 * @param ab up to here zone A
 * @param bc up to here zone B
 * @param cd up to here zone C, above D
 */
public record ZoneLimits(double ab, double bc, double cd) {
  public ZoneLimits {
    if (!(ab > 0) || !(bc > ab) || !(cd > bc)) {
      throw new IllegalArgumentException(
          "need 0 < A/B < B/C < C/D, were " + ab + ", " + bc + ", " + cd);
    }
  }

  /**
   * A change beyond this is notable inside a zone too: a quarter of the B/C boundary (ISO 20816-1
   * and -3, criterion II).
   */
  public double notableChange() {
    return 0.25 * bc;
  }
}
