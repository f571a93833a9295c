package io.millwright.models.detection;

import io.millwright.models.detection.NoveltySettings.Scaling;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How far a vector is from its nearest normal ones, over how far those are from theirs: the
 * simplified local outlier factor of E. Schubert, A. Zimek, H.-P. Kriegel, "Local outlier detection
 * reconsidered", 2014, doi:10.1007/s10618-012-0300-z (after M. M. Breunig et al., "LOF: Identifying
 * Density-Based Local Outliers", 2000, doi:10.1145/342009.335388), with mean distances and mean
 * logarithms. Normal sound comes in clusters of unequal density, one for each thing the machine or
 * its hall does. What it learned does not change; it owns work buffers: one owner thread.
 */
final class LocalDistance {
  /** A feature that varied less may vary by this: of decibels and logarithms, a choice. */
  private static final double LEAST_SIGMA = 1e-3;

  private static final double LEAST_DISTANCE = 1e-6;
  private static final double LEAST_VARIANCE = 1e-6;

  private final int[] features;
  private final double[] mean;
  private final double[] sigma;
  private final float[] rotation; // whitening, row by row; empty if only standardised
  private final float[] references; // scaled, vector after vector
  private final double[] reach; // of each reference, log of the mean distance to its neighbours
  private final double centre;
  private final double spread;

  private final float[] scaled;
  private final double[] nearest;
  private final int[] nearestAt;

  private LocalDistance(
      int[] features,
      double[] mean,
      double[] sigma,
      float[] rotation,
      float[] references,
      double[] reach,
      double centre,
      double spread,
      int neighbours) {
    int n = features.length;
    if (n == 0
        || mean.length != n
        || sigma.length != n
        || (rotation.length != 0 && rotation.length != n * n)
        || references.length != n * reach.length
        || neighbours < 1
        || reach.length < neighbours) {
      throw new IllegalArgumentException("parts of a novelty model do not fit each other");
    }
    if (!Double.isFinite(centre)
        || !positive(spread)
        || !DoubleStream.of(sigma).allMatch(LocalDistance::positive)) {
      throw new IllegalArgumentException("a novelty model has a scale that is none");
    }
    this.features = features;
    this.mean = mean;
    this.sigma = sigma;
    this.rotation = rotation;
    this.references = references;
    this.reach = reach;
    this.centre = centre;
    this.spread = spread;
    this.scaled = new float[n];
    this.nearest = new double[neighbours];
    this.nearestAt = new int[neighbours];
  }

  private static boolean positive(double scale) {
    return scale > 0 && scale < Double.POSITIVE_INFINITY;
  }

  /**
   * Learns normal vectors.
   *
   * @param normal in the order of time, none with a value of these features that is no number
   * @param features places in the vectors
   * @param gap neighbours in time that do not count for a vector's own score
   * @param own takes the standardised score of each normal vector among the others
   */
  static LocalDistance fit(
      float[][] normal, int[] features, Scaling scaling, int neighbours, int gap, double[] own) {
    int n = features.length;
    double[] mean = new double[n];
    double[] sigma = new double[n];
    float[] references = new float[n * normal.length];
    for (int j = 0; j < n; j++) {
      for (float[] vector : normal) {
        mean[j] += vector[features[j]] / (double) normal.length;
      }
      for (float[] vector : normal) {
        double d = vector[features[j]] - mean[j];
        sigma[j] += d * d / normal.length;
      }
      sigma[j] = Math.max(LEAST_SIGMA, Math.sqrt(sigma[j]));
    }
    float[] rotation =
        scaling == Scaling.WHITENED ? whitening(normal, features, mean, sigma) : new float[0];
    double[] reach = new double[normal.length];
    LocalDistance raw =
        new LocalDistance(features, mean, sigma, rotation, references, reach, 0, 1, neighbours);
    for (int i = 0; i < normal.length; i++) {
      raw.scale(normal[i]);
      System.arraycopy(raw.scaled, 0, references, i * n, n);
    }
    for (int i = 0; i < normal.length; i++) {
      raw.scale(normal[i]);
      raw.search(i, 0);
      reach[i] = raw.logMeanDistance();
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < normal.length; i++) {
      raw.scale(normal[i]);
      raw.search(i, gap);
      own[i] = raw.logRatio();
      sum += own[i];
    }
    double centre = sum / normal.length;
    for (double score : own) {
      squares += (score - centre) * (score - centre);
    }
    double spread = Math.max(LEAST_SIGMA, Math.sqrt(squares / normal.length));
    for (int i = 0; i < own.length; i++) {
      own[i] = (own[i] - centre) / spread;
    }
    return new LocalDistance(
        features, mean, sigma, rotation, references, reach, centre, spread, neighbours);
  }

