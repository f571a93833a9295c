package io.millwright.models.evaluation;

import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.EvenOdds;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.RunToFailureTable;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Cross-validation over machines: each is scored by a bundle whose training, calibration included,
 * never saw it.
 *
 * @param coverage90 mean over machines of the chance that the interval holds min(life, cap) at a
 *     reading drawn by {@link EvenOdds}
 * @param coverage90WholeLife the same for a reading drawn uniformly from the whole life
 * @param meanWidth90 of the intervals, drawn by {@link EvenOdds}
 * @param rmse against min(life, cap), machines weighing alike
 * @param firstFoldRmseBelow30 over all readings of the first fold with less than 30 units of life
 *     to go
 */
public record LifeCrossValidation(
    int folds,
    double coverage90,
    double coverage90WholeLife,
    double meanWidth90,
    double rmse,
    double firstFoldRmseBelow30) {
  private static final double NEAR_END = 30;

  /**
   * @param progress told about each fold
   */
  public static LifeCrossValidation run(
      RunToFailureTable table, LifeTrainingOptions options, int folds, Consumer<String> progress) {
    List<History> machines = shuffled(table.histories(), options.seed());
    Sums all = new Sums();
    Sums first = new Sums();
    for (int fold = 0; fold < folds; fold++) {
      List<History> training = new ArrayList<>();
      List<History> heldOut = new ArrayList<>();
      for (int i = 0; i < machines.size(); i++) {
        (i % folds == fold ? heldOut : training).add(machines.get(i));
      }
      byte[] bundle =
          LifeModelTrainer.train(table.withHistories(training), options, List.of())
              .bundle()
              .toBytes();
      LifeEstimator estimator = ModelBundle.fromBytes(bundle).lifeEstimator();
      for (History history : heldOut) {
        all.add(history, LifeReplay.estimates(estimator, history), options.cap());
        if (fold == 0) {
          first.add(history, LifeReplay.estimates(estimator, history), options.cap());
        }
      }
      progress.accept("cross-validation: fold " + (fold + 1) + " of " + folds);
    }
    return new LifeCrossValidation(
        folds,
        all.covered / all.machines,
        all.coveredWholeLife / all.machines,
        all.width / all.machines,
        Math.sqrt(all.squares / all.machines),
        Math.sqrt(first.nearEndSquares / first.nearEndReadings));
  }

  private static List<History> shuffled(List<History> histories, long seed) {
    List<History> order = new ArrayList<>(histories);
    SplittableRandom random = new SplittableRandom(seed ^ 0x5eedL);
    for (int i = order.size() - 1; i > 0; i--) {
      order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
    }
    return order;
  }

  private static final class Sums {
    int machines;
    double covered;
    double coveredWholeLife;
    double width;
    double squares;
    double nearEndSquares;
    int nearEndReadings;

    void add(History history, List<LifeEstimate> estimates, double cap) {
      double[] truths = new double[estimates.size()];
      Arrays.setAll(truths, i -> Math.min(cap, history.remaining(i)));
      double[] votes = EvenOdds.votes(truths, cap);
      double errors = 0;
      for (int i = 0; i < estimates.size(); i++) {
        LifeEstimate estimate = estimates.get(i);
        double d = estimate.median() - truths[i];
        if (estimate.lower() <= truths[i] && truths[i] <= estimate.upper()) {
          covered += votes[i];
          coveredWholeLife += 1.0 / truths.length;
        }
        width += votes[i] * (estimate.upper() - estimate.lower());
        errors += d * d;
        if (history.remaining(i) < NEAR_END) {
          nearEndSquares += d * d;
          nearEndReadings++;
        }
      }
      machines++;
      squares += errors / estimates.size();
    }
  }
}
