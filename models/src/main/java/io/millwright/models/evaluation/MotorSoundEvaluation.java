package io.millwright.models.evaluation;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.detection.NoveltySettings;
import io.millwright.models.detection.SoundNovelty;
import io.millwright.models.detection.TooLittleSoundException;
import io.millwright.models.evaluation.SoundReport.Case;
import io.millwright.models.signal.SoundFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate sound --format bldc}: motors in {@code <condition>/<motor>/<speed>.wav}. A motor
 * that has healthy and faulty runs is scored, a fault on a motor without healthy runs is told apart
 * from the motor by nothing and has a note instead of figures. A file's windows are never on both
 * sides.
 */
public final class MotorSoundEvaluation {
  private static final String HEALTHY = "Healthy";
  private static final int NEIGHBOURS = 3;

  /** Fewer leave one run to learn from once another is out: that is no machine's normal. */
  private static final int LEAST_HEALTHY = 3;

  /** Windows of one file. */
  private record Run(String condition, String motor, List<float[]> windows) {}

  private MotorSoundEvaluation() {}

  /**
   * Scores a folder.
   *
   * @throws MalformedDatasetException if a recording is, or if one of healthy and faulty is missing
   */
  public static SoundReport run(Path folder, Consumer<String> progress) {
    List<Run> runs = new ArrayList<>();
    for (Path file : SoundEvaluation.files(folder, ".wav", ".wav.gz")) {
      int count = file.getNameCount();
      if (count < folder.getNameCount() + 3) {
        throw new MalformedDatasetException(file, 0, "is not in <condition>/<motor>");
      }
      runs.add(
          new Run(
              file.getName(count - 3).toString(),
              file.getName(count - 2).toString(),
              SoundEvaluation.seconds(file)));
    }
    progress.accept(runs.size() + " recordings read");
    long normal = runs.stream().filter(run -> run.condition().equals(HEALTHY)).count();
    if (normal == 0 || normal == runs.size()) {
      throw new MalformedDatasetException(
          folder,
          0,
          normal == 0
              ? "holds no recording in " + HEALTHY + "/<motor>"
              : "holds healthy recordings only");
    }
    Map<String, Map<String, List<Run>>> motors = new TreeMap<>();
    for (Run run : runs) {
      motors
          .computeIfAbsent(run.motor(), m -> new TreeMap<>())
          .computeIfAbsent(run.condition(), c -> new ArrayList<>())
          .add(run);
    }
    NoveltyTrial trial = new NoveltyTrial();
    List<Case> cases = new ArrayList<>();
    List<Double> byWindow = new ArrayList<>();
    List<Double> byFile = new ArrayList<>();
    motors.forEach(
        (motor, conditions) ->
            conditions.forEach(
                (condition, faulty) -> {
                  if (!condition.equals(HEALTHY)) {
                    List<Run> healthy = conditions.getOrDefault(HEALTHY, List.of());
                    cases.add(judge(trial, motor, condition, healthy, faulty, byWindow, byFile));
                  }
                }));
    return trial.report(
        "bldc",
        SoundEvaluation.name(folder),
        "one healthy file left out at a time; trained on the motor's other healthy files; windows"
            + " of 1 s, normalised in level; a faulty window's score is its mean over the folds",
        cases,
        mean(byWindow),
        mean(byFile),
        confusion(runs));
  }

