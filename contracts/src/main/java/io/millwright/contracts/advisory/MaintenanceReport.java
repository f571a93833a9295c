package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found and done: the label of everything that was predicted.
 *
 * @param id unique; a repeated id is the same report
 * @param assetId the machine
 * @param itemId maintainable item; null for the whole asset
 * @param caseId the case it answers; null if none
 * @param workOrderId the order it answers; null if none
 * @param outcome what was found
 * @param found in words
 * @param time when the work was done, in event time
 * @param actor who reports; never blank
 * @param failedAt when it failed in service, not after {@code time}; null if it had not failed
 *     before the work, or nobody says so
 */
public record MaintenanceReport(
    String id,
    AssetId assetId,
    @Nullable String itemId,
    @Nullable String caseId,
    @Nullable String workOrderId,
    Outcome outcome,
    String found,
    Instant time,
    String actor,
    @Nullable Instant failedAt) {

  /** Outcomes of an inspection or repair. */
  public enum Outcome {
    /** Repaired or replaced: a new life begins. */
    REPAIRED,
    /** A fault was seen but nothing was done yet. */
    FAULT_FOUND_NOT_REPAIRED,
    NOTHING_FOUND
  }

  /** A report of work before a failure. */
  public MaintenanceReport(
      String id,
      AssetId assetId,
      @Nullable String itemId,
      @Nullable String caseId,
      @Nullable String workOrderId,
      Outcome outcome,
      String found,
      Instant time,
      String actor) {
    this(id, assetId, itemId, caseId, workOrderId, outcome, found, time, actor, null);
  }

  public MaintenanceReport {
    if (id.isBlank() || actor.isBlank()) {
      throw new IllegalArgumentException("a maintenance report needs an id and an actor");
    }
    if (failedAt != null && failedAt.isAfter(time)) {
      throw new IllegalArgumentException("it cannot have failed after the work on it");
    }
  }
}
