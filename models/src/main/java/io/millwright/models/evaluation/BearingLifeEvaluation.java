package io.millwright.models.evaluation;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.prognosis.bearing.BearingLife;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.BearingHistories;
import io.millwright.models.training.BearingHistory;
import io.millwright.models.training.BearingLifeBundles;
import io.millwright.models.training.BearingLifeTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate rul --format femto}: learns from bearings that ran to failure, predicts the life
 * of others. Every prediction is of the bundle, read back from its bytes. A bearing is never judged
 * by a model that learnt from a record of its name.
 */
public final class BearingLifeEvaluation {
  /** Where a life is cut when one bearing is left out at a time. */
  private static final double[] CUTS = {0.5, 0.7, 0.9};

  private final Path train;
  private final List<BearingHistory> training;
  private final List<TrainingSource> sources;
  private final long seed;
  private final List<BearingLifeReport.Bearing> bearings = new ArrayList<>();
  private final List<BearingLifeReport.AfterOnset> afterOnset = new ArrayList<>();

  private BearingLifeEvaluation(
      Path train, List<BearingHistory> training, List<TrainingSource> sources, long seed) {
    this.train = train;
    this.training = training;
    this.sources = sources;
    this.seed = seed;
  }

  /**
   * With different folders, a test record is read no further than its cut and scored against its
   * truth; one without a cut is listed. With the same folder twice, one bearing is left out at a
   * time and its life cut at 50, 70 and 90 %.
   *
   * @param progress told about each step, for a person who waits
   * @throws MalformedDatasetException if a folder is not what it should be, or the training part
   *     too small
   */
  public static BearingLifeReport run(Path train, Path test, long seed, Consumer<String> progress)
      throws IOException {
    List<VibrationRecord> trainRecords = VibrationRecord.openAll(train);
    List<VibrationRecord> testRecords = VibrationRecord.openAll(test);
    boolean leaveOneOut = Files.isSameFile(train, test);
    long start = System.nanoTime();
    List<BearingHistory> training = new ArrayList<>();
    List<TrainingSource> sources = new ArrayList<>();
    for (VibrationRecord record : trainRecords) {
      training.add(BearingHistories.read(record, Integer.MAX_VALUE));
      sources.add(new TrainingSource(record.name(), Sha256.hex(record.counts())));
      progress.accept("read " + record.name() + " to learn from");
    }
    BearingLifeEvaluation evaluation = new BearingLifeEvaluation(train, training, sources, seed);
    ModelBundle all = evaluation.bundleWithout(null);
    double trainSeconds = (System.nanoTime() - start) / 1e9;
    if (leaveOneOut) {
      evaluation.leaveOneOut();
    } else {
      evaluation.score(testRecords, progress);
    }
    return evaluation.report(
        test,
        leaveOneOut
            ? "one bearing left out at a time, cut at 50, 70 and 90 % of its life"
            : "test records read up to their cut",
        trainSeconds,
        evaluation.micros(all.bearingLifeModel()),
        all.version());
  }

  private void leaveOneOut() {
    for (BearingHistory history : training) {
      BearingTrial trial =
          BearingTrial.run(bundleWithout(history.name()).bearingLifeModel(), history);
      double[] elapsed = history.elapsedSeconds();
      for (double cut : CUTS) {
        // Of N snapshots the first ⌊cut · N⌋; a record that ends before is not cut there.
        double period = elapsed.length > 1 ? elapsed[1] : history.endSeconds();
        int snapshot = (int) (cut * (history.endSeconds() / period + 1));
        if (snapshot >= 1 && snapshot <= history.snapshots()) {
          bearings.add(
              trial.predictedAt(cut, snapshot, history.endSeconds() - elapsed[snapshot - 1]));
        }
      }
      keepAfterOnset(trial);
    }
  }

  private void keepAfterOnset(BearingTrial trial) {
    BearingLifeReport.AfterOnset told = trial.afterOnset();
    if (told != null) {
      afterOnset.add(told);
    }
  }

