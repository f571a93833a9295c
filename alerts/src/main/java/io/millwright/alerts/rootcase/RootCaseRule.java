package io.millwright.alerts.rootcase;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * When alarms belong together. No standard gives these figures: ISA-18.2 and EEMUA 191 ask to
 * handle consequential alarms and leave the how to the plant. The share keeps apart what is merely
 * simultaneous: at the rate that is acceptable to one operator, one alarm in ten minutes, a chance
 * chain of five within gaps of two minutes follows an alarm with a probability of about (1 −
 * e<sup>−0.2</sup>)<sup>4</sup> = 0.1 %; that they also make up a share of one place is much rarer.
 * A test simulates 30 days of independent alarms of 300 machines: none is grouped at one or two in
 * ten minutes; at ten, five times what is manageable, there is one group among 43,000 alarms.
 *
 * @param enabled whether alarms are grouped at all
 * @param gap longest event time between the begin of an alarm and of the next one of its group
 * @param span longest event time between the begins of the first and the last alarm of a group
 * @param atLeast conditions that make a group; two at least
 * @param share of the machines of a place that must be in alarm, above 0 and at most 1
 */
public record RootCaseRule(
    @Default("true") boolean enabled,
    @Default("PT2M") Duration gap,
    @Default("PT15M") Duration span,
    @Default("5") int atLeast,
    @Default("0.3") double share) {

  /** As if nothing were said. */
  public static final RootCaseRule DEFAULT =
      new RootCaseRule(true, Duration.ofMinutes(2), Duration.ofMinutes(15), 5, 0.3);

  public RootCaseRule {
    if (gap.isNegative() || gap.isZero() || span.compareTo(gap) < 0) {
      throw new IllegalArgumentException("gap must be positive, and span no shorter");
    }
    if (atLeast < 2) {
      throw new IllegalArgumentException("atLeast must be 2 or more: one alarm is no group");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1");
    }
  }
}
