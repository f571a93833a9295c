package io.millwright.alerts.cases;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * When cases open and how often they are told.
 *
 * @param persistence how long health must be degraded before a case opens, and in alarm before its
 *     priority rises. The assessor has its own persistence; this is against a single slip.
 * @param confidentFrom probability from which a finding is a diagnosis that stands by itself: it
 *     may open a second case beside one on another item. 0 to 1
 * @param updateSpacing assessments between two revisions that bring only new figures; a higher
 *     priority or another suspected fault is told at once
 * @param lifeChange relative change of the lower bound of remaining life that is worth a revision
 * @param quiet how long after closing no case opens, unless the asset was seen healthy or learning
 *     in between; what was assessed before the repair reached the assessor is not new degradation
 */
public record CaseRule(
    Persistence persistence,
    @Default("0.5") double confidentFrom,
    @Default("10") int updateSpacing,
    @Default("0.1") double lifeChange,
    @Default("PT24H") Duration quiet) {
  public CaseRule {
    if (!(confidentFrom >= 0 && confidentFrom <= 1)) {
      throw new IllegalArgumentException("confidentFrom must be 0 to 1");
    }
    if (updateSpacing < 1) {
      throw new IllegalArgumentException("updateSpacing must be one or more");
    }
    if (!(lifeChange > 0)) {
      throw new IllegalArgumentException("lifeChange must be positive");
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet must be zero or more");
    }
  }
}
