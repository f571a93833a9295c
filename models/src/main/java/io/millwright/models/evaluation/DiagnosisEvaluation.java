package io.millwright.models.evaluation;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.diagnosis.BearingCondition;
import io.millwright.models.diagnosis.CombinedDiagnoser;
import io.millwright.models.diagnosis.DiagnosisMemory;
import io.millwright.models.diagnosis.GeometryDiagnoser;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.training.DiagnosisRecord;
import io.millwright.models.training.DiagnosisTable;
import io.millwright.models.training.DiagnosisTable.Window;
import io.millwright.models.training.DiagnosisTrainer;
import io.millwright.models.training.DiagnosisTrainer.Trained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code evaluate diagnosis}: trains on some bearings or folders, scores others. Every score is of
 * bundles written to a file, read back and loaded as a job loads them; what was tested is never in
 * what was trained or chosen on. The drive-end channel is judged in windows of one second.
 */
public final class DiagnosisEvaluation {
  /** Parts of each record, in time, that are left out where there is no other group. A choice. */
  private static final double PARTS = 3;

  private final Consumer<String> progress;
  private final Path train;
  private final List<Scored> scored = new ArrayList<>();
  private final List<DiagnosisReport.Fold> folds = new ArrayList<>();
  private final List<Double> micros = new ArrayList<>();
  private double trainSeconds;

  private DiagnosisEvaluation(Path train, Consumer<String> progress) {
    this.train = train;
    this.progress = progress;
  }

  /** A window and what was said of it, in labels of the data set. */
  private record Scored(String record, String truth, String judged, String trainingFree) {}

  /**
   * Leaves one fault diameter out at a time, and so every bearing: the records of a diameter are
   * those of other specimens. Healthy records are left aside.
   *
   * @param folder records of at least two diameters
   * @param bearing its geometry, known from its designation
   * @throws MalformedDatasetException if the folder's records cannot be used
   */
  public static DiagnosisReport byBearing(
      Path folder, BearingFrequencies bearing, Consumer<String> progress) throws IOException {
    List<DiagnosisRecord> records =
        DiagnosisRecord.readAll(folder, bearing).stream()
            .filter(record -> record.condition() != BearingCondition.SOUND)
            .toList();
    Function<DiagnosisRecord, String> diameter =
        record -> number(folder, record, "fault_diameter_mil", record.faultDiameterMil());
    List<String> diameters =
        records.stream()
            .sorted(Comparator.comparingDouble(DiagnosisRecord::faultDiameterMil))
            .map(diameter)
            .distinct()
            .toList();
    if (diameters.size() < 2) {
      throw new MalformedDatasetException(
          folder, 0, "holds fault diameters " + diameters + ", at least two are needed");
    }
    DiagnosisEvaluation evaluation = new DiagnosisEvaluation(folder, progress);
    for (String left : diameters) {
      evaluation.fold(
          "fault_diameter_mil=" + left,
          where(records, record -> !diameter.apply(record).equals(left)),
          diameter,
          where(records, record -> diameter.apply(record).equals(left)));
    }
    return evaluation.report("bearing", "", records);
  }

  /**
   * Trains on one folder and tests on another, healthy records included. A record in both is
   * refused.
   *
   * @throws MalformedDatasetException if a folder's records cannot be used
   */
  public static DiagnosisReport byFolder(
      Path train, Path test, BearingFrequencies bearing, Consumer<String> progress)
      throws IOException {
    List<DiagnosisRecord> known = DiagnosisRecord.readAll(train, bearing);
    List<DiagnosisRecord> unknown = DiagnosisRecord.readAll(test, bearing);
    refuseShared(test, known, unknown);
    Set<String> bearings = known.stream().map(DiagnosisRecord::bearing).collect(Collectors.toSet());
    boolean shared = unknown.stream().anyMatch(record -> bearings.contains(record.bearing()));
    DiagnosisEvaluation evaluation = new DiagnosisEvaluation(train, progress);
    evaluation.fold(String.valueOf(test.getFileName()), known, byLoad(known), unknown);
    return evaluation.report("given", shared ? "same bearings: leaks" : "", unknown);
  }

  private static void refuseShared(
      Path test, List<DiagnosisRecord> known, List<DiagnosisRecord> unknown) {
    Set<String> digests = known.stream().map(DiagnosisRecord::sha256).collect(Collectors.toSet());
    unknown.stream()
        .filter(record -> digests.contains(record.sha256()))
        .findFirst()
        .ifPresent(
            record -> {
              throw new MalformedDatasetException(
                  test, 0, "holds " + record.name() + ", which is among the training records too");
            });
  }

  private static List<DiagnosisRecord> where(
      List<DiagnosisRecord> records, Predicate<DiagnosisRecord> condition) {
    return records.stream().filter(condition).toList();
  }

  /** Loads as groups; no name if there is but one load, then parts of each record are groups. */
  private static Function<DiagnosisRecord, String> byLoad(List<DiagnosisRecord> records) {
    Set<Double> loads = new HashSet<>();
    records.forEach(record -> loads.add(record.loadHp()));
    return loads.size() < 2 ? record -> "" : record -> String.valueOf(record.loadHp());
  }

  private static DiagnosisTable table(
      List<DiagnosisRecord> records, Function<DiagnosisRecord, String> group) {
    List<Window> windows = new ArrayList<>();
    for (DiagnosisRecord record : records) {
      String name = group.apply(record);
      int n = record.windows().size();
      for (int i = 0; i < n; i++) {
        String part =
            name.isEmpty() ? String.format(Locale.ROOT, "part %d", (int) (i * PARTS / n)) : name;
        windows.add(new Window(record.name(), part, record.condition(), record.windows().get(i)));
      }
    }
    return new DiagnosisTable(windows);
  }

