package io.millwright.contracts.advisory;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A work order, born as a request that a person approves. The whole snapshot travels on {@code
 * millwright.work-orders}.
 *
 * @param workOrderId deterministic: derived from the case
 * @param revision counts the snapshots from 1
 * @param caseId the case it serves
 * @param assetId the machine
 * @param itemId maintainable item
 * @param status where it stands
 * @param priority how urgent
 * @param raisedAt event time at which it was requested
 * @param updatedAt event time of this snapshot
 * @param dueBy latest sensible time: when the lower bound of remaining life is used up at the
 *     forecast duty; null if no life is known
 * @param title one line
 * @param description reason and evidence; says that a machine wrote it, and which model
 * @param failureMode ISO 14224 failure mode
 * @param remainingLife as estimated when last updated; null if none
 * @param parts part numbers it will need
 * @param comments in order; what happened after people took it over
 * @param externalIds the asset's ids in other systems
 * @param origin of the telemetry behind it
 * @param recommendation what to do; null in orders written before it was given
 * @param planned when it is proposed to be done; null if nothing speaks for any time
 */
public record WorkOrder(
    String workOrderId,
    int revision,
    String caseId,
    AssetId assetId,
    String itemId,
    Status status,
    Priority priority,
    Instant raisedAt,
    Instant updatedAt,
    @Nullable Instant dueBy,
    String title,
    String description,
    String failureMode,
    @Nullable RemainingLife remainingLife,
    List<String> parts,
    List<String> comments,
    Map<String, String> externalIds,
    Origin origin,
    @Nullable Recommendation recommendation,
    @Nullable PlannedWork planned) {

  /** Life of a work order. */
  public enum Status {
    REQUESTED,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    COMPLETED
  }

  /** An order without a proposed time. */
  public WorkOrder(
      String workOrderId,
      int revision,
      String caseId,
      AssetId assetId,
      String itemId,
      Status status,
      Priority priority,
      Instant raisedAt,
      Instant updatedAt,
      @Nullable Instant dueBy,
      String title,
      String description,
      String failureMode,
      @Nullable RemainingLife remainingLife,
      List<String> parts,
      List<String> comments,
      Map<String, String> externalIds,
      Origin origin,
      @Nullable Recommendation recommendation) {
    this(
        workOrderId,
        revision,
        caseId,
        assetId,
        itemId,
        status,
        priority,
        raisedAt,
        updatedAt,
        dueBy,
        title,
        description,
        failureMode,
        remainingLife,
        parts,
        comments,
        externalIds,
        origin,
        recommendation,
        null);
  }

  public WorkOrder {
    parts = List.copyOf(parts);
    comments = List.copyOf(comments);
    externalIds = Map.copyOf(externalIds);
  }
}
