package io.millwright.models.ensemble;

import java.util.Arrays;

/**
 * A sum of regression trees. Immutable, safe for any number of threads; scoring allocates nothing.
 *
 * <p>Nodes stand depth first, so that the left child of an inner node is the next node. A vector
 * goes left if its feature is less than the threshold, compared as {@code float} as XGBoost does;
 * an absent feature (NaN) goes the way that training chose. Every node, inner ones too, knows the
 * mean of the training rows that came by: the difference along a path is a feature's contribution
 * (A. Saabas, "Interpreting random forests", 2014).
 */
public final class TreeEnsemble {
  private static final short LEAF = -1;

  /** Set in {@link #feature} where an absent value goes left. */
  private static final int ABSENT_LEFT = 0x4000;

  static final int MAX_FEATURES = ABSENT_LEFT;

  private final int featureCount;
  private final double base;
  private final int[] roots;
  private final short[] feature;
  private final float[] threshold;
  private final int[] right;
  private final float[] value;

  TreeEnsemble(
      int featureCount,
      double base,
      int[] roots,
      short[] feature,
      float[] threshold,
      int[] right,
      float[] value) {
    this.featureCount = featureCount;
    this.base = base;
    this.roots = roots;
    this.feature = feature;
    this.threshold = threshold;
    this.right = right;
    this.value = value;
    check();
  }

  /** Refuses arrays that would let a walk run off or never end, so that scoring needs no checks. */
  private void check() {
    int nodes = feature.length;
    if (threshold.length != nodes || right.length != nodes || value.length != nodes) {
      throw new IllegalArgumentException("node arrays differ in length");
    }
    if (featureCount < 1 || featureCount >= MAX_FEATURES || !Double.isFinite(base)) {
      throw new IllegalArgumentException(
          "impossible feature count or base: " + featureCount + ", " + base);
    }
    for (int root : roots) {
      if (root < 0 || root >= nodes) {
        throw new IllegalArgumentException("root " + root + " of " + nodes + " nodes");
      }
    }
    for (int i = 0; i < nodes; i++) {
      boolean leaf = feature[i] == LEAF;
      boolean sound =
          leaf
              || ((feature[i] & (ABSENT_LEFT - 1)) < featureCount
                  && feature[i] >= 0
                  && right[i] > i + 1
                  && right[i] < nodes);
      if (!sound || !Float.isFinite(value[i])) {
        throw new IllegalArgumentException("node " + i + " is impossible");
      }
    }
  }

  public int featureCount() {
    return featureCount;
  }

  public int treeCount() {
    return roots.length;
  }

  public int nodeCount() {
    return feature.length;
  }

  /** What the ensemble says before any tree is asked. */
  public double base() {
    return base;
  }

  /**
   * @param features {@link #featureCount()} values; NaN = absent
   */
  public double score(float[] features) {
    double sum = base;
    for (int root : roots) {
      int node = root;
      int split;
      while ((split = feature[node]) != LEAF) {
        node = goesLeft(features, split, threshold[node]) ? node + 1 : right[node];
      }
      sum += value[node];
    }
    return sum;
  }

  /**
   * Adds up what each feature contributed.
   *
   * @param contributions receives {@link #featureCount()} sums; their total and the return value
   *     make the score
   * @return the mean over the training rows, from which the contributions lead away
   */
  public double explain(float[] features, double[] contributions) {
    Arrays.fill(contributions, 0);
    double mean = base;
    for (int root : roots) {
      int node = root;
      mean += value[root];
      int split;
      while ((split = feature[node]) != LEAF) {
        int child = goesLeft(features, split, threshold[node]) ? node + 1 : right[node];
        contributions[split & (ABSENT_LEFT - 1)] += value[child] - value[node];
        node = child;
      }
    }
    return mean;
  }

  private static boolean goesLeft(float[] features, int split, float threshold) {
    float x = features[split & (ABSENT_LEFT - 1)];
    return x < threshold || (Float.isNaN(x) && (split & ABSENT_LEFT) != 0);
  }

  int[] roots() {
    return roots;
  }

  short[] feature() {
    return feature;
  }

  float[] threshold() {
    return threshold;
  }

  int[] right() {
    return right;
  }

  float[] value() {
    return value;
  }

  /** Grows an ensemble node by node, depth first, left before right. */
  public static final class Builder {
    private final int featureCount;
    private double base;
    private int trees;
    private int[] roots = new int[64];
    private int nodes;
    private short[] feature = new short[1024];
    private float[] threshold = new float[1024];
    private int[] right = new int[1024];
    private float[] value = new float[1024];

    public Builder(int featureCount) {
      this.featureCount = featureCount;
    }

    public Builder addToBase(double amount) {
      base += amount;
      return this;
    }

    /** The next node is the root of a new tree. */
    public Builder beginTree() {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
      }
      roots[trees++] = nodes;
      return this;
    }

    /**
     * @return the node's number, for {@link #right}
     */
    public int inner(int featureIndex, float splitThreshold, boolean absentLeft, float mean) {
      int node = next();
      feature[node] = (short) (absentLeft ? featureIndex | ABSENT_LEFT : featureIndex);
      threshold[node] = splitThreshold;
      value[node] = mean;
      return node;
    }

    public void leaf(float leafValue) {
      int node = next();
      feature[node] = LEAF;
      value[node] = leafValue;
    }

    /** The next node is the right child of this inner one. */
    public void rightOf(int inner) {
      right[inner] = nodes;
    }

    private int next() {
      if (nodes == feature.length) {
        int room = 2 * nodes;
        feature = Arrays.copyOf(feature, room);
        threshold = Arrays.copyOf(threshold, room);
        right = Arrays.copyOf(right, room);
        value = Arrays.copyOf(value, room);
      }
      return nodes++;
    }

    public TreeEnsemble build() {
      return new TreeEnsemble(
          featureCount,
          base,
          Arrays.copyOf(roots, trees),
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(threshold, nodes),
          Arrays.copyOf(right, nodes),
          Arrays.copyOf(value, nodes));
    }
  }
}
