package io.millwright.models.training;

/**
 * How a reading is drawn from a life when an interval is calibrated or checked: with even odds
 * uniformly from the whole life or from the part where less than the cap is left. Records that are
 * cut short at random, as the test parts of C-MAPSS are, end mostly in the latter.
 */
public final class EvenOdds {
  private EvenOdds() {}

  /**
   * Chances, by reading, that sum to one.
   *
   * @param truths min(life, cap) by reading
   */
  public static double[] votes(double[] truths, double cap) {
    int below = 0;
    for (double truth : truths) {
      below += truth < cap ? 1 : 0;
    }
    double[] votes = new double[truths.length];
    double whole = below == 0 ? 1.0 : 0.5;
    for (int i = 0; i < votes.length; i++) {
      votes[i] = whole / truths.length + (truths[i] < cap ? 0.5 / below : 0);
    }
    return votes;
  }
}
