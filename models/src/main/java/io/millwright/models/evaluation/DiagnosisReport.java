package io.millwright.models.evaluation;

import io.millwright.models.training.DiagnosisTrainer;
import java.util.List;

/**
 * What {@code evaluate diagnosis} tells; the components are the JSON keys of the command line's
 * contract.
 *
 * @param split {@code bearing} if no bearing is on both sides, {@code given} if folders were named
 * @param leaks what training and test have in common, to be told beside every figure; empty if
 *     nothing
 * @param windows scored
 * @param accuracy mean over the folds, unweighted, of the share of windows judged rightly
 * @param macroF1 mean over the folds of the unweighted mean F1 of the conditions
 * @param trainingFreeAccuracy the same of the judgement from geometry alone
 * @param confusion of all folds
 * @param records which were judged how, the weakest first
 * @param trainSeconds wall time of all training, choices included
 * @param predictMicrosP50 time of one window: features and judgement
 * @param version digest over the bundles that were scored
 */
public record DiagnosisReport(
    String task,
    String format,
    String dataset,
    String split,
    String leaks,
    int windows,
    double accuracy,
    double macroF1,
    double trainingFreeAccuracy,
    double trainingFreeMacroF1,
    List<Fold> folds,
    Confusion confusion,
    Confusion trainingFreeConfusion,
    List<RecordScore> records,
    double trainSeconds,
    double predictMicrosP50,
    double predictMicrosP99,
    String version,
    long seed) {
  public DiagnosisReport {
    folds = List.copyOf(folds);
    records = List.copyOf(records);
  }

  /**
   * One fold.
   *
   * @param leftOut what was tested
   * @param chosen what leaving out groups of the training part chose
   * @param version digest of the bundle
   */
  public record Fold(
      String leftOut,
      int windows,
      double accuracy,
      double macroF1,
      double trainingFreeAccuracy,
      double trainingFreeMacroF1,
      DiagnosisTrainer.Choice chosen,
      String version) {}

  /** Windows of a record and how many were judged rightly. */
  public record RecordScore(
      String record, String label, int windows, int right, int trainingFreeRight) {}
}
