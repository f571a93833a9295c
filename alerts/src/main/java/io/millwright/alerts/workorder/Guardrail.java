package io.millwright.alerts.workorder;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * When automation suspends itself, until a person resumes it. Alarms go on.
 *
 * @param falseCalls calls of an asset in a row that people answered with nothing found or declined,
 *     after which automation is suspended for that asset; 0 for never
 * @param mostRequests new requests of the whole plant within {@code window}, above which automation
 *     is suspended for the plant: a wrong model, sensor or rule is likelier than so many faults; 0
 *     for never
 * @param window in event time
 */
public record Guardrail(
    @Default("3") int falseCalls,
    @Default("100") int mostRequests,
    @Default("PT1H") Duration window) {
  public Guardrail {
    if (falseCalls < 0 || mostRequests < 0) {
      throw new IllegalArgumentException("falseCalls and mostRequests must be zero or more");
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be positive");
    }
  }
}
