package io.millwright.alerts.ledger;

import io.millwright.contracts.advisory.MaintenanceReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a maintenance report.
 *
 * @param id of it
 * @param itemId item; null for the machine
 * @param caseId case that it names; null if none
 * @param orderId order that it names; null if none
 * @param outcome what was found
 * @param saysWhat whether it says so in words
 * @param time of the work
 */
record ReportFact(
    String id,
    @Nullable String itemId,
    @Nullable String caseId,
    @Nullable String orderId,
    MaintenanceReport.Outcome outcome,
    boolean saysWhat,
    Instant time) {

  static ReportFact of(MaintenanceReport r) {
    return new ReportFact(
        r.id(),
        r.itemId(),
        r.caseId(),
        r.workOrderId(),
        r.outcome(),
        !r.found().isBlank(),
        r.time());
  }

  /** A report names a case, an order, an item or nothing, in this order of precision. */
  boolean answers(CaseFact c) {
    if (caseId != null) {
      return caseId.equals(c.caseId());
    }
    if (orderId != null) {
      return orderId.equals(c.orderId());
    }
    return Items.mayBeSame(itemId, c.itemId())
        && !time.isBefore(c.openedAt())
        && (c.open() || !time.isAfter(c.updatedAt()));
  }
}
