package io.millwright.models.training;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.bearing.BearingJudgement;
import io.millwright.models.prognosis.bearing.BearingLife;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.DegradationLife;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.prognosis.bearing.PopulationLife;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns a model of bearing life from bearings that ran to failure. Deterministic. The onset
 * detector has nothing to learn: each bearing is its own reference.
 */
public final class BearingLifeTrainer {
  /** Points of a bearing's degradation that the law is fitted to, evenly in time. A choice. */
  private static final int POINTS = 50;

  /**
   * Shrinks the slope: as much as half a bearing would whose health index varies by one unit (a
   * factor of e) and that shows no slope. A choice: a slope that few bearings agree on by chance
   * extrapolates badly.
   */
  private static final double RIDGE = 0.5;

  private BearingLifeTrainer() {}

  /**
   * @throws IllegalArgumentException if fewer than two of the bearings show an onset, or one's end
   *     is unknown
   */
  public static BearingLifeModel train(
      List<BearingHistory> histories, FeatureSchema schema, OnsetSettings onset) {
    double sumOfPowers = 0;
    for (BearingHistory history : histories) {
      if (!(history.endSeconds() > 0)) {
        throw new IllegalArgumentException(history.name() + " did not run to failure");
      }
      sumOfPowers += Math.pow(history.endSeconds(), PopulationLife.BEARING_SHAPE);
    }
    if (histories.size() < 2) {
      throw new IllegalArgumentException("needs two bearings that ran to failure to learn from");
    }
    PopulationLife population =
        new PopulationLife(PopulationLife.BEARING_SHAPE, histories.size(), sumOfPowers);
    // Onset and health index do not depend on what is being learnt: any law will do to find them.
    BearingLifeModel unfitted =
        new BearingLifeModel(schema.schemaId(), onset, population, new DegradationLife(0, 0, 1, 2));
    List<Degradation> degradations = new ArrayList<>();
    for (BearingHistory history : histories) {
      Degradation degradation = Degradation.of(history, unfitted, schema);
      if (degradation.size() > 0) {
        degradations.add(degradation);
      }
    }
    return new BearingLifeModel(schema.schemaId(), onset, population, fit(degradations));
  }

  /** Weighted least squares; every bearing weighs alike, however long it lasts. */
  private static DegradationLife fit(List<Degradation> bearings) {
    int n = bearings.size();
    if (n < 2) {
      throw new IllegalArgumentException(
          "needs two bearings with an onset of degradation to learn from, found " + n);
    }
    double meanX = 0;
    double meanY = 0;
    for (Degradation bearing : bearings) {
      meanX += bearing.meanIndex() / n;
      meanY += bearing.meanLogRatio() / n;
    }
    double xx = 0;
    double xy = 0;
    for (Degradation bearing : bearings) {
      for (int i = 0; i < bearing.size(); i++) {
        double dx = bearing.index()[i] - meanX;
        xx += dx * dx / bearing.size();
        xy += dx * (bearing.logRatio()[i] - meanY) / bearing.size();
      }
    }
    // More vibration never promises more life.
    double slope = Math.min(0, xy / (xx + RIDGE));
    double intercept = meanY - slope * meanX;
    double squares = 0;
    for (Degradation bearing : bearings) {
      for (int i = 0; i < bearing.size(); i++) {
        double error = bearing.logRatio()[i] - intercept - slope * bearing.index()[i];
        squares += error * error / bearing.size();
      }
    }
    double spread = Math.sqrt(squares / (n - 1) * (1 + 1.0 / n));
    return new DegradationLife(intercept, slope, spread, n);
  }

  /**
   * A bearing after its onset.
   *
   * @param index health index at the points
   * @param logRatio logarithm of what remained over the time since the change began
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Degradation(double[] index, double[] logRatio) {
    static Degradation of(BearingHistory history, BearingLifeModel model, FeatureSchema schema) {
      BearingLife life = new BearingLife(model, schema, history.channels());
      List<BearingJudgement> judgements = history.replay(life, history.snapshots());
      int first = 0;
      while (first < judgements.size()
          && judgements.get(first).stage() != BearingJudgement.Stage.DEGRADING) {
        first++;
      }
      int last = history.snapshots() - 1;
      while (last >= first && history.elapsedSeconds()[last] >= history.endSeconds()) {
        last--;
      }
      int points = Math.min(POINTS, last - first + 1);
      double[] index = new double[Math.max(0, points)];
      double[] logRatio = new double[index.length];
      for (int i = 0; i < index.length; i++) {
        int at = points == 1 ? first : first + (int) ((long) i * (last - first) / (points - 1));
        double elapsed = history.elapsedSeconds()[at];
        index[i] = judgements.get(at).healthIndex();
        logRatio[i] =
            Math.log((history.endSeconds() - elapsed) / (elapsed - life.changeBeganSeconds()));
      }
      return new Degradation(index, logRatio);
    }

    int size() {
      return index.length;
    }

    double meanIndex() {
      return mean(index);
    }

    double meanLogRatio() {
      return mean(logRatio);
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }
  }
}
