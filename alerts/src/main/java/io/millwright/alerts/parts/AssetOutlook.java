package io.millwright.alerts.parts;

import io.millwright.contracts.assessment.RemainingLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a machine's need of parts; the state that is kept of it.
 *
 * @param life newest estimate; null if there is none, or none since it was repaired
 * @param cases item of each open case, by case
 * @param orders newest last; of those that hold no parts any more, only so many that a snapshot
 *     that is read twice is known
 */
public record AssetOutlook(
    @Nullable ToldLife life, Map<String, String> cases, List<OrderParts> orders) {
  /** Of a machine of which nothing has been told. */
  public static final AssetOutlook UNKNOWN = new AssetOutlook(null, Map.of(), List.of());

  private static final int ENDED_KEPT = 20;

  /**
   * An estimate.
   *
   * @param life the estimate
   * @param time of the assessment, in event time
   * @param heardAt wall-clock time from which its age counts: machines' clocks differ
   * @param model that made it, in words
   */
  public record ToldLife(RemainingLife life, Instant time, Instant heardAt, String model) {}

  /**
   * The parts of an order.
   *
   * @param workOrderId the order
   * @param revision newest that was read
   * @param pieces by part number
   * @param neededBy when they must be there
   * @param reserved whether they are set aside
   * @param unused whether a report says that nothing was found, so that nothing was taken
   */
  public record OrderParts(
      String workOrderId,
      int revision,
      Map<String, Integer> pieces,
      Instant neededBy,
      boolean reserved,
      boolean unused) {
    public OrderParts {
      pieces = Map.copyOf(pieces);
    }

    /** Pieces of a part that are set aside. */
    int reserved(String partNumber) {
      return reserved ? pieces.getOrDefault(partNumber, 0) : 0;
    }
  }

  public AssetOutlook {
    cases = Map.copyOf(cases);
    orders = List.copyOf(orders);
  }

  AssetOutlook living(@Nullable ToldLife newest) {
    return new AssetOutlook(newest, cases, orders);
  }

  AssetOutlook suspected(String caseId, String itemId) {
    Map<String, String> more = new LinkedHashMap<>(cases);
    more.put(caseId, itemId);
    return new AssetOutlook(life, more, orders);
  }

  AssetOutlook closed(String caseId) {
    Map<String, String> fewer = new LinkedHashMap<>(cases);
    fewer.remove(caseId);
    return new AssetOutlook(life, fewer, orders);
  }

  AssetOutlook ordered(OrderParts order) {
    List<OrderParts> all = new ArrayList<>(orders);
    all.removeIf(o -> o.workOrderId().equals(order.workOrderId()));
    all.add(order);
    long ended = all.stream().filter(o -> !o.reserved()).count();
    for (int i = 0; ended > ENDED_KEPT; ) {
      if (all.get(i).reserved()) {
        i++;
      } else {
        all.remove(i);
        ended--;
      }
    }
    return new AssetOutlook(life, cases, all);
  }

  Optional<OrderParts> order(@Nullable String workOrderId) {
    return orders.stream().filter(o -> o.workOrderId().equals(workOrderId)).findFirst();
  }

  /** Pieces of a part that are set aside for it. */
  int reserved(String partNumber) {
    return orders.stream().mapToInt(o -> o.reserved(partNumber)).sum();
  }
}
