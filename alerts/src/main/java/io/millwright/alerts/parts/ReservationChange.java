package io.millwright.alerts.parts;

import io.millwright.alerts.parts.AssetOutlook.OrderParts;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a snapshot of an order does to the parts that are set aside.
 *
 * <pre>
 *   approved                                  -&gt; reserved
 *   completed, a report says nothing was found -&gt; released
 *   completed otherwise                       -&gt; released, and used
 *   ended in any other way                    -&gt; released
 * </pre>
 *
 * @param order what is remembered of it
 * @param told reservations that are new, or end
 * @param used pieces that were taken, by part number
 */
record ReservationChange(OrderParts order, List<PartReservation> told, Map<String, Integer> used) {
  ReservationChange {
    told = List.copyOf(told);
    used = Map.copyOf(used);
  }

  /** Empty if the snapshot was read before or has no bearing on parts. */
  static Optional<ReservationChange> of(AssetOutlook outlook, WorkOrder w) {
    OrderParts known = outlook.order(w.workOrderId()).orElse(null);
    OrderParts held = known != null && known.reserved() ? known : null;
    boolean reserve = w.status() == Status.APPROVED;
    boolean done = w.status() == Status.COMPLETED && (held != null || known == null);
    boolean old = known != null && w.revision() <= known.revision();
    if (old || (!reserve && held == null && !done)) {
      return Optional.empty();
    }
    // Without a due date they are needed at once: from when it was approved.
    Instant soon = held == null ? w.updatedAt() : held.neededBy();
    OrderParts next =
        new OrderParts(
            w.workOrderId(),
            w.revision(),
            pieces(w),
            w.dueBy() == null ? soon : w.dueBy(),
            reserve,
            held != null && held.unused());
    Set<String> concerned = new TreeSet<>(next.pieces().keySet());
    if (held != null) {
      concerned.addAll(held.pieces().keySet());
    }
    List<PartReservation> told = new ArrayList<>();
    for (String part : concerned) {
      int before = held == null ? 0 : held.reserved(part);
      int now = next.reserved(part);
      boolean moved = held != null && before > 0 && !held.neededBy().equals(next.neededBy());
      if (before != now || moved) {
        told.add(
            new PartReservation(
                w.workOrderId() + "/" + part,
                w.workOrderId(),
                w.assetId(),
                part,
                now > 0 ? now : before,
                next.neededBy(),
                now == 0,
                w.revision()));
      }
    }
    return Optional.of(
        new ReservationChange(next, told, done && !next.unused() ? next.pieces() : Map.of()));
  }

  /** A number that an order names twice means two pieces. */
  private static Map<String, Integer> pieces(WorkOrder w) {
    Map<String, Integer> pieces = new TreeMap<>();
    w.parts().forEach(part -> pieces.merge(part, 1, Integer::sum));
    return pieces;
  }
}