  private static float[] whitening(
      float[][] normal, int[] features, double[] mean, double[] sigma) {
    int n = features.length;
    double[][] scatter = new double[n][n];
    for (float[] vector : normal) {
      for (int i = 0; i < n; i++) {
        double a = (vector[features[i]] - mean[i]) / sigma[i];
        for (int j = 0; j < n; j++) {
          scatter[i][j] += a * (vector[features[j]] - mean[j]) / sigma[j];
        }
      }
    }
    double[] share = new double[n];
    Arrays.fill(share, 1);
    SymmetricEigen eigen =
        SymmetricEigen.of(BaselineModel.shrunk(scatter, share, normal.length - 1));
    float[] rotation = new float[n * n];
    for (int i = 0; i < n; i++) {
      double scale = 1 / Math.sqrt(Math.max(LEAST_VARIANCE, eigen.values()[i]));
      for (int j = 0; j < n; j++) {
        rotation[i * n + j] = (float) (eigen.vectors()[i][j] * scale);
      }
    }
    return rotation;
  }

  int[] features() {
    return features;
  }

  /**
   * Standardised score: 0 in the mean of normal vectors, with unit variance.
   *
   * @return NaN if a value is no number
   */
  double score(float[] vector) {
    if (!scale(vector)) {
      return Double.NaN;
    }
    search(-1, 0);
    return (logRatio() - centre) / spread;
  }

  /**
   * Adds each feature's part in the squared distance from the mean of the nearest normal vectors,
   * the parts of this view summing to 1, and writes that distance in standard deviations. Parts of
   * features that speak against it count as none, as in {@link PrincipalComponents#shares}.
   */
  void explain(float[] vector, double weight, double[] shares, double[] deviations) {
    if (!scale(vector)) {
      return;
    }
    search(-1, 0);
    int n = features.length;
    double[] toNormal = new double[n];
    for (int i = 0; i < n; i++) {
      for (int at : nearestAt) {
        toNormal[i] += (scaled[i] - references[at * n + i]) / (double) nearestAt.length;
      }
    }
    double[] distance = toNormal;
    double[] gradient = toNormal;
    if (rotation.length > 0) {
      distance = new double[n];
      gradient = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          gradient[j] += rotation[i * n + j] * toNormal[i];
          // The rows are orthogonal, so the inverse divides each by its squared length.
          distance[j] += rotation[i * n + j] * toNormal[i] / squaredLength(i);
        }
      }
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += Math.max(0, distance[i] * gradient[i]);
    }
    for (int i = 0; i < n; i++) {
      shares[features[i]] +=
          total > 0 ? weight * Math.max(0, distance[i] * gradient[i]) / total : 0;
      deviations[features[i]] = distance[i];
    }
  }

  private double squaredLength(int row) {
    double sum = 0;
    for (int j = 0; j < features.length; j++) {
      double v = rotation[row * features.length + j];
      sum += v * v;
    }
    return sum;
  }

  private boolean scale(float[] vector) {
    int n = features.length;
    for (int j = 0; j < n; j++) {
      float value = vector[features[j]];
      if (Float.isNaN(value) || Float.isInfinite(value)) {
        return false;
      }
      if (rotation.length == 0) {
        scaled[j] = (float) ((value - mean[j]) / sigma[j]);
      }
    }
    for (int i = 0; rotation.length > 0 && i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += rotation[i * n + j] * (vector[features[j]] - mean[j]) / sigma[j];
      }
      scaled[i] = (float) sum;
    }
    return true;
  }

  /** Finds the nearest references of the scaled vector, none within the gap around itself. */
  private void search(int self, int gap) {
    int n = features.length;
    int k = nearest.length;
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int r = 0; r < reach.length; r++) {
      if (self >= 0 && Math.abs(r - self) <= gap) {
        continue;
      }
      double sum = 0;
      for (int j = 0, at = r * n; j < n; j++, at++) {
        double d = scaled[j] - references[at];
        sum += d * d;
      }
      if (sum < nearest[k - 1]) {
        int place = k - 1;
        while (place > 0 && nearest[place - 1] > sum) {
          nearest[place] = nearest[place - 1];
          nearestAt[place] = nearestAt[place - 1];
          place--;
        }
        nearest[place] = sum;
        nearestAt[place] = r;
      }
    }
  }

  private double logMeanDistance() {
    double sum = 0;
    for (double squared : nearest) {
      sum += Math.sqrt(squared);
    }
    return Math.log(Math.max(LEAST_DISTANCE, sum / nearest.length));
  }

  private double logRatio() {
    double around = 0;
    for (int at : nearestAt) {
      around += reach[at];
    }
    return logMeanDistance() - around / nearestAt.length;
  }

  void write(SnapshotWriter out) {
    out.put(features.length);
    for (int feature : features) {
      out.put(feature);
    }
    out.put(mean).put(sigma).put(rotation).put(references).put(reach);
    out.put(centre).put(spread).put(nearest.length);
  }

  static LocalDistance read(SnapshotReader in) {
    int[] features = new int[in.readCount()];
    for (int i = 0; i < features.length; i++) {
      features[i] = in.readInt();
    }
    return new LocalDistance(
        features,
        in.readDoubles(),
        in.readDoubles(),
        in.readFloats(),
        in.readFloats(),
        in.readDoubles(),
        in.readDouble(),
        in.readDouble(),
        in.readInt());
  }
}
