package io.millwright.models.training;

import io.millwright.contracts.assessment.LifeUnit;
import java.util.Arrays;

/**
 * How a life model is trained.
 *
 * @param cap the training target is min(remaining life, cap): early in a life nothing tells 200
 *     from 300 (F. O. Heimes, PHM 2008, doi:10.1109/PHM.2008.4711422)
 * @param timeConstants of the trends, in {@code unit}, ascending, at least two
 * @param baselineSpan how long a life counts as healthy from its start, in {@code unit}
 * @param folds groups of machines that the interval is calibrated over, each scored by a model that
 *     never saw it
 * @param threads models grown side by side; the result does not depend on it
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in
public record LifeTrainingOptions(
    String modelId,
    LifeUnit unit,
    double cap,
    long seed,
    double[] timeConstants,
    double baselineSpan,
    TreeOptions trees,
    int folds,
    int threads) {
  /**
   * Chosen by 5-fold cross-validation over the engines of the training parts of FD001 and FD003;
   * the test parts were not asked.
   */
  private static final TreeOptions TREES = new TreeOptions(2, 300, 5, 0.03, 100, 0.5, 0.2, 1);

  /** Time constants as shares of the cap: 5, 15 and 45 cycles of C-MAPSS's 125. */
  private static final double[] SHARES_OF_CAP = {0.04, 0.12, 0.36};

  private static final double BASELINE_SHARE_OF_CAP = 0.16;
  private static final int FOLDS = 8;
  private static final double CMAPSS_CAP_CYCLES = 125;

  public LifeTrainingOptions {
    timeConstants = timeConstants.clone();
    if (modelId.isBlank() || !(cap > 0) || folds < 2 || threads < 1) {
      throw new IllegalArgumentException("impossible training options for '" + modelId + "'");
    }
  }

  /** Sensible for any machine whose life is watched over several caps' worth of readings. */
  public static LifeTrainingOptions of(String modelId, LifeUnit unit, double cap, long seed) {
    return new LifeTrainingOptions(
        modelId,
        unit,
        cap,
        seed,
        Arrays.stream(SHARES_OF_CAP).map(share -> share * cap).toArray(),
        BASELINE_SHARE_OF_CAP * cap,
        TREES,
        FOLDS,
        Runtime.getRuntime().availableProcessors());
  }

  /** For C-MAPSS: cycles, and the cap of 125 that published results use. */
  public static LifeTrainingOptions cmapss(long seed) {
    return of("rul-cmapss", LifeUnit.CYCLES, CMAPSS_CAP_CYCLES, seed);
  }

  public LifeTrainingOptions withTrees(TreeOptions other) {
    return new LifeTrainingOptions(
        modelId, unit, cap, seed, timeConstants, baselineSpan, other, folds, threads);
  }

  public LifeTrainingOptions withSeed(long other) {
    return new LifeTrainingOptions(
        modelId, unit, cap, other, timeConstants, baselineSpan, trees, folds, threads);
  }

  public LifeTrainingOptions withFolds(int count) {
    return new LifeTrainingOptions(
        modelId, unit, cap, seed, timeConstants, baselineSpan, trees, count, threads);
  }

  public LifeTrainingOptions withThreads(int count) {
    return new LifeTrainingOptions(
        modelId, unit, cap, seed, timeConstants, baselineSpan, trees, folds, count);
  }
}
