package io.millwright.alerts.ledger;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first interval of remaining life that a case told.
 *
 * @param at when
 * @param lowerHours its lower bound
 * @param upperHours its upper bound
 * @param coverage probability that it promises to hold the truth
 */
record StatedLife(Instant at, double lowerHours, double upperHours, double coverage) {

  /** Null without an estimate, and of lives in cycles: calendar time does not measure them. */
  static @Nullable StatedLife of(Advisory c) {
    RemainingLife life = c.remainingLife();
    return life == null || life.unit() != LifeUnit.HOURS
        ? null
        : new StatedLife(c.updatedAt(), life.lower(), life.upper(), life.coverage());
  }

  /** Calendar hours from the statement on. */
  double hoursUntil(Instant time) {
    return Duration.between(at, time).toMillis() / 3_600_000.0;
  }
}
