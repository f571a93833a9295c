package io.millwright.models.training;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.diagnosis.BearingCondition;
import io.millwright.models.diagnosis.CombinedDiagnoser;
import io.millwright.models.diagnosis.DiagnosisInput;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.diagnosis.GeometryDiagnoser;
import io.millwright.models.diagnosis.InputSet;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.DiagnosisTable.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains a diagnosis of bearings. What it reads, how much its weights are held down and how much
 * geometry counts beside it are chosen by leaving out one group of the training windows after the
 * other: the choice with the least mean logarithmic loss, each condition of a group weighing alike
 * (a proper score: T. Gneiting, A. Raftery, 2007, doi:10.1198/016214506000001437). Deterministic.
 */
public final class DiagnosisTrainer {
  private static final String CREATED_BY = "millwright diagnosis trainer 1";

  private static final double[] PENALTIES = {3, 1, 0.3, 0.1, 0.03, 0.01, 0.003};
  private static final double[] GEOMETRY_SHARES = {0, 0.25, 0.5, 0.75};

  /** Loss of a window cannot exceed that of a condition ruled out to one in a million. */
  private static final double LEAST = 1e-6;

  private DiagnosisTrainer() {}

  /**
   * What was chosen.
   *
   * @param innerLoss mean logarithmic loss on the groups left out; null if there was no choice,
   *     because leaving a group out would leave nothing to tell apart
   */
  public record Choice(
      InputSet inputs, double penalty, double geometryShare, @Nullable Double innerLoss) {
    /** What is least likely to be wrong elsewhere: few inputs, held down, geometry beside them. */
    static final Choice CAUTIOUS = new Choice(InputSet.ENVELOPE, PENALTIES[0], 0.5, null);
  }

  /** A trained diagnosis with the choice that led to it. */
  public record Trained(ModelBundle bundle, Choice choice) {}

  /**
   * @param sources what the table was read from
   * @throws IllegalArgumentException if the table has fewer than two conditions
   */
  public static Trained train(DiagnosisTable table, String modelId, List<TrainingSource> sources) {
    if (table.conditions().size() < 2) {
      throw new IllegalArgumentException(
          "windows of at least two conditions are needed, all are " + table.conditions());
    }
    Choice choice = choose(table);
    DiagnosisModel model =
        fit(
            table.windows(),
            table.conditions(),
            choice.inputs(),
            choice.penalty(),
            choice.geometryShare());
    TreeMap<String, Double> metrics = new TreeMap<>();
    Double innerLoss = choice.innerLoss();
    if (innerLoss != null) {
      metrics.put("innerLogLoss", innerLoss);
    }
    metrics.put("penalty", choice.penalty());
    metrics.put("geometryShare", choice.geometryShare());
    FeatureSchema schema = VibrationFeatures.SCHEMA;
    BundleManifest draft =
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            BundleManifest.DIAGNOSIS,
            modelId,
            "",
            CREATED_BY,
            sources,
            0,
            metrics,
            new TreeMap<>(),
            schema,
            null);
    return new Trained(
        ModelBundle.of(draft, Map.of(ModelBundle.DIAGNOSIS, model.toBytes())), choice);
  }

  private static Choice choose(DiagnosisTable table) {
    List<String> groups = table.groups();
    List<String> usable = new ArrayList<>();
    for (String group : groups) {
      List<BearingCondition> known = conditions(table.ofGroup(group, false));
      boolean tells = conditions(table.ofGroup(group, true)).stream().anyMatch(known::contains);
      if (known.size() >= 2 && tells) {
        usable.add(group);
      }
    }
    if (groups.size() < 2 || usable.isEmpty()) {
      return Choice.CAUTIOUS;
    }
    Choice best = Choice.CAUTIOUS;
    double least = Double.POSITIVE_INFINITY;
    for (InputSet inputs : InputSet.values()) {
      for (double penalty : PENALTIES) {
        double[] losses = new double[GEOMETRY_SHARES.length];
        for (String group : usable) {
          List<Window> others = table.ofGroup(group, false);
          DiagnosisModel model = fit(others, conditions(others), inputs, penalty, 0);
          List<Window> left = table.ofGroup(group, true);
          for (int s = 0; s < losses.length; s++) {
            losses[s] += loss(model, left, GEOMETRY_SHARES[s]) / usable.size();
          }
        }
        for (int s = 0; s < losses.length; s++) {
          if (losses[s] < least) {
            least = losses[s];
            best = new Choice(inputs, penalty, GEOMETRY_SHARES[s], losses[s]);
          }
        }
      }
    }
    return best;
  }

  private static List<BearingCondition> conditions(List<Window> windows) {
    return windows.stream().map(Window::condition).distinct().sorted().toList();
  }

  /** Mean over the conditions of the mean loss of their windows. */
  private static double loss(DiagnosisModel model, List<Window> windows, double share) {
    List<BearingCondition> known = model.conditions();
    Map<BearingCondition, double[]> sums = new TreeMap<>();
    double[] trained = new double[known.size()];
    double[] pooled = new double[known.size()];
    for (Window window : windows) {
      GeometryDiagnoser.probabilities(known, window.features(), 0, pooled);
      model.probabilities(window.features(), 0, trained);
      CombinedDiagnoser.pool(pooled, trained, share);
      int truth = known.indexOf(window.condition());
      double[] sum = sums.computeIfAbsent(window.condition(), condition -> new double[2]);
      sum[0] -= Math.log(Math.max(LEAST, truth < 0 ? 0 : pooled[truth]));
      sum[1]++;
    }
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).average().orElseThrow();
  }

  private static DiagnosisModel fit(
      List<Window> windows,
      List<BearingCondition> conditions,
      InputSet set,
      double penalty,
      double geometryShare) {
    List<DiagnosisInput> inputs = set.inputs();
    int n = inputs.size();
    double[][] rows = new double[windows.size()][n];
    int[] labels = new int[windows.size()];
    double[] counts = new double[conditions.size()];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < n; i++) {
        rows[r][i] = inputs.get(i).value(windows.get(r).features(), 0);
      }
      labels[r] = conditions.indexOf(windows.get(r).condition());
      counts[labels[r]]++;
    }
    double[] centres = new double[n];
    double[] scales = new double[n];
    for (int i = 0; i < n; i++) {
      standardise(rows, i, centres, scales);
    }
    // Every condition weighs alike, however many records it has.
    double[] weights = Arrays.stream(labels).mapToDouble(label -> 1 / counts[label]).toArray();
    return new DiagnosisModel(
        conditions,
        inputs,
        centres,
        scales,
        TribuoLogisticRegression.fit(rows, labels, weights, conditions.size(), penalty),
        geometryShare);
  }

  /** Brings a column to mean 0 and variance 1; what is absent to 0. */
  private static void standardise(double[][] rows, int column, double[] centres, double[] scales) {
    double sum = 0;
    double squares = 0;
    int seen = 0;
    for (double[] row : rows) {
      if (!Double.isNaN(row[column])) {
        sum += row[column];
        squares += row[column] * row[column];
        seen++;
      }
    }
    double mean = seen == 0 ? 0 : sum / seen;
    double variance = seen == 0 ? 0 : Math.max(0, squares / seen - mean * mean);
    centres[column] = mean;
    scales[column] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    for (double[] row : rows) {
      row[column] =
          Double.isNaN(row[column])
              ? 0
              : DiagnosisModel.standardised(row[column], mean, scales[column]);
    }
  }
}
