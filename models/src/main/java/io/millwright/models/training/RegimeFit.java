package io.millwright.models.training;

import io.millwright.models.prognosis.OperatingRegimes;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds the operating regimes of a fleet by k-means on its settings (S. Lloyd, 1982,
 * doi:10.1109/TIT.1982.1056489; seeding of D. Arthur, S. Vassilvitskii, "k-means++", SODA 2007).
 */
final class RegimeFit {
  private static final int MAX_REGIMES = 12;
  private static final int ITERATIONS = 30;
  private static final int SAMPLE = 5000;
  private static final int RESTARTS = 4;

  /**
   * Regimes are real when they leave this little of the settings' variance unexplained. Settings
   * that spread evenly would leave 1/k² a dimension, so they stay one regime and are handled by
   * regression inside it.
   */
  private static final double UNEXPLAINED = 0.002;

  /**
   * How far outside of the trained range a setting still counts as known, as a share of the range.
   */
  private static final double ENVELOPE_MARGIN = 0.1;

  private RegimeFit() {}

  static OperatingRegimes fit(RunToFailureTable table, long seed) {
    int[] index = table.settings().stream().mapToInt(table.channels()::indexOf).toArray();
    double[][] rows = settingRows(table.histories(), index);
    if (rows.length == 0) {
      throw new IllegalArgumentException("no reading has all its operating settings");
    }
    double[] low = new double[index.length];
    double[] high = new double[index.length];
    double[] scale = new double[index.length];
    double[] mean = new double[index.length];
    for (int s = 0; s < index.length; s++) {
      int setting = s;
      double[] column = Arrays.stream(rows).mapToDouble(row -> row[setting]).toArray();
      double min = Arrays.stream(column).min().orElseThrow();
      double max = Arrays.stream(column).max().orElseThrow();
      double margin =
          Math.max(ENVELOPE_MARGIN * (max - min), ENVELOPE_MARGIN * 0.1 * Math.abs(max));
      low[s] = min - margin;
      high[s] = max + margin;
      mean[s] = Arrays.stream(column).average().orElseThrow();
      double m = mean[s];
      double sd =
          Math.sqrt(Arrays.stream(column).map(v -> (v - m) * (v - m)).average().orElseThrow());
      scale[s] = sd > 1e-9 * Math.max(1, Math.abs(m)) ? sd : 1;
    }
    double total = inertia(rows, new double[][] {mean}, scale);
    double[][] centroids = {mean};
    SplittableRandom random = new SplittableRandom(seed);
    double[][] sample = sample(rows, random);
    for (int k = 2; k <= MAX_REGIMES && total > 0; k++) {
      double[][] candidate = cluster(sample, k, scale, random);
      if (inertia(rows, candidate, scale) < UNEXPLAINED * total) {
        centroids = candidate;
        break;
      }
    }
    return new OperatingRegimes(scale, centroids, low, high);
  }

  private static double[][] settingRows(List<History> histories, int[] index) {
    return histories.stream()
        .flatMap(history -> Arrays.stream(history.values()))
        .map(row -> Arrays.stream(index).mapToDouble(i -> row[i]).toArray())
        .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
        .toArray(double[][]::new);
  }

  private static double[][] sample(double[][] rows, SplittableRandom random) {
    return rows.length <= SAMPLE
        ? rows
        : random.ints(SAMPLE, 0, rows.length).mapToObj(i -> rows[i]).toArray(double[][]::new);
  }

  private static double[][] cluster(
      double[][] rows, int k, double[] scale, SplittableRandom random) {
    double[][] best = new double[0][];
    double bestInertia = Double.POSITIVE_INFINITY;
    for (int restart = 0; restart < RESTARTS; restart++) {
      double[][] centroids = seed(rows, k, scale, random);
      for (int i = 0; i < ITERATIONS; i++) {
        move(rows, centroids, scale);
      }
      double inertia = inertia(rows, centroids, scale);
      if (inertia < bestInertia) {
        bestInertia = inertia;
        best = centroids;
      }
    }
    Arrays.sort(best, Arrays::compare);
    return best;
  }

  private static double[][] seed(double[][] rows, int k, double[] scale, SplittableRandom random) {
    double[][] centroids = new double[k][];
    centroids[0] = rows[random.nextInt(rows.length)].clone();
    double[] nearest = new double[rows.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < rows.length; i++) {
        nearest[i] = Math.min(nearest[i], distance(rows[i], centroids[c - 1], scale));
        total += nearest[i];
      }
      double draw = random.nextDouble() * total;
      int chosen = 0;
      while (chosen < rows.length - 1 && draw >= nearest[chosen]) {
        draw -= nearest[chosen++];
      }
      centroids[c] = rows[chosen].clone();
    }
    return centroids;
  }

  private static void move(double[][] rows, double[][] centroids, double[] scale) {
    double[][] sum = new double[centroids.length][scale.length];
    int[] count = new int[centroids.length];
    for (double[] row : rows) {
      int nearest = nearest(row, centroids, scale);
      count[nearest]++;
      for (int s = 0; s < scale.length; s++) {
        sum[nearest][s] += row[s];
      }
    }
    for (int c = 0; c < centroids.length; c++) {
      for (int s = 0; s < scale.length && count[c] > 0; s++) {
        centroids[c][s] = sum[c][s] / count[c];
      }
    }
  }

  private static int nearest(double[] row, double[][] centroids, double[] scale) {
    int best = 0;
    for (int c = 1; c < centroids.length; c++) {
      if (distance(row, centroids[c], scale) < distance(row, centroids[best], scale)) {
        best = c;
      }
    }
    return best;
  }

  private static double inertia(double[][] rows, double[][] centroids, double[] scale) {
    double sum = 0;
    for (double[] row : rows) {
      sum += distance(row, centroids[nearest(row, centroids, scale)], scale);
    }
    return sum;
  }

  private static double distance(double[] a, double[] b, double[] scale) {
    double sum = 0;
    for (int s = 0; s < scale.length; s++) {
      double d = (a[s] - b[s]) / scale[s];
      sum += d * d;
    }
    return sum;
  }
}
