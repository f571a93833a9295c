package io.millwright.models.evaluation;

import java.util.List;

/**
 * The two figures by which remaining-life estimates are compared, against the true life and against
 * min(truth, 125).
 *
 * @param nasaScore Σ exp(−d/13) − 1 for early, exp(d/10) − 1 for late estimates, d = predicted −
 *     true (A. Saxena et al., PHM 2008, doi:10.1109/PHM.2008.4711414, eq. 9): late is punished more
 */
public record RulScore(
    double rmse, double nasaScore, double rmseCapped125, double nasaScoreCapped125) {
  static final double CAP_CYCLES = 125;

  static RulScore of(List<RulPrediction> predictions) {
    double squares = 0;
    double score = 0;
    double squaresCapped = 0;
    double scoreCapped = 0;
    for (RulPrediction p : predictions) {
      double d = p.predicted() - p.truth();
      double capped = p.predicted() - Math.min(CAP_CYCLES, p.truth());
      squares += d * d;
      score += penalty(d);
      squaresCapped += capped * capped;
      scoreCapped += penalty(capped);
    }
    int n = predictions.size();
    return new RulScore(Math.sqrt(squares / n), score, Math.sqrt(squaresCapped / n), scoreCapped);
  }

  private static double penalty(double d) {
    return (d < 0 ? Math.exp(-d / 13) : Math.exp(d / 10)) - 1;
  }
}
