package io.millwright.alerts.parts;

import io.millwright.alerts.parts.AssetOutlook.OrderParts;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.SpareAdvice.Shortage;
import io.millwright.contracts.advisory.SpareAdvice.Uncovered;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.SparePart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Calculates the advice for a part. The position, what is on the shelf and on order less what is
 * reserved, is compared with the base stock of {@link StockTarget}; the difference is to be
 * ordered.
 */
final class SpareAdvisor {
  private static final int NAMED = 20;
  private static final int HORIZON_DAYS = 730;

  private final PartsRule rule;

  /** Pieces set aside, and for whom. */
  record Reservation(AssetId assetId, OrderParts order, int pieces) {}

  SpareAdvisor(PartsRule rule) {
    this.rule = rule;
  }

  /**
   * The advice, with revision 0.
   *
   * @param fleet machines that may need the part
   * @param reservations active ones, in any order
   */
  SpareAdvice advise(
      PartLedger ledger,
      List<FleetDemand.Machine> fleet,
      List<Reservation> reservations,
      Instant now) {
    int reserved = reservations.stream().mapToInt(Reservation::pieces).sum();
    SparePart part = ledger.declared();
    return part == null
        ? undeclared(ledger, fleet, reservations, reserved, now)
        : declared(ledger, part, fleet, reservations, reserved, now);
  }

  private SpareAdvice declared(
      PartLedger ledger,
      SparePart part,
      List<FleetDemand.Machine> fleet,
      List<Reservation> reservations,
      int reserved,
      Instant now) {
    Duration leadTime = part.leadTime();
    FleetDemand failures = new FleetDemand(part.partNumber(), fleet, rule, now);
    PoissonBinomial demand = failures.within(leadTime);
    StockTarget target = StockTarget.of(part, rule);
    int baseStock = target.baseStock(demand);
    int position = ledger.supply() - reserved;
    int quantity = Math.max(0, baseStock - position);
    int advised = position + quantity;
    Double price = part.unitCost();
    List<Shortage> shortages = shortages(ledger, part, reservations, now);
    return new SpareAdvice(
        part.partNumber(),
        0,
        part.name(),
        true,
        part.stock(),
        ledger.used(),
        part.onOrder(),
        reserved,
        leadTime,
        Figures.rounded(demand.mean()),
        target.serviceLevel(),
        baseStock,
        quantity,
        quantity > 0 ? overdueSince(ledger, now) : nextOrder(failures, target, position, part, now),
        Figures.rounded(demand.above(position)),
        Figures.rounded(demand.above(advised)),
        Figures.rounded(demand.expectedAbove(position)),
        Figures.rounded(demand.expectedAbove(advised)),
        Figures.rounded(target.costPerYear(demand, position)),
        Figures.rounded(target.costPerYear(demand, advised)),
        price == null ? null : Figures.rounded(Double.valueOf(quantity * price)),
        failures.covered(),
        failures.uncovered().size(),
        failures.needs(leadTime, NAMED),
        failures.uncovered().stream().limit(NAMED).toList(),
        shortages.stream().limit(NAMED).toList(),
        basis(target, failures, ledger, shortages.size()),
        now);
  }

  /** An order that is due stays due from when it was first advised. */
  private static Instant overdueSince(PartLedger ledger, Instant now) {
    SpareAdvice before = ledger.advice();
    Instant due = before == null || before.orderQuantity() == 0 ? null : before.orderBy();
    return due == null || due.isAfter(now) ? now : due;
  }

  /**
   * The last whole day on which the next piece can be ordered: what is there must last, with the
   * service level, until it arrives.
   */
  private static @Nullable Instant nextOrder(
      FleetDemand failures, StockTarget target, int position, SparePart part, Instant now) {
    int enough = 0;
    int tooLate = HORIZON_DAYS + 1;
    while (tooLate - enough > 1) {
      int day = (enough + tooLate) / 2;
      if (failures.lasts(position, part.leadTime().plusDays(day)) >= target.serviceLevel()) {
        enough = day;
      } else {
        tooLate = day;
      }
    }
    return enough == HORIZON_DAYS
        ? null
        : now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(enough));
  }

  /** Pieces on the shelf go to the orders in the order in which they need them. */
  private static List<Shortage> shortages(
      PartLedger ledger, @Nullable SparePart part, List<Reservation> reservations, Instant now) {
    // Whole days, so that the same shortage is not told anew every minute.
    Instant earliest =
        part == null
            ? null
            : now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).plus(part.leadTime());
    List<Reservation> inOrder =
        reservations.stream()
            .sorted(
                Comparator.comparing((Reservation r) -> r.order().neededBy())
                    .thenComparing(r -> r.order().workOrderId()))
            .toList();
    int shelf = ledger.shelf();
    List<Shortage> shortages = new ArrayList<>();
    for (Reservation r : inOrder) {
      int missing = Math.max(0, r.pieces() - shelf);
      shelf -= r.pieces() - missing;
      Instant neededBy = r.order().neededBy();
      if (missing > 0 && (earliest == null || neededBy.isBefore(earliest))) {
        shortages.add(
            new Shortage(r.order().workOrderId(), r.assetId(), missing, neededBy, earliest));
      }
    }
    return shortages;
  }

  /** Nothing is known of its stock and lead time; those who need it see that. */
  private SpareAdvice undeclared(
      PartLedger ledger,
      List<FleetDemand.Machine> fleet,
      List<Reservation> reservations,
      int reserved,
      Instant now) {
    List<Uncovered> uncovered =
        fleet.stream()
            .map(m -> new Uncovered(m.parts().id(), "the part is not declared"))
            .sorted(Comparator.comparing(u -> u.assetId().value()))
            .toList();
    return new SpareAdvice(
        ledger.partNumber(),
        0,
        ledger.partNumber(),
        false,
        0,
        0,
        0,
        reserved,
        Duration.ZERO,
        0,
        rule.serviceLevel(),
        0,
        reserved,
        reserved > 0 ? overdueSince(ledger, now) : null,
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        0,
        uncovered.size(),
        List.of(),
        uncovered.stream().limit(NAMED).toList(),
        shortages(ledger, null, reservations, now).stream().limit(NAMED).toList(),
        "Calculated by a machine, Millwright. The plant declares no part "
            + ledger.partNumber()
            + ": nothing is known of its stock and lead time, so only what approved orders need is"
            + " said. Declare it in plant.yaml.",
        now);
  }

  private static String basis(
      StockTarget target, FleetDemand failures, PartLedger ledger, int shortages) {
    StringBuilder words = new StringBuilder(400);
    words.append(
        String.format(
            Locale.ROOT,
            "Calculated by a machine, Millwright: base stock for %s %% (%s) of the demand within"
                + " the lead time, a sum of independent failures of %d machines. Life models: %s.",
            Figures.words(100 * target.serviceLevel()),
            target.words(),
            failures.covered(),
            failures.models()));
    if (!failures.uncovered().isEmpty()) {
      words
          .append(" Not counted, so that the true need may be higher: ")
          .append(failures.uncovered().size())
          .append(" machines.");
    }
    if (ledger.used() > 0) {
      words
          .append(" Completed orders took ")
          .append(ledger.used())
          .append(" since the stock was declared; declare it anew.");
    }
    if (shortages > 0) {
      words
          .append(" SHORTAGE: ")
          .append(shortages)
          .append(" approved orders will not have it in time.");
    }
    return words.toString();
  }
}
