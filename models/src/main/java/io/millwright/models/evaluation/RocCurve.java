package io.millwright.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Receiver operating characteristic of scores; equal scores make one slanted step (T. Fawcett, "An
 * introduction to ROC analysis", 2006, doi:10.1016/j.patrec.2005.10.010).
 *
 * @param auc area under the curve, 0 to 1
 * @param pAuc01 area up to a false alarm rate of 0.1, standardised so that chance is 0.5 and
 *     perfection 1 (D. K. McClish, "Analyzing a portion of the ROC curve", 1989,
 *     doi:10.1177/0272989X8900900307)
 */
record RocCurve(double auc, double pAuc01) {
  private static final double LIMIT = 0.1;

  /**
   * @param normal scores of normal items, at least one
   * @param anomalous scores of anomalous items, at least one
   * @throws IllegalArgumentException if one kind is missing or a score is no number
   */
  static RocCurve of(double[] normal, double[] anomalous) {
    record Scored(double score, boolean anomaly) {}
    if (normal.length == 0 || anomalous.length == 0) {
      throw new IllegalArgumentException("needs scores of both kinds");
    }
    if (DoubleStream.concat(DoubleStream.of(normal), DoubleStream.of(anomalous))
        .anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a score is no number");
    }
    List<Scored> all = new ArrayList<>();
    for (double score : normal) {
      all.add(new Scored(score, false));
    }
    for (double score : anomalous) {
      all.add(new Scored(score, true));
    }
    all.sort(Comparator.comparingDouble((Scored s) -> -s.score()));
    // Counts, not rates, so that a perfect curve has exactly the area 1.
    double limit = LIMIT * normal.length;
    double area = 0;
    double part = 0;
    double x = 0;
    double y = 0;
    int i = 0;
    while (i < all.size()) {
      double score = all.get(i).score();
      double nextX = x;
      double nextY = y;
      for (; i < all.size() && all.get(i).score() == score; i++) {
        if (all.get(i).anomaly()) {
          nextY++;
        } else {
          nextX++;
        }
      }
      area += (nextX - x) * (y + nextY) / 2;
      double end = Math.min(nextX, limit);
      if (end > x) {
        double endY = y + (nextY - y) * (end - x) / (nextX - x);
        part += (end - x) * (y + endY) / 2;
      }
      x = nextX;
      y = nextY;
    }
    part /= x * y;
    double chance = LIMIT * LIMIT / 2;
    return new RocCurve(area / (x * y), 0.5 * (1 + (part - chance) / (LIMIT - chance)));
  }
}
