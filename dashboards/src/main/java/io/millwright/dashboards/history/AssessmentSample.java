package io.millwright.dashboards.history;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What history keeps of one assessment.
 *
 * @param time event time
 * @param origin of the scan
 * @param operatingState what the machine did
 * @param anomalyScore 1 at the threshold; NaN if not judged
 * @param state health
 * @param healthIndex 100 as new, 0 failed; NaN if not assessed
 * @param reason why, in words
 * @param remainingLife the estimate; null if none
 * @param contributions channels that explain the score, at most five, most first
 */
public record AssessmentSample(
    Instant time,
    Origin origin,
    OperatingState operatingState,
    double anomalyScore,
    HealthState state,
    double healthIndex,
    String reason,
    @Nullable RemainingLife remainingLife,
    List<ChannelContribution> contributions) {
  public AssessmentSample {
    contributions = List.copyOf(contributions);
  }
}
