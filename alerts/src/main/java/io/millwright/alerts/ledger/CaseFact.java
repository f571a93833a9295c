package io.millwright.alerts.ledger;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.alarm.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a case.
 *
 * @param caseId of it
 * @param revision of the snapshot
 * @param itemId suspected item
 * @param status open or how it ended
 * @param priority at last
 * @param openedAt when it called
 * @param updatedAt of the snapshot; of a closed case when it was closed
 * @param openedBy which version of platform and models opened it, in words
 * @param orderId the work order that serves it; null if there is none
 * @param life first interval of remaining life it told; null if none, and in facts stored before
 */
record CaseFact(
    String caseId,
    int revision,
    String itemId,
    Advisory.Status status,
    Priority priority,
    Instant openedAt,
    Instant updatedAt,
    String openedBy,
    @Nullable String orderId,
    @Nullable StatedLife life) {

  static CaseFact of(Advisory c) {
    return new CaseFact(
        c.caseId(),
        c.revision(),
        c.itemId(),
        c.status(),
        c.priority(),
        c.openedAt(),
        c.updatedAt(),
        c.provenance(),
        null,
        StatedLife.of(c));
  }

  boolean open() {
    return status == Advisory.Status.OPEN;
  }

  /** The time that it counts at: of an open case now, whenever that is. */
  boolean countsFrom(Instant from) {
    return open() || !updatedAt.isBefore(from);
  }

  CaseFact followedBy(CaseFact later) {
    return new CaseFact(
        caseId,
        later.revision,
        later.itemId,
        later.status,
        later.priority,
        openedAt,
        later.updatedAt,
        openedBy,
        orderId,
        life == null ? later.life : life);
  }

  CaseFact withOrder(String id) {
    return new CaseFact(
        caseId, revision, itemId, status, priority, openedAt, updatedAt, openedBy, id, life);
  }
}
