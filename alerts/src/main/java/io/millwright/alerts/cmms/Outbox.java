package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of the orders that this instance owns, by partition. Holds the snapshot of an
 * order only as long as something may still have to be done with it. Owned by one thread; has no
 * clock.
 */
final class Outbox {
  private final String cmms;
  private final Map<String, Delivery> deliveries = new HashMap<>();
  private final Map<String, String> orderByReference = new HashMap<>();
  private final Set<Integer> held = new HashSet<>();

  /**
   * An empty one.
   *
   * @param cmms whose links it keeps; those of another system count as none
   */
  Outbox(String cmms) {
    this.cmms = cmms;
  }

  /** Nothing of the partition is due before {@link #open}: its history is being read. */
  void hold(int partition) {
    held.add(partition);
  }

  /** The history of a partition has been read. */
  void open(int partition) {
    held.remove(partition);
  }

  /**
   * A link from before; the highest version counts. Links come before the orders they are about.
   */
  void restore(int partition, CmmsLink link) {
    if (!link.cmms().equals(cmms)) {
      return;
    }
    Delivery known = deliveries.get(link.workOrderId());
    // An instance that does not know yet that it owns the order no more may have written last.
    if (known == null || known.link() == null || known.link().version() <= link.version()) {
      put(new Delivery(partition, null, link, link.updatedAt()));
    }
  }

  /**
   * A snapshot of an order; an older or repeated one changes nothing.
   *
   * @param toldAt when it was written
   */
  void take(int partition, WorkOrder order, Instant toldAt) {
    Delivery before = deliveries.get(order.workOrderId());
    if (before == null) {
      put(new Delivery(partition, order, null, toldAt));
      return;
    }
    if (before.order() != null && before.order().revision() >= order.revision()) {
      return;
    }
    put(before.with(order, before.undelivered() ? before.since() : toldAt));
  }

  /** What has become of a delivery, as stored. */
  void put(Delivery delivery) {
    Delivery kept = delivery.settled() ? delivery.with(null, delivery.since()) : delivery;
    CmmsLink link = kept.link();
    if (link != null) {
      deliveries.put(link.workOrderId(), kept);
      orderByReference.put(link.reference(), link.workOrderId());
    } else if (kept.order() != null) {
      deliveries.put(kept.order().workOrderId(), kept);
    } else if (delivery.order() != null) {
      deliveries.remove(delivery.order().workOrderId());
    }
  }

  /** Another instance owns the partition now. */
  void release(int partition) {
    held.remove(partition);
    deliveries.values().removeIf(d -> d.partition() == partition);
    orderByReference.values().removeIf(order -> !deliveries.containsKey(order));
  }

  /** The delivery that has been due for longest. */
  Optional<Delivery> next(Instant now) {
    return deliveries.values().stream()
        .filter(d -> !held.contains(d.partition()))
        .filter(d -> d.due().filter(due -> !due.isAfter(now)).isPresent())
        .min(
            Comparator.comparing((Delivery d) -> d.due().orElseThrow())
                .thenComparing(d -> d.order() == null ? "" : d.order().workOrderId()));
  }

  /** Of an order. */
  @Nullable Delivery of(String workOrderId) {
    return deliveries.get(workOrderId);
  }

  /** Of an order of the maintenance system; null if it is none of this instance's. */
  @Nullable Delivery behind(ExternalOrder external) {
    String order = orderByReference.get(external.reference());
    Delivery delivery = order == null ? null : deliveries.get(order);
    // Orders of an earlier round carry another reference.
    return delivery != null
            && delivery.link() != null
            && delivery.link().reference().equals(external.reference())
        ? delivery
        : null;
  }

  /** All, to be compared. */
  List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  /** What waits to be delivered. */
  Depth depth(Instant now) {
    int waiting = 0;
    int dead = 0;
    Instant oldest = now;
    for (Delivery d : deliveries.values()) {
      if (d.link() != null && d.link().deadLetter()) {
        dead++;
      } else if (d.due().isPresent()) {
        waiting++;
        Instant since =
            d.link() == null || d.link().backlog() == null ? d.since() : d.link().backlog().since();
        oldest = since.isBefore(oldest) ? since : oldest;
      }
    }
    return new Depth(waiting, Duration.between(oldest, now), dead);
  }

  /**
   * How full it is.
   *
   * @param waiting orders with something to deliver, dead letters not among them
   * @param oldest age of the oldest of these
   * @param deadLetters orders that wait for a person
   */
  record Depth(int waiting, Duration oldest, int deadLetters) {
    static final Depth EMPTY = new Depth(0, Duration.ZERO, 0);
  }
}
