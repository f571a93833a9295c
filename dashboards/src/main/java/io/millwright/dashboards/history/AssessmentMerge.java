package io.millwright.dashboards.history;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins what several tiers say of the same buckets of assessments. Parts are added in order of
 * time, since the last state counts.
 */
final class AssessmentMerge {
  /**
   * Some assessments of one bucket. Numbers are NaN where none of them has one.
   *
   * @param score highest
   * @param health mean
   * @param healths how many have a health index
   * @param lower mean of the lower bound of remaining life; {@code median}, {@code upper} likewise
   * @param lives how many have a remaining life
   * @param state name of the last health state
   * @param operating name of the last operating state
   * @param n how many in all
   */
  record Some(
      double score,
      double health,
      long healths,
      double lower,
      double median,
      double upper,
      long lives,
      @Nullable String state,
      @Nullable String operating,
      long n) {
    private Some and(Some later) {
      return new Some(
          greater(score, later.score),
          mean(health, healths, later.health, later.healths),
          healths + later.healths,
          mean(lower, lives, later.lower, later.lives),
          mean(median, lives, later.median, later.lives),
          mean(upper, lives, later.upper, later.lives),
          lives + later.lives,
          later.state == null ? state : later.state,
          later.operating == null ? operating : later.operating,
          n + later.n);
    }

    private static double greater(double a, double b) {
      return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static double mean(double a, long na, double b, long nb) {
      return na == 0 ? b : nb == 0 ? a : (a * na + b * nb) / (na + nb);
    }
  }

  private final Buckets buckets;
  private final TreeMap<Long, Some> found = new TreeMap<>();

  AssessmentMerge(Buckets buckets) {
    this.buckets = buckets;
  }

  void add(long epochMicros, Some some) {
    if (some.n > 0) {
      found.merge(buckets.index(epochMicros), some, Some::and);
    }
  }

  /** In order of time. */
  List<AssessmentBucket> trend() {
    return found.entrySet().stream()
        .map(
            e -> {
              Some all = e.getValue();
              return new AssessmentBucket(
                  buckets.start(e.getKey()),
                  all.score,
                  all.health,
                  all.lower,
                  all.median,
                  all.upper,
                  StoredAssessment.state(all.state),
                  StoredAssessment.operatingState(all.operating),
                  all.n);
            })
        .toList();
  }
}
