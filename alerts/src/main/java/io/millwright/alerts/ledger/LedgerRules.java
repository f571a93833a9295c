package io.millwright.alerts.ledger;

import io.millwright.alerts.energy.EnergyRule;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How calls are judged and what they are worth.
 *
 * @param window how far back calls and failures are counted, in event time
 * @param horizon how long after an inspection that found nothing, or an acceptance, a failure of
 *     the item still says that the call was right
 * @param longestDowntime after which a failure whose end nobody told is over; the machine may fail
 *     again, and its downtime stays unknown
 * @param trips whether a trip is a failure; say no where trips are mostly demands of the process
 * @param planningTime that a lead must exceed to be actionable; null: the horizon of the work
 *     orders, {@code workOrders.life.lowerBelow}
 * @param every wall-clock time between two counts; alarms wait while one is made
 * @param energy how energy of degraded running is measured
 * @param costs as the plant declares them; what is not declared is not valued
 */
public record LedgerRules(
    @Default("P365D") Duration window,
    @Default("P90D") Duration horizon,
    @Default("P30D") Duration longestDowntime,
    @Default("true") boolean trips,
    @Nullable Duration planningTime,
    @Default("PT10S") Duration every,
    EnergyRule energy,
    Costs costs) {

  /** Of a plant that declares nothing. */
  public static final LedgerRules PLAIN =
      new LedgerRules(
          Duration.ofDays(365),
          Duration.ofDays(90),
          Duration.ofDays(30),
          true,
          null,
          Duration.ofSeconds(10),
          EnergyRule.DEFAULT,
          Costs.NONE);

  public LedgerRules {
    if (window.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("window must be a day or longer");
    }
    if (horizon.isNegative()) {
      throw new IllegalArgumentException("horizon must not be negative");
    }
    if (longestDowntime.isNegative() || longestDowntime.isZero()) {
      throw new IllegalArgumentException("longestDowntime must be positive");
    }
    if (planningTime != null && planningTime.isNegative()) {
      throw new IllegalArgumentException("planningTime must not be negative");
    }
    if (every.toMillis() < 1) {
      throw new IllegalArgumentException("every must be 1 ms or more");
    }
  }
}
