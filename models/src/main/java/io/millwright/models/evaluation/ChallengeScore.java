package io.millwright.models.evaluation;

import io.millwright.models.prognosis.bearing.ResidualLife;

/**
 * The accuracy function of the IEEE PHM 2012 prognostic challenge: 1 for the truth, a half for 5 %
 * too long or 20 % too short (P. Nectoux et al., "PRONOSTIA: An experimental platform for bearings
 * accelerated degradation tests", IEEE PHM 2012).
 */
final class ChallengeScore {
  private static final double LATE_PERCENT = 5;
  private static final double EARLY_PERCENT = 20;

  /** Resolution of the search and of the expectation. */
  private static final int STEPS = 400;

  private ChallengeScore() {}

  /** Er: positive when the prediction is too short. */
  static double errorPercent(double trueSeconds, double predictedSeconds) {
    return 100 * (trueSeconds - predictedSeconds) / trueSeconds;
  }

  /** A: between 0 and 1. */
  static double of(double errorPercent) {
    double halvings =
        errorPercent <= 0 ? -errorPercent / LATE_PERCENT : errorPercent / EARLY_PERCENT;
    return Math.pow(0.5, halvings);
  }

  /**
   * The single number whose expected score is best if the truth is distributed so: since late
   * predictions are punished more, it lies below the median. Nothing is fitted.
   */
  static double bestGuess(ResidualLife life) {
    double[] truths = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      truths[i] = life.quantileSeconds((i + 0.5) / STEPS);
    }
    double best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < STEPS; i++) {
      double score = 0;
      for (double truth : truths) {
        score += of(errorPercent(truth, truths[i]));
      }
      if (score > bestScore) {
        bestScore = score;
        best = truths[i];
      }
    }
    return best;
  }
}