  private void score(List<VibrationRecord> records, Consumer<String> progress) {
    BearingLifeModel shared = null;
    for (VibrationRecord record : records) {
      int cut = BearingHistories.cutSnapshot(record);
      BearingHistory history = BearingHistories.read(record, cut > 0 ? cut : Integer.MAX_VALUE);
      if (cut > history.snapshots()) {
        throw new MalformedDatasetException(
            record.json(), 0, "is cut at snapshot " + cut + " and holds " + history.snapshots());
      }
      boolean known = training.stream().anyMatch(h -> h.name().equals(history.name()));
      if (!known && shared == null) {
        shared = bundleWithout(null).bearingLifeModel();
      }
      BearingLifeModel model =
          known || shared == null ? bundleWithout(history.name()).bearingLifeModel() : shared;
      BearingTrial trial = BearingTrial.run(model, history);
      double truth = BearingHistories.lifeAtCutSeconds(record);
      bearings.add(
          cut > 0
              ? trial.predictedAt(null, cut, Double.isNaN(truth) ? null : (Double) truth)
              : trial.listed());
      keepAfterOnset(trial);
      progress.accept("judged " + record.name());
    }
  }

  /** Trained on every bearing but one, and back from its bytes. */
  private ModelBundle bundleWithout(@Nullable String name) {
    List<BearingHistory> histories =
        training.stream().filter(history -> !history.name().equals(name)).toList();
    try {
      BearingLifeModel model =
          BearingLifeTrainer.train(histories, VibrationFeatures.SCHEMA, OnsetSettings.STANDARD);
      List<TrainingSource> used =
          sources.stream().filter(source -> !source.name().equals(name)).toList();
      return ModelBundle.fromBytes(BearingLifeBundles.of(model, used, seed).toBytes());
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(
          train, 0, e.getMessage() + (name == null ? "" : " (with " + name + " left out)"));
    }
  }

  /** Time of every update of every training record, ascending. */
  private double[] micros(BearingLifeModel model) {
    int total = training.stream().mapToInt(BearingHistory::snapshots).sum();
    double[] micros = new double[total];
    int n = 0;
    for (BearingHistory history : training) {
      BearingLife life = new BearingLife(model, VibrationFeatures.SCHEMA, history.channels());
      for (int i = 0; i < history.snapshots(); i++) {
        long start = System.nanoTime();
        life.update(history.elapsedSeconds()[i], history.features()[i]).life().remainingLife();
        micros[n++] = (System.nanoTime() - start) / 1e3;
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  private BearingLifeReport report(
      Path test, String protocol, double trainSeconds, double[] micros, String version) {
    List<BearingLifeReport.Bearing> scored =
        bearings.stream().filter(bearing -> bearing.score() != null).toList();
    double[] errors =
        scored.stream()
            .map(BearingLifeReport.Bearing::errorPercent)
            .filter(Objects::nonNull)
            .mapToDouble(Math::abs)
            .sorted()
            .toArray();
    return new BearingLifeReport(
        "rul",
        "femto",
        String.valueOf(test.toAbsolutePath().normalize().getFileName()),
        protocol,
        training.size(),
        bearings,
        scored.size(),
        mean(
            scored.stream()
                .map(BearingLifeReport.Bearing::score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)),
        mean(DoubleStream.of(errors)),
        errors.length == 0 ? null : (Double) errors[errors.length / 2],
        mean(scored.stream().mapToDouble(bearing -> bearing.holdsTruth() ? 1 : 0)),
        afterOnset,
        trainSeconds,
        quantile(micros, 0.5),
        quantile(micros, 0.99),
        version,
        seed);
  }

  private static @Nullable Double mean(DoubleStream values) {
    double[] all = values.toArray();
    return all.length == 0 ? null : (Double) (DoubleStream.of(all).sum() / all.length);
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }
}