  private static @Nullable Double mean(List<Double> values) {
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Case judge(
      NoveltyTrial trial,
      String motor,
      String condition,
      List<Run> healthy,
      List<Run> faulty,
      List<Double> byWindow,
      List<Double> byFile) {
    String why;
    if (healthy.isEmpty()) {
      why = "confounded: no healthy runs of this motor, so fault and motor can't be told apart";
    } else if (healthy.size() < LEAST_HEALTHY) {
      why = "too few healthy runs of this motor";
    } else {
      try {
        return score(trial, motor, condition, healthy, faulty, byWindow, byFile);
      } catch (TooLittleSoundException e) {
        why = String.valueOf(e.getMessage());
      }
    }
    return new Case(motor, condition, null, null, null, healthy.size(), faulty.size(), why);
  }

  private static Case score(
      NoveltyTrial trial,
      String motor,
      String condition,
      List<Run> healthy,
      List<Run> faulty,
      List<Double> byWindow,
      List<Double> byFile) {
    int normal = healthy.size();
    double[][] good = new double[normal][];
    double[][] bad = new double[faulty.size()][];
    for (int out = 0; out < normal; out++) {
      List<float[]> training = new ArrayList<>();
      for (int i = 0; i < normal; i++) {
        if (i != out) {
          training.addAll(healthy.get(i).windows());
        }
      }
      SoundNovelty model = trial.train(training, NoveltySettings.sound());
      good[out] = trial.scores(model, healthy.get(out).windows());
      for (int i = 0; i < bad.length; i++) {
        double[] scores = trial.scores(model, faulty.get(i).windows());
        bad[i] = bad[i] == null ? new double[scores.length] : bad[i];
        for (int w = 0; w < scores.length; w++) {
          bad[i][w] += scores[w] / normal;
        }
      }
    }
    double[] goodWindows = flat(good);
    double[] badWindows = flat(bad);
    if (badWindows.length == 0) {
      return new Case(
          motor, condition, null, null, null, normal, faulty.size(), "all faulty runs are silent");
    }
    RocCurve windows = RocCurve.of(goodWindows, badWindows);
    byWindow.add(windows.auc());
    byFile.add(RocCurve.of(means(good), means(bad)).auc());
    return new Case(
        motor, condition, null, windows.auc(), windows.pAuc01(), normal, faulty.size(), "");
  }

  /** Silent windows say nothing. */
  private static double[] flat(double[][] scores) {
    return Arrays.stream(scores)
        .flatMapToDouble(DoubleStream::of)
        .filter(score -> !Double.isNaN(score))
        .toArray();
  }

  private static double[] means(double[][] scores) {
    return Arrays.stream(scores)
        .mapToDouble(
            file -> DoubleStream.of(file).filter(s -> !Double.isNaN(s)).average().orElse(0))
        .toArray();
  }

  /**
   * Each window goes to the condition whose windows of other files are nearest, in standardised
   * features of spectrum and fluctuation; silent ones go nowhere. It tells conditions of different
   * motors apart as much by the motor as by the fault.
   */
  private static Confusion confusion(List<Run> runs) {
    int[] features =
        Stream.of(SoundFeatures.spectrum(), SoundFeatures.fluctuation())
            .flatMapToInt(Arrays::stream)
            .toArray();
    List<String> labels = runs.stream().map(Run::condition).distinct().sorted().toList();
    List<String> truths = new ArrayList<>();
    List<String> judgements = new ArrayList<>();
    for (Run out : runs) {
      List<Run> others = runs.stream().filter(run -> run != out).toList();
      double[] scale = inverseDeviations(others, features);
      for (float[] window : out.windows()) {
        Map<String, Double> distances = new HashMap<>();
        for (String label : labels) {
          double nearest =
              others.stream()
                  .filter(run -> run.condition().equals(label))
                  .flatMap(run -> run.windows().stream())
                  .mapToDouble(other -> distance(window, other, features, scale))
                  .sorted()
                  .limit(NEIGHBOURS)
                  .average()
                  .orElse(Double.POSITIVE_INFINITY);
          distances.put(label, nearest);
        }
        if (distances.values().stream().allMatch(d -> d.isInfinite())) {
          continue;
        }
        truths.add(out.condition());
        judgements.add(
            distances.entrySet().stream()
                .min(
                    Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey());
      }
    }
    return Confusion.of(labels, truths, judgements);
  }

  private static double[] inverseDeviations(List<Run> runs, int[] features) {
    double[] inverse = new double[features.length];
    for (int j = 0; j < features.length; j++) {
      int feature = features[j];
      double[] values =
          runs.stream()
              .flatMap(run -> run.windows().stream())
              .mapToDouble(w -> w[feature])
              .filter(v -> !Double.isNaN(v))
              .toArray();
      double mean = Arrays.stream(values).average().orElse(0);
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      inverse[j] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    return inverse;
  }

  /** Of the features that both have: a slow sample rate does not reach all. */
  private static double distance(float[] a, float[] b, int[] features, double[] scale) {
    double sum = 0;
    int shared = 0;
    for (int j = 0; j < features.length; j++) {
      double d = (a[features[j]] - b[features[j]]) * scale[j];
      if (!Double.isNaN(d)) {
        sum += d * d;
        shared++;
      }
    }
    return shared == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(sum / shared);
  }
}
