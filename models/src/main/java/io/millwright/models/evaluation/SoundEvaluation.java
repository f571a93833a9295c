package io.millwright.models.evaluation;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.MimiiTable;
import io.millwright.models.dataset.WavFile;
import io.millwright.models.detection.NoveltySettings;
import io.millwright.models.detection.SoundNovelty;
import io.millwright.models.detection.TooLittleSoundException;
import io.millwright.models.evaluation.SoundReport.Case;
import io.millwright.models.signal.SoundFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate sound}: trained on normal sound only; anomalous sound is read for scoring. A case
 * that can't be scored has a note instead of figures; if that is so for all, the data are at fault.
 */
public final class SoundEvaluation {
  private static final int FOLDS = 5;

  /** Fewer normal clips leave nothing to learn from once a fold is out. */
  private static final int LEAST_CLIPS = 10;

  private SoundEvaluation() {}

  /**
   * Tables of MIMII features: the published protocol, every machine, id and SNR by itself.
   *
   * @throws MalformedDatasetException if a file is, or if nothing can be scored
   */
  public static SoundReport mimiiFeatures(Path folder, Consumer<String> progress) {
    NoveltyTrial trial = new NoveltyTrial();
    List<Case> cases = new ArrayList<>();
    for (Path file : files(folder, ".csv.gz", ".csv")) {
      for (MimiiTable.Case one : MimiiTable.read(file)) {
        int test = one.abnormal().size();
        if (test == 0 || one.normal().size() < test + SoundNovelty.LEAST_NORMAL) {
          cases.add(
              unscored(
                  one.machine(),
                  one.id(),
                  one.snrDb(),
                  one.normal().size(),
                  one.abnormal().size(),
                  "too few clips"));
          continue;
        }
        int features = one.normal().get(0).length;
        NoveltySettings settings =
            new NoveltySettings(
                List.of(IntStream.range(0, features).boxed().toList()),
                NoveltySettings.Scaling.WHITENED,
                8,
                1024,
                0,
                0.001);
        SoundNovelty model = trial.train(one.normal().subList(test, one.normal().size()), settings);
        RocCurve roc =
            RocCurve.of(
                trial.scores(model, one.normal().subList(0, test)),
                trial.scores(model, one.abnormal()));
        cases.add(
            new Case(
                one.machine(), one.id(), one.snrDb(), roc.auc(), roc.pAuc01(), test, test, ""));
      }
      progress.accept(file.getFileName() + ": scored");
    }
    checkScored(folder, cases);
    return trial.report(
        "mimii-features",
        name(folder),
        "per machine, id and SNR: the first A normal and all A abnormal clips are the test, the"
            + " other normal clips the training",
        cases,
        null,
        null,
        null);
  }

  private static Case unscored(
      String machine, String id, @Nullable Integer snrDb, int normal, int abnormal, String why) {
    String note = normal == 0 ? "no normal clips" : abnormal == 0 ? "no abnormal clips" : why;
    return new Case(machine, id, snrDb, null, null, normal, abnormal, note);
  }

  private static void checkScored(Path folder, List<Case> cases) {
    if (SoundReport.mean(cases) == null) {
      Case first = cases.get(0);
      throw new MalformedDatasetException(
          folder,
          0,
          "nothing can be scored; of %d cases the first, %s %s: %s"
              .formatted(cases.size(), first.machine(), first.id(), first.note()));
    }
  }

  /** Also of {@code .} */
  static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /**
   * MIMII clips: every fifth normal clip is left out at a time.
   *
   * @throws MalformedDatasetException if a clip is, or if nothing can be scored
   */
  public static SoundReport mimii(Path folder, Consumer<String> progress) {
    Map<Path, Map<Boolean, List<Path>>> machines = new TreeMap<>();
    for (Path file : files(folder.toAbsolutePath().normalize(), ".wav", ".wav.gz")) {
      Path condition = file.getParent();
      String name = condition == null ? "" : String.valueOf(condition.getFileName());
      if (condition == null
          || condition.getParent() == null
          || !(name.equals("normal") || name.equals("abnormal"))) {
        throw new MalformedDatasetException(
            file, 0, "is not in <machine>/snr_<n>dB/id_<nn>/<normal|abnormal>");
      }
      machines
          .computeIfAbsent(condition.getParent(), m -> new TreeMap<>())
          .computeIfAbsent(name.equals("abnormal"), a -> new ArrayList<>())
          .add(file);
    }
    NoveltyTrial trial = new NoveltyTrial();
    List<Case> cases = new ArrayList<>();
    machines.forEach(
        (path, clips) -> {
          cases.add(
              clips(
                  trial,
                  path,
                  clips.getOrDefault(false, List.of()),
                  clips.getOrDefault(true, List.of())));
          progress.accept(path + ": done");
        });
    checkScored(folder, cases);
    return trial.report(
        "mimii",
        name(folder),
        "5 folds over the normal clips: train on the others, score those left out and all abnormal"
            + " ones; an abnormal clip's score is its mean over the folds; a clip's, the mean of"
            + " its seconds",
        cases,
        null,
        null,
        null);
  }

