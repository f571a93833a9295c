package io.millwright.models.evaluation;

import io.millwright.models.prognosis.bearing.BearingJudgement;
import io.millwright.models.prognosis.bearing.BearingLife;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.ResidualLife;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.BearingHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model thought of a record, snapshot by snapshot, as a job would hear it.
 *
 * @param history what may be read of the record
 * @param judgements after each snapshot
 */
record BearingTrial(BearingHistory history, List<BearingJudgement> judgements) {
  static BearingTrial run(BearingLifeModel model, BearingHistory history) {
    BearingLife life = new BearingLife(model, VibrationFeatures.SCHEMA, history.channels());
    return new BearingTrial(history, history.replay(life, history.snapshots()));
  }

  /** Listed without a prediction. */
  BearingLifeReport.Bearing listed() {
    return entry(null, null, null, null);
  }

  /**
   * The prediction after a snapshot.
   *
   * @param cutFraction as reported
   * @param snapshot from 1
   * @param trueSeconds what remained; null if it is not known
   */
  BearingLifeReport.Bearing predictedAt(
      @Nullable Double cutFraction, int snapshot, @Nullable Double trueSeconds) {
    return entry(cutFraction, snapshot, judgements.get(snapshot - 1), trueSeconds);
  }

  private BearingLifeReport.Bearing entry(
      @Nullable Double cutFraction,
      @Nullable Integer snapshot,
      @Nullable BearingJudgement judgement,
      @Nullable Double truth) {
    Double predicted = judgement == null ? null : ChallengeScore.bestGuess(judgement.life());
    Double error =
        predicted == null || truth == null || !(truth > 0)
            ? null
            : (Double) ChallengeScore.errorPercent(truth, predicted);
    int onset = onsetSnapshot();
    boolean endKnown = history.endSeconds() > 0;
    return new BearingLifeReport.Bearing(
        history.name(),
        cutFraction,
        snapshot,
        predicted,
        quantile(judgement, 0.5),
        quantile(judgement, 0.05),
        quantile(judgement, 0.95),
        truth,
        error,
        error == null ? null : (Double) ChallengeScore.of(error),
        judgement == null ? null : judgement.stage().name(),
        onset == 0 ? null : (Integer) onset,
        onset == 0 || !endKnown ? null : (Double) (onsetSeconds() / history.endSeconds()),
        onset == 0 || !endKnown ? null : (Double) (history.endSeconds() - onsetSeconds()));
  }

  private static @Nullable Double quantile(
      @Nullable BearingJudgement judgement, double probability) {
    return judgement == null ? null : (Double) judgement.life().quantileSeconds(probability);
  }

  /** What was told from the onset on; null without an onset, or if the failure is not in sight. */
  BearingLifeReport.@Nullable AfterOnset afterOnset() {
    double end = history.endSeconds();
    double[] elapsed = history.elapsedSeconds();
    int onset = onsetSnapshot();
    if (onset == 0 || !(end > 0) || elapsed[elapsed.length - 1] < end) {
      return null;
    }
    double logs = 0;
    int held = 0;
    int told = 0;
    for (int i = onset - 1; i < elapsed.length && elapsed[i] < end; i++) {
      ResidualLife life = judgements.get(i).life();
      double truth = end - elapsed[i];
      logs += Math.abs(Math.log(life.quantileSeconds(0.5) / truth));
      if (life.quantileSeconds(0.05) <= truth && truth <= life.quantileSeconds(0.95)) {
        held++;
      }
      told++;
    }
    return told == 0
        ? null
        : new BearingLifeReport.AfterOnset(
            history.name(), told, Math.exp(logs / told), (double) held / told);
  }

  /** From 1; 0 if there was none. */
  int onsetSnapshot() {
    for (int i = 0; i < judgements.size(); i++) {
      if (judgements.get(i).stage() == BearingJudgement.Stage.DEGRADING) {
        return i + 1;
      }
    }
    return 0;
  }

  private double onsetSeconds() {
    return judgements.get(judgements.size() - 1).onsetSeconds();
  }
}
