package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.Severity;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.util.Set;

/**
 * When an asset that sends nothing is an alarm. The only rule on the wall clock; it is off for
 * assets whose declared origin is not in the set, such as replays.
 *
 * @param origins declared origins of assets that should send
 * @param after how long nothing may come
 * @param severity of the alarm
 */
public record SilenceRule(
    @Default("[MEASURED]") Set<Origin> origins,
    @Default("PT5M") Duration after,
    @Default("WARNING") Severity severity) {
  public SilenceRule {
    origins = Set.copyOf(origins);
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("after must be positive");
    }
  }
}
