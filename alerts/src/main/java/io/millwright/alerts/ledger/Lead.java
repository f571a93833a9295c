package io.millwright.alerts.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long before a failure a right call came.
 *
 * @param hours from the opening of the case
 * @param exact to the failure; else to the repair or the finding that hides when the failure would
 *     have come, so that the lead is at least this (right-censored)
 */
record Lead(double hours, boolean exact) {

  /** When it ended. */
  Instant until(Instant opened) {
    return opened.plusMillis(Math.round(hours * 3_600_000));
  }

  /**
   * The quantile of leads by the product-limit estimator (Kaplan and Meier, Nonparametric
   * estimation from incomplete observations, 1958, doi:10.1080/01621459.1958.10501452): the
   * shortest lead at which the estimated share of longer leads is at most 1 − share. It takes
   * repairs to come regardless of the failure that they forestall; who repairs the worst first
   * makes it too long.
   *
   * @param share in (0, 1)
   * @return null if too many leads are censored to tell
   */
  static @Nullable Double quantile(List<Lead> leads, double share) {
    // At one time failures come before what is censored, as the estimator has it.
    List<Lead> sorted =
        leads.stream()
            .sorted(Comparator.comparingDouble(Lead::hours).thenComparing(l -> !l.exact))
            .toList();
    double longer = 1;
    for (int i = 0; i < sorted.size(); i++) {
      Lead lead = sorted.get(i);
      if (lead.exact) {
        int atRisk = sorted.size() - i;
        longer *= (atRisk - 1.0) / atRisk;
        if (longer <= 1 - share + 1e-12) { // products of fractions miss round shares by rounding
          return lead.hours;
        }
      }
    }
    return null;
  }

  /** Median of the hours; null of none. */
  static @Nullable Double median(List<Lead> leads) {
    List<Double> hours = new ArrayList<>();
    leads.stream().map(Lead::hours).sorted().forEach(hours::add);
    int n = hours.size();
    return n == 0 ? null : Double.valueOf((hours.get((n - 1) / 2) + hours.get(n / 2)) / 2);
  }
}
