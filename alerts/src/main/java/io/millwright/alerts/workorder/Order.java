package io.millwright.alerts.workorder;

import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;

/**
 * A work order with what the platform must remember of it.
 *
 * @param snapshot as last told
 * @param cause what asked for it
 * @param approvedByItself whether no person approved it
 */
public record Order(WorkOrder snapshot, Cause cause, boolean approvedByItself) {
  /** What asked for an order. A request is withdrawn only if its cause can go away. */
  public enum Cause {
    /** Remaining life below the planning horizon; goes away when life recovers. */
    LIFE,
    /** A case of high priority; stays until people answer, because the case latches. */
    CASE
  }

  /** An order that a person decides about. */
  public Order(WorkOrder snapshot, Cause cause) {
    this(snapshot, cause, false);
  }

  /** The next snapshot. */
  Order with(WorkOrder next, Cause asking) {
    return new Order(next, asking, approvedByItself);
  }

  /** Whether a person still has to decide about it or to do it. */
  public boolean live() {
    return snapshot.status() == Status.REQUESTED || snapshot.status() == Status.APPROVED;
  }
}
