package io.millwright.contracts.advisory;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A degradation case: one open case per asset and maintainable item. It latches, because faults do
 * not heal; a maintenance report or an inspection closes it. The whole snapshot travels on {@code
 * millwright.advisories}.
 *
 * @param caseId deterministic: asset, item and the time it was opened
 * @param revision counts the snapshots of this case from 1
 * @param assetId the machine
 * @param itemId maintainable item
 * @param status open or how it ended
 * @param priority from severity and criticality; may rise while open
 * @param openedAt event time of opening
 * @param updatedAt event time of this snapshot
 * @param reason in words, as of the last update
 * @param findings suspected faults, most probable first
 * @param remainingLife latest estimate; null if none
 * @param closedReason who closed it and why; null while open
 * @param origin of the telemetry behind it
 * @param provenance model and detector that made it, in words: a machine wrote this
 */
public record Advisory(
    String caseId,
    int revision,
    AssetId assetId,
    String itemId,
    Status status,
    Priority priority,
    Instant openedAt,
    Instant updatedAt,
    String reason,
    List<Finding> findings,
    @Nullable RemainingLife remainingLife,
    @Nullable String closedReason,
    Origin origin,
    String provenance) {

  /** Life of a case. */
  public enum Status {
    OPEN,
    CLOSED_REPAIRED,
    CLOSED_NOTHING_FOUND,
    CLOSED_ACCEPTED_AS_NORMAL
  }

  public Advisory {
    findings = List.copyOf(findings);
  }
}
