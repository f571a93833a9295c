package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.CmmsException.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Orders there that were changed. One that cannot be read does not hide the others.
 *
 * @param orders that could be read
 * @param unreadable the rest
 */
public record Changes(List<ExternalOrder> orders, List<Unreadable> unreadable) {
  public Changes {
    orders = List.copyOf(orders);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * An order whose state cannot be told, for example because the mapping does not know a word.
   *
   * @param id the system's own
   * @param reference the platform's; empty if not even that can be read
   * @param error why
   */
  public record Unreadable(String id, String reference, String error) {}

  /** Takes one order after the other; confined to one thread. */
  public static final class Reading {
    private final List<ExternalOrder> orders = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    /**
     * Reads an order, unless it has no reference of the platform.
     *
     * @param reference gives it; empty if there is none
     * @param read given the reference, the order
     * @throws CmmsException if the system does not answer, which says nothing of the order
     */
    public void add(String id, Supplier<String> reference, Function<String, ExternalOrder> read) {
      String known = "";
      try {
        known = reference.get();
        if (!known.isEmpty()) {
          orders.add(read.apply(known));
        }
      } catch (CmmsException e) {
        if (e.fate() != Fate.MAPPING) {
          throw e;
        }
        unreadable.add(new Unreadable(id, known, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) { // a connector trips over one record in as many ways as it has
        unreadable.add(new Unreadable(id, known, e.toString()));
      }
    }

    /** What was read. */
    public Changes changes() {
      return new Changes(orders, unreadable);
    }
  }
}
