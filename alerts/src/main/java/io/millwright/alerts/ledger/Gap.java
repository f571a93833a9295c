package io.millwright.alerts.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time without observation: the machine was silent, or was not declared.
 *
 * @param id the alarm of silence, or {@link #NOT_DECLARED}
 * @param from begin
 * @param until end; null while it lasts
 */
record Gap(String id, Instant from, @Nullable Instant until) {
  static final String NOT_DECLARED = "not declared";

  /** Time in a window that no gap covers. */
  static Duration observed(Instant from, Instant to, List<Gap> gaps) {
    Duration observed = Duration.ZERO;
    Instant at = from;
    for (Gap gap : gaps.stream().sorted(Comparator.comparing(Gap::from)).toList()) {
      Instant begin = gap.from.isAfter(to) ? to : gap.from;
      if (begin.isAfter(at)) {
        observed = observed.plus(Duration.between(at, begin));
      }
      Instant end = gap.until == null || gap.until.isAfter(to) ? to : gap.until;
      at = end.isAfter(at) ? end : at;
    }
    return at.isBefore(to) ? observed.plus(Duration.between(at, to)) : observed;
  }
}
