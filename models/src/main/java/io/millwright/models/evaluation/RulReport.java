package io.millwright.models.evaluation;

import java.util.List;

/**
 * What {@code evaluate rul --format cmapss} tells; the components are the JSON keys of the command
 * line's contract.
 *
 * @param dataset name of the test file without its endings
 * @param units engines in the test part
 * @param perSeed the same scores, training anew with each seed; the first is the reported model
 * @param coverage90 share of test engines whose 90 % interval holds min(truth, 125)
 * @param meanWidth90 mean width of those intervals, in cycles
 * @param coverage90CrossValidated the same on the training part: engine-level folds, training and
 *     calibrating inside; the mean over engines of the chance that the interval holds where the
 *     record is cut at random, with even odds anywhere in its life or in the part below the cap
 * @param coverage90CrossValidatedWholeLife the same, cut anywhere in its life
 * @param meanWidth90CrossValidated mean width of those intervals
 * @param rmseCrossValidated error over those cycles against min(life, 125), each engine weighing
 *     alike
 * @param allCycleRmseBelow30 error over every cycle of less than 30 to go, of the engines of the
 *     first fold (an 80/20 split)
 * @param trainSeconds wall time of training the reported model, calibration included
 * @param version content digest of the bundle that was scored
 */
public record RulReport(
    String task,
    String format,
    String dataset,
    String algorithm,
    int units,
    double rmse,
    double nasaScore,
    double rmseCapped125,
    double nasaScoreCapped125,
    List<SeedScore> perSeed,
    double coverage90,
    double meanWidth90,
    double coverage90CrossValidated,
    double coverage90CrossValidatedWholeLife,
    double meanWidth90CrossValidated,
    double rmseCrossValidated,
    int crossValidationFolds,
    double allCycleRmseBelow30,
    double trainSeconds,
    double predictMicrosP50,
    double predictMicrosP99,
    String version,
    long seed,
    List<RulPrediction> predictions) {
  public RulReport {
    perSeed = List.copyOf(perSeed);
    predictions = List.copyOf(predictions);
  }

  /** The scores of a model trained with one seed. */
  public record SeedScore(
      long seed, double rmse, double nasaScore, double rmseCapped125, double nasaScoreCapped125) {
    static SeedScore of(long seed, RulScore score) {
      return new SeedScore(
          seed, score.rmse(), score.nasaScore(), score.rmseCapped125(), score.nasaScoreCapped125());
    }
  }
}
