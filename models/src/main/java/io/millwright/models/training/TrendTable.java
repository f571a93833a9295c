package io.millwright.models.training;

import io.millwright.models.prognosis.LinearLife;
import io.millwright.models.prognosis.TrendFeatures;
import io.millwright.models.prognosis.TrendMemory;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Feature vectors and targets of all readings of all machines, made by the code that makes them in
 * a job.
 */
final class TrendTable {
  /** The penalty of the linear guess, per row. A choice, not tuned. */
  private static final double PENALTY = 0.003;

  private final int trendCount;

  /** Per machine and reading: the trend features, and room for the linear guess. */
  private final float[][][] features;

  /** Per machine and reading: min(life, cap) as a share of the cap. */
  private final double[][] targets;

  TrendTable(RunToFailureTable table, TrendFeatures trends, double cap) {
    trendCount = trends.count();
    List<History> histories = table.histories();
    features = new float[histories.size()][][];
    targets = new double[histories.size()][];
    for (int m = 0; m < features.length; m++) {
      History history = histories.get(m);
      TrendMemory memory = trends.newMemory();
      features[m] = new float[history.rows()][trendCount + 1];
      targets[m] = new double[history.rows()];
      for (int i = 0; i < history.rows(); i++) {
        trends.update(memory, history.elapsed()[i], history.values()[i], features[m][i]);
        targets[m][i] = Math.min(cap, history.remaining(i)) / cap;
      }
    }
  }

  int machines() {
    return features.length;
  }

  double[] targets(int machine) {
    return targets[machine];
  }

  double[] targets(int[] machines) {
    return Arrays.stream(machines)
        .mapToObj(m -> targets[m])
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  LinearLife linear(int[] machines) {
    double[] mean = new double[trendCount];
    double[] square = new double[trendCount];
    long rows = 0;
    for (int m : machines) {
      rows += features[m].length;
      for (float[] row : features[m]) {
        for (int j = 0; j < trendCount; j++) {
          mean[j] += row[j];
          square[j] += (double) row[j] * row[j];
        }
      }
    }
    double[] sd = new double[trendCount];
    for (int j = 0; j < trendCount; j++) {
      mean[j] /= rows;
      sd[j] = Math.sqrt(Math.max(0, square[j] / rows - mean[j] * mean[j]));
    }
    RidgeRegression regression = new RidgeRegression(1 + trendCount);
    double[] x = new double[1 + trendCount];
    x[0] = 1;
    for (int m : machines) {
      for (int i = 0; i < features[m].length; i++) {
        for (int j = 0; j < trendCount; j++) {
          x[1 + j] = sd[j] == 0 ? 0 : (features[m][i][j] - mean[j]) / sd[j];
        }
        regression.add(x, targets[m][i], 1);
      }
    }
    double[] solved = regression.solve(PENALTY);
    double[] weights = new double[trendCount];
    for (int j = 0; j < trendCount; j++) {
      weights[j] = sd[j] == 0 ? 0 : solved[1 + j] / sd[j];
    }
    return new LinearLife(solved[0], mean, weights);
  }

  /** Vectors of one machine with the guess filled in. */
  List<float[]> vectors(int machine, LinearLife linear) {
    List<float[]> vectors = new ArrayList<>(features[machine].length);
    for (float[] row : features[machine]) {
      float[] vector = row.clone();
      vector[trendCount] = linear.guess(row);
      vectors.add(vector);
    }
    return vectors;
  }

  List<float[]> vectors(int[] machines, LinearLife linear) {
    List<float[]> vectors = new ArrayList<>();
    for (int m : machines) {
      vectors.addAll(vectors(m, linear));
    }
    return vectors;
  }
}
