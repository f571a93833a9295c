package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the latest snapshot of one order to the maintenance system, once: searches before it
 * makes, reads before it changes. Whatever was lost on the way, doing it again gives the same.
 */
final class Courier {
  private static final int READS = 3;

  private final Cmms cmms;

  Courier(Cmms cmms) {
    this.cmms = cmms;
  }

  /** How a delivery ended. */
  enum Ending {
    CREATED,
    /** Was there already, from an attempt whose answer was lost, and is up to date now. */
    FOUND,
    UPDATED,
    CANCELLED,
    /** People have ended it or taken it over; what the platform says now does not change it. */
    LEFT,
    /** It was taken back before anything was made of it. */
    NEVER_MADE,
    /** It is not there any more. */
    GONE,
    /** Another instance makes it. */
    HANDED_OVER
  }

  /**
   * The end of a delivery.
   *
   * @param external the order as it is now; null for {@code NEVER_MADE}, {@code GONE} and {@code
   *     HANDED_OVER}
   */
  record Receipt(Ending ending, @Nullable ExternalOrder external) {}

  /**
   * Delivers.
   *
   * @param link of this attempt
   * @param claim asked after the search and just before an order is made; whether to make it
   * @throws CmmsException if it has to be repeated or given up
   */
  Receipt deliver(WorkOrder order, CmmsLink link, BooleanSupplier claim) {
    if (!cmms.answersQuestions()) {
      return tell(order, link, claim);
    }
    if (link.externalId() != null) {
      Optional<ExternalOrder> known = cmms.read(counterpart(link, link.externalId()));
      return known.isEmpty() ? gone(order) : bringUp(known.get(), order, Ending.UPDATED);
    }
    Optional<ExternalOrder> found = cmms.find(link.reference());
    if (found.isPresent()) {
      return bringUp(found.get(), order, Ending.FOUND);
    }
    if (!Delivery.live(order)) {
      return new Receipt(Ending.NEVER_MADE, null);
    }
    if (!claim.getAsBoolean()) {
      return new Receipt(Ending.HANDED_OVER, null);
    }
    try {
      return new Receipt(Ending.CREATED, cmms.create(link.reference(), order));
    } catch (CmmsException e) {
      if (e.fate() != Fate.CONFLICT) {
        throw e;
      }
      ExternalOrder existing = cmms.find(link.reference()).orElseThrow(() -> e);
      return bringUp(existing, order, Ending.FOUND);
    }
  }

  private Receipt bringUp(ExternalOrder found, WorkOrder order, Ending ending) {
    ExternalOrder known = found;
    for (int read = 1; ; read++) {
      boolean taken = Delivery.takesBack(order) && known.status() != ExternalStatus.OPEN;
      if (taken || known.status().ended()) {
        return new Receipt(Ending.LEFT, known);
      }
      try {
        ExternalOrder updated = cmms.update(known, order);
        return new Receipt(Delivery.takesBack(order) ? Ending.CANCELLED : ending, updated);
      } catch (CmmsException e) {
        if (e.fate() != Fate.CONFLICT || read == READS) {
          throw e;
        }
        Optional<ExternalOrder> now = cmms.read(known);
        if (now.isEmpty()) {
          return gone(order);
        }
        known = now.get();
      }
    }
  }

  private static Receipt gone(WorkOrder order) {
    return new Receipt(Delivery.live(order) ? Ending.GONE : Ending.NEVER_MADE, null);
  }

  /** A system that only takes messages gets each revision as one. */
  private Receipt tell(WorkOrder order, CmmsLink link, BooleanSupplier claim) {
    if (link.externalId() != null) {
      ExternalOrder told = cmms.update(counterpart(link, link.externalId()), order);
      return new Receipt(Delivery.takesBack(order) ? Ending.CANCELLED : Ending.UPDATED, told);
    }
    return claim.getAsBoolean()
        ? new Receipt(Ending.CREATED, cmms.create(link.reference(), order))
        : new Receipt(Ending.HANDED_OVER, null);
  }

  /** What is known of the order there without asking. */
  static ExternalOrder counterpart(CmmsLink link, String externalId) {
    return new ExternalOrder(
        externalId,
        link.reference(),
        link.status() == null ? ExternalStatus.OPEN : link.status(),
        null,
        "",
        null,
        link.updatedAt(),
        link.extra());
  }
}
