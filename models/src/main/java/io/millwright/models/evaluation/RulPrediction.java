package io.millwright.models.evaluation;

/**
 * The estimate at the last cycle of one engine's record.
 *
 * @param unit the engine's number in its file
 * @param truth the cycles that it really had left
 */
public record RulPrediction(int unit, double predicted, double lower, double upper, double truth) {
  private double cappedTruth() {
    return Math.min(RulScore.CAP_CYCLES, truth);
  }

  boolean holdsTruth() {
    return lower <= cappedTruth() && cappedTruth() <= upper;
  }
}
