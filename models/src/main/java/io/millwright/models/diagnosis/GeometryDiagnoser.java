package io.millwright.models.diagnosis;

import java.util.List;

/**
 * Judges a bearing from its geometry alone: whose lines stand out of the envelope spectrum (R. B.
 * Randall, J. Antoni, 2011, doi:10.1016/j.ymssp.2010.07.017). Needs no training. Stateless.
 *
 * <p>Amplitudes of noise are Rayleigh distributed: one bin stands four times (12 dB) over the
 * median with a chance of 2^−16, the largest of the half dozen that are searched for a line in one
 * of ten thousand frames. That is where prominence begins.
 */
public final class GeometryDiagnoser {
  /** Where prominence begins. */
  public static final double PROMINENT_DB = 12;

  /** Decibels for a factor e of odds: a line twice as high is worth a factor of seven. A choice. */
  private static final double DECIBELS_PER_NEPER = 3;

  private GeometryDiagnoser() {}

  /**
   * Probabilities of conditions that are taken to exclude one another. Where {@link
   * BearingCondition#SOUND} is not among them a fault is known to exist, and a rolling element is
   * the one that shows least: with no race prominent it is the likeliest (W. A. Smith, R. B.
   * Randall, 2015, doi:10.1016/j.ymssp.2015.04.021).
   *
   * @param features of a channel, from {@code at}, in the order of the vibration schema
   * @param probabilities takes one for each condition
   */
  public static void probabilities(
      List<BearingCondition> conditions, float[] features, int at, double[] probabilities) {
    boolean faultIsKnown = !conditions.contains(BearingCondition.SOUND);
    double total = 0;
    for (int c = 0; c < probabilities.length; c++) {
      BearingCondition condition = conditions.get(c);
      double odds = 1;
      if (condition != BearingCondition.SOUND) {
        double prominence = FamilyProminence.decibels(condition, features, at);
        odds =
            Double.isNaN(prominence)
                ? 0
                : Math.exp((prominence - PROMINENT_DB) / DECIBELS_PER_NEPER);
        if (condition == BearingCondition.ROLLING_ELEMENT && faultIsKnown) {
          odds = Math.max(odds, 1);
        }
      }
      probabilities[c] = odds;
      total += odds;
    }
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] = total > 0 ? probabilities[c] / total : 1.0 / probabilities.length;
    }
  }
}
