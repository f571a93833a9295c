package io.millwright.models.training;

/**
 * How boosted trees are grown; the names are XGBoost's (T. Chen, C. Guestrin, 2016,
 * doi:10.1145/2939672.2939785).
 *
 * @param minChildWeight readings that a leaf must hold; small tables ask for less, see {@link
 *     #forRows}
 * @param members ensembles grown from different seeds and averaged
 */
public record TreeOptions(
    int members,
    int treesPerMember,
    int depth,
    double eta,
    double minChildWeight,
    double subsample,
    double featureSubsample,
    double lambda) {
  public TreeOptions {
    if (members < 1 || treesPerMember < 1 || depth < 1 || depth > 12) {
      throw new IllegalArgumentException(
          "impossible size: " + members + " × " + treesPerMember + " × " + depth);
    }
  }

  /** A leaf need not hold more than this share of a table. */
  private static final double LARGEST_LEAF_FLOOR = 1.0 / 200;

  /** These options for a table of so many readings. */
  TreeOptions forRows(int rows) {
    return new TreeOptions(
        members,
        treesPerMember,
        depth,
        eta,
        Math.min(minChildWeight, Math.max(1, rows * LARGEST_LEAF_FLOOR)),
        subsample,
        featureSubsample,
        lambda);
  }

  public TreeOptions withMembers(int count) {
    return new TreeOptions(
        count, treesPerMember, depth, eta, minChildWeight, subsample, featureSubsample, lambda);
  }
}