  private static Case clips(NoveltyTrial trial, Path path, List<Path> normal, List<Path> abnormal) {
    int count = path.getNameCount();
    String machine = count > 2 ? path.getName(count - 3).toString() : "";
    String snr = count > 1 ? path.getName(count - 2).toString() : "";
    String id = path.getName(count - 1).toString().replaceFirst("^id_", "");
    Integer snrDb =
        snr.matches("snr_-?\\d{1,3}dB")
            ? Integer.valueOf(snr.substring(4, snr.length() - 2))
            : null;
    if (normal.size() < LEAST_CLIPS || abnormal.isEmpty()) {
      return unscored(machine, id, snrDb, normal.size(), abnormal.size(), "too few clips");
    }
    List<List<float[]>> good = normal.stream().map(SoundEvaluation::seconds).toList();
    List<List<float[]>> bad = abnormal.stream().map(SoundEvaluation::seconds).toList();
    double[] goodScores = new double[good.size()];
    double[] badScores = new double[bad.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<float[]> training = new ArrayList<>();
      for (int i = 0; i < good.size(); i++) {
        if (i % FOLDS != fold) {
          training.addAll(good.get(i));
        }
      }
      SoundNovelty model;
      try {
        model = trial.train(training, NoveltySettings.sound());
      } catch (TooLittleSoundException e) {
        return unscored(
            machine, id, snrDb, normal.size(), abnormal.size(), String.valueOf(e.getMessage()));
      }
      for (int i = fold; i < good.size(); i += FOLDS) {
        goodScores[i] = trial.meanScore(model, good.get(i));
      }
      for (int i = 0; i < bad.size(); i++) {
        badScores[i] += trial.meanScore(model, bad.get(i)) / FOLDS;
      }
    }
    RocCurve roc = RocCurve.of(goodScores, badScores);
    return new Case(
        machine, id, snrDb, roc.auc(), roc.pAuc01(), normal.size(), abnormal.size(), "");
  }

  /** Features of each whole second of the first channel. */
  static List<float[]> seconds(Path file) {
    try (WavFile wav = WavFile.open(file)) {
      float[] sound = wav.readAll(0);
      int length = wav.sampleRateHz();
      SoundFeatures features;
      try {
        features = new SoundFeatures(wav.sampleRateHz(), length);
      } catch (IllegalArgumentException e) {
        throw new MalformedDatasetException(file, 0, String.valueOf(e.getMessage()));
      }
      List<float[]> vectors = new ArrayList<>();
      for (int from = 0; from + length <= sound.length; from += length) {
        float[] vector = new float[SoundFeatures.SCHEMA.featureNames().size()];
        features.extract(Arrays.copyOfRange(sound, from, from + length), vector, 0);
        vectors.add(vector);
      }
      if (vectors.isEmpty()) {
        throw new MalformedDatasetException(file, 0, "is shorter than a second");
      }
      return vectors;
    }
  }

  static List<Path> files(Path folder, String... endings) {
    if (!Files.isDirectory(folder)) {
      throw new MalformedDatasetException(folder, 0, "is no folder");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(Files::isRegularFile)
              .filter(f -> Arrays.stream(endings).anyMatch(e -> f.toString().endsWith(e)))
              .filter(f -> !String.valueOf(f.getFileName()).equals("labels.csv"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new MalformedDatasetException(
            folder, 0, "holds no file that ends with " + endings[0]);
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw new MalformedDatasetException(folder, 0, "cannot be listed: " + e.getMessage());
    }
  }
}
