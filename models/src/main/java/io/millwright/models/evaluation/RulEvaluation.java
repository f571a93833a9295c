package io.millwright.models.evaluation;

import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.training.CmapssHistories;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.RunToFailureTable;
import io.millwright.models.training.RunToFailureTable.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code evaluate rul --format cmapss}: trains on one part, scores the other. Every score is of the
 * bundle, written to a file, read back and loaded as a job loads it. The truth is read for scoring
 * only.
 */
public final class RulEvaluation {
  private static final String ALGORITHM = "boosted-trees";

  /**
   * @param seeds models to train and score; the first is the reported one
   * @param folds of the engine-level cross-validation of the training part, at least 5
   * @param training how each model is trained, but for its seed
   */
  public record Options(List<Long> seeds, int folds, LifeTrainingOptions training) {
    public Options {
      seeds = List.copyOf(seeds);
      if (seeds.isEmpty() || folds < 5) {
        throw new IllegalArgumentException("needs a seed and 5 folds: " + seeds + ", " + folds);
      }
    }

    /** Three seeds, five folds, trained as a job's model is. */
    public static Options standard(long seed) {
      return new Options(List.of(seed, seed + 1, seed + 2), 5, LifeTrainingOptions.cmapss(seed));
    }
  }

  private RulEvaluation() {}

  /**
   * @param progress told about each step, for a person who waits
   * @throws MalformedDatasetException if a file is not what it should be, or the truth does not fit
   *     the test part
   * @throws IOException if the bundle cannot be written to the temporary directory
   */
  public static RulReport cmapss(
      Path train, Path test, Path truth, Options options, Consumer<String> progress)
      throws IOException {
    RunToFailureTable training = CmapssHistories.table(CmapssFile.readAll(train));
    RunToFailureTable records = CmapssHistories.table(CmapssFile.readAll(test));
    List<Double> lives = CmapssFile.readTruth(truth);
    if (lives.size() != records.histories().size()) {
      throw new MalformedDatasetException(
          truth,
          0,
          "holds "
              + lives.size()
              + " lives for "
              + records.histories().size()
              + " units of "
              + test);
    }
    List<TrainingSource> sources =
        List.of(new TrainingSource(String.valueOf(train.getFileName()), Sha256.hex(train)));
    List<RulReport.SeedScore> perSeed = new ArrayList<>();
    List<RulPrediction> reported = List.of();
    double trainSeconds = 0;
    double[] micros = new double[0];
    String version = "";
    for (long seed : options.seeds()) {
      long start = System.nanoTime();
      ModelBundle bundle =
          LifeModelTrainer.train(training, options.training().withSeed(seed), sources).bundle();
      double seconds = (System.nanoTime() - start) / 1e9;
      LifeEstimator estimator = served(bundle);
      List<RulPrediction> predictions = predictions(estimator, records, lives);
      if (perSeed.isEmpty()) {
        reported = predictions;
        trainSeconds = seconds;
        version = estimator.version();
        micros = micros(estimator, records);
      }
      perSeed.add(RulReport.SeedScore.of(seed, RulScore.of(predictions)));
      progress.accept("seed " + seed + ": trained and scored");
    }
    long seed = options.seeds().get(0);
    LifeCrossValidation crossValidated =
        LifeCrossValidation.run(
            training, options.training().withSeed(seed), options.folds(), progress);
    RulScore score = RulScore.of(reported);
    return new RulReport(
        "rul",
        "cmapss",
        stem(test),
        ALGORITHM,
        reported.size(),
        score.rmse(),
        score.nasaScore(),
        score.rmseCapped125(),
        score.nasaScoreCapped125(),
        perSeed,
        reported.stream().mapToDouble(p -> p.holdsTruth() ? 1 : 0).average().orElseThrow(),
        reported.stream().mapToDouble(p -> p.upper() - p.lower()).average().orElseThrow(),
        crossValidated.coverage90(),
        crossValidated.coverage90WholeLife(),
        crossValidated.meanWidth90(),
        crossValidated.rmse(),
        crossValidated.folds(),
        crossValidated.firstFoldRmseBelow30(),
        trainSeconds,
        quantile(micros, 0.5),
        quantile(micros, 0.99),
        version,
        seed,
        reported);
  }

  private static LifeEstimator served(ModelBundle bundle) throws IOException {
    Path file = Files.createTempFile("millwright-rul-", ".bundle");
    try {
      bundle.write(file);
      return ModelBundle.read(file).lifeEstimator();
    } finally {
      Files.delete(file);
    }
  }

  private static List<RulPrediction> predictions(
      LifeEstimator estimator, RunToFailureTable records, List<Double> lives) {
    List<RulPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < lives.size(); i++) {
      History history = records.histories().get(i);
      LifeEstimate last = LifeReplay.last(estimator, history);
      predictions.add(
          new RulPrediction(
              Integer.parseInt(history.unit()),
              last.median(),
              last.lower(),
              last.upper(),
              lives.get(i)));
    }
    return predictions;
  }

  /** Time of every update over the test part; the predictions before have warmed the code up. */
  private static double[] micros(LifeEstimator estimator, RunToFailureTable records) {
    double[] micros = new double[records.rows()];
    int n = 0;
    for (History history : records.histories()) {
      LifeMemory memory = estimator.newMemory();
      for (int i = 0; i < history.rows(); i++) {
        long start = System.nanoTime();
        estimator.update(memory, history.elapsed()[i], history.values()[i]);
        micros[n++] = (System.nanoTime() - start) / 1e3;
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