  private void fold(
      String leftOut,
      List<DiagnosisRecord> known,
      Function<DiagnosisRecord, String> group,
      List<DiagnosisRecord> test)
      throws IOException {
    DiagnosisTable table = table(known, group);
    if (table.conditions().size() < 2) {
      throw new MalformedDatasetException(
          train, 0, "without " + leftOut + " only " + table.conditions() + " is left to train on");
    }
    long start = System.nanoTime();
    Trained trained =
        DiagnosisTrainer.train(
            table,
            "bearing-diagnosis",
            known.stream()
                .map(record -> new TrainingSource(record.name(), record.sha256()))
                .toList());
    trainSeconds += (System.nanoTime() - start) / 1e9;
    CombinedDiagnoser diagnoser = served(trained.bundle());
    List<Scored> judged = new ArrayList<>();
    for (DiagnosisRecord record : test) {
      judge(diagnoser, record, judged);
    }
    scored.addAll(judged);
    Confusion combined = confusion(judged, Scored::judged);
    Confusion free = confusion(judged, Scored::trainingFree);
    folds.add(
        new DiagnosisReport.Fold(
            leftOut,
            judged.size(),
            combined.accuracy(),
            combined.macroF1(),
            free.accuracy(),
            free.macroF1(),
            trained.choice(),
            trained.bundle().version()));
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %d windows, accuracy %.3f, macro F1 %.3f",
            leftOut,
            judged.size(),
            combined.accuracy(),
            combined.macroF1()));
  }

  private void judge(CombinedDiagnoser diagnoser, DiagnosisRecord record, List<Scored> judged) {
    List<BearingCondition> conditions = diagnoser.conditions();
    double[] free = new double[conditions.size()];
    for (int i = 0; i < record.windows().size(); i++) {
      float[] features = record.windows().get(i);
      long start = System.nanoTime();
      DiagnosisMemory memory = new DiagnosisMemory(features.length);
      memory.update(features, record.revolutions());
      double[] probabilities = diagnoser.probabilities(memory);
      micros.add((record.extractNanos()[i] + System.nanoTime() - start) / 1e3);
      GeometryDiagnoser.probabilities(conditions, features, 0, free);
      judged.add(
          new Scored(
              record.name(),
              record.label(),
              DiagnosisRecord.label(conditions.get(likeliest(probabilities))),
              DiagnosisRecord.label(conditions.get(likeliest(free)))));
    }
  }

  private static int likeliest(double[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    return best;
  }

  private static CombinedDiagnoser served(ModelBundle bundle) throws IOException {
    Path file = Files.createTempFile("millwright-diagnosis-", ".bundle");
    try {
      bundle.write(file);
      return new CombinedDiagnoser(ModelBundle.read(file).diagnosisModel());
    } finally {
      Files.delete(file);
    }
  }

  private static Confusion confusion(List<Scored> scored, Function<Scored, String> judgement) {
    List<String> labels =
        Arrays.stream(BearingCondition.values())
            .map(DiagnosisRecord::label)
            .filter(
                label ->
                    scored.stream()
                        .anyMatch(
                            s ->
                                s.truth().equals(label)
                                    || s.judged().equals(label)
                                    || s.trainingFree().equals(label)))
            .toList();
    return Confusion.of(
        labels,
        scored.stream().map(Scored::truth).toList(),
        scored.stream().map(judgement).toList());
  }

  private DiagnosisReport report(String split, String leaks, List<DiagnosisRecord> records) {
    double[] sorted = micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    String versions =
        folds.stream().map(DiagnosisReport.Fold::version).collect(Collectors.joining());
    return new DiagnosisReport(
        "diagnosis",
        "cwru",
        String.valueOf(train.getFileName()),
        split,
        leaks,
        scored.size(),
        mean(DiagnosisReport.Fold::accuracy),
        mean(DiagnosisReport.Fold::macroF1),
        mean(DiagnosisReport.Fold::trainingFreeAccuracy),
        mean(DiagnosisReport.Fold::trainingFreeMacroF1),
        folds,
        confusion(scored, Scored::judged),
        confusion(scored, Scored::trainingFree),
        records.stream()
            .map(this::score)
            .sorted(
                Comparator.comparingDouble(
                    (DiagnosisReport.RecordScore s) -> (double) s.right() / s.windows()))
            .toList(),
        trainSeconds,
        sorted[sorted.length / 2],
        sorted[(int) (0.99 * (sorted.length - 1))],
        Sha256.hex(versions.getBytes(StandardCharsets.UTF_8)),
        0);
  }

  private double mean(Function<DiagnosisReport.Fold, Double> figure) {
    return folds.stream().mapToDouble(figure::apply).average().orElseThrow();
  }

  private DiagnosisReport.RecordScore score(DiagnosisRecord record) {
    List<Scored> own = scored.stream().filter(s -> s.record().equals(record.name())).toList();
    return new DiagnosisReport.RecordScore(
        record.name(),
        record.label(),
        own.size(),
        (int) own.stream().filter(s -> s.judged().equals(s.truth())).count(),
        (int) own.stream().filter(s -> s.trainingFree().equals(s.truth())).count());
  }

  private static String number(Path folder, DiagnosisRecord record, String key, double value) {
    if (Double.isNaN(value)) {
      throw new MalformedDatasetException(
          folder.resolve(record.name() + ".json"), 0, "has no number " + key);
    }
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
