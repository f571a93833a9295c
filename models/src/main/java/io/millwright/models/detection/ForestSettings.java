package io.millwright.models.detection;

/**
 * The random cut forest beside the linear statistics.
 *
 * @param enabled whether it runs at all
 * @param every judges and learns every so many steady scans
 * @param trees number of trees
 * @param sampleSize points that each tree holds
 * @param minimumPoints points learned before it judges
 */
public record ForestSettings(
    boolean enabled, int every, int trees, int sampleSize, int minimumPoints) {
  public static final ForestSettings DEFAULT = new ForestSettings(true, 4, 30, 128, 64);

  public ForestSettings {
    if (every < 1 || trees < 1 || trees > 100 || minimumPoints < 16) {
      throw new IllegalArgumentException(
          "every must be ≥ 1, trees in 1 … 100 and minimumPoints ≥ 16");
    }
    if (sampleSize < minimumPoints / 2 || sampleSize > 1024) {
      throw new IllegalArgumentException("sampleSize must be in minimumPoints / 2 … 1024");
    }
  }
}
