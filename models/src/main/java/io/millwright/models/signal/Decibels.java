package io.millwright.models.signal;

/** Levels as librosa 0.10's {@code power_to_db} with reference 1 gives them. */
public final class Decibels {
  /** What smaller powers are taken for; librosa's {@code amin}. */
  public static final double LEAST_POWER = 1e-10;

  private Decibels() {}

  /** 10 lg of a power, at least -100. */
  public static double ofPower(double power) {
    return 10 * Math.log10(Math.max(LEAST_POWER, power));
  }

  /** Replaces the first n powers by their levels. */
  public static void ofPowers(float[] powers, int n) {
    for (int i = 0; i < n; i++) {
      powers[i] = (float) ofPower(powers[i]);
    }
  }
}
