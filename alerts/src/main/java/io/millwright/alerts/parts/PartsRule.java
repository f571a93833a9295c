package io.millwright.alerts.parts;

import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.util.Map;

/**
 * How advice on spare parts is calculated.
 *
 * @param serviceLevel probability with which stock is to last through a lead time, for parts that
 *     declare neither their own nor what a shortage costs; 0 to 1, both excluded
 * @param meanTimeBetweenFailures of machines without an estimate of remaining life, by equipment
 *     class; those of other classes are shown as not covered
 * @param estimateHolds how long an estimate of remaining life counts if none follows
 * @param renewEvery wall-clock time between two snapshots of a part's advice at least; a day at
 *     most passes without one
 */
public record PartsRule(
    @Default("0.95") double serviceLevel,
    Map<String, Duration> meanTimeBetweenFailures,
    @Default("P30D") Duration estimateHolds,
    @Default("PT1M") Duration renewEvery) {
  /** What holds if nothing is said. */
  public static final PartsRule DEFAULT =
      new PartsRule(0.95, Map.of(), Duration.ofDays(30), Duration.ofMinutes(1));

  public PartsRule {
    meanTimeBetweenFailures = Map.copyOf(meanTimeBetweenFailures);
    if (!(serviceLevel > 0 && serviceLevel < 1)) {
      throw new IllegalArgumentException("serviceLevel must lie between 0 and 1");
    }
    meanTimeBetweenFailures.forEach(
        (equipmentClass, time) -> {
          if (time.toSeconds() < 1) {
            throw new IllegalArgumentException(
                "meanTimeBetweenFailures of " + equipmentClass + " must be a second or more");
          }
        });
    if (estimateHolds.isNegative() || estimateHolds.isZero()) {
      throw new IllegalArgumentException("estimateHolds must be positive");
    }
    if (renewEvery.toMillis() < 1 || renewEvery.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("renewEvery must be 1 ms to a day");
    }
  }
}
