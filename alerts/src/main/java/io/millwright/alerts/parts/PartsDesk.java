package io.millwright.alerts.parts;

import io.millwright.alerts.parts.AssetOutlook.OrderParts;
import io.millwright.alerts.parts.AssetOutlook.ToldLife;
import io.millwright.alerts.parts.SpareAdvisor.Reservation;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the plant, sets parts aside for approved orders at once, and renews the advice of parts
 * when it is asked to. What is read twice changes nothing. Owned by one thread.
 */
public final class PartsDesk {
  private static final Duration DAY = Duration.ofDays(1);

  private final PartsRule rule;
  private final SpareAdvisor advisor;
  private final PartsOutlet outlet;
  private final Map<AssetId, PartsOfAsset> declared = new HashMap<>();
  private final Map<AssetId, AssetOutlook> outlooks = new HashMap<>();
  private final Map<String, PartLedger> ledgers = new TreeMap<>();
  private final Map<String, Set<AssetId>> users = new HashMap<>();
  private final Map<String, Set<AssetId>> holders = new HashMap<>();
  private final Map<String, Instant> renewed = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /** A desk of which nothing is known yet. */
  public PartsDesk(PartsRule rule, PartsOutlet outlet) {
    this.rule = rule;
    this.advisor = new SpareAdvisor(rule);
    this.outlet = outlet;
  }

  /** Takes up what was kept of a part; before anything else. */
  public void restore(PartLedger ledger) {
    ledgers.put(ledger.partNumber(), ledger);
    changed.add(ledger.partNumber());
  }

  /** Takes up what was kept of a machine; after the parts. */
  public void restore(AssetId id, AssetOutlook outlook) {
    outlooks.put(id, outlook);
    outlook.orders().forEach(order -> hold(id, order));
  }

  /** Takes up a declaration that was heard before; after the parts. */
  public void restore(Asset asset) {
    use(asset);
    for (SparePart part : asset.parts()) {
      // Declared before this desk was there: no newer declaration is known.
      if (ledger(part.partNumber()).declared() == null) {
        ledgers.put(part.partNumber(), ledger(part.partNumber()).declared(part));
      }
    }
  }

  /**
   * Hears a record of the plant. Of no concern: what is neither a declaration, an assessment with a
   * life, a repair, a case nor an order.
   *
   * @param value null if the machine is taken back
   * @param now wall clock
   */
  public void hear(AssetId id, @Nullable Object value, Instant now) {
    if (value == null) {
      takeBack(id);
    } else if (value instanceof Asset asset) {
      declare(asset);
    } else if (value instanceof Assessment assessment) {
      live(id, assessment, now);
    } else if (value instanceof MachineEvent event) {
      if (event.type() == MachineEventType.MAINTENANCE_PERFORMED) {
        repaired(id, event.time());
      }
    } else if (value instanceof MaintenanceReport report) {
      report(id, report);
    } else if (value instanceof Advisory c) {
      boolean open = c.status() == Advisory.Status.OPEN;
      AssetOutlook known = outlook(id);
      keep(id, open ? known.suspected(c.caseId(), c.itemId()) : known.closed(c.caseId()));
    } else if (value instanceof WorkOrder order) {
      order(id, order);
    }
  }

  /**
   * Calculates anew what has changed or is a day old, parts that have waited longest first, and
   * tells what is news.
   *
   * @param most so many parts at most, so that the thread is not held up; the others follow
   */
  public void renew(Instant now, int most) {
    for (Map.Entry<String, PartLedger> entry : ledgers.entrySet()) {
      SpareAdvice advice = entry.getValue().advice();
      if (advice == null || !now.isBefore(advice.updatedAt().plus(DAY))) {
        changed.add(entry.getKey());
      }
    }
    List<String> due = new ArrayList<>();
    for (Iterator<String> waiting = changed.iterator(); waiting.hasNext() && due.size() < most; ) {
      String part = waiting.next();
      Instant last = renewed.get(part);
      if (last == null || !now.isBefore(last.plus(rule.renewEvery()))) {
        due.add(part);
        waiting.remove();
      }
    }
    for (String part : due) {
      try {
        renew(part, now);
      } catch (RuntimeException e) { // arithmetic on what models and people say
        outlet.stepOver(part, e);
      }
    }
  }

  private void renew(String part, Instant now) {
    Set<AssetId> using = users.getOrDefault(part, Set.of());
    List<Reservation> reservations = reservations(part);
    if (using.isEmpty() && reservations.isEmpty()) {
      ledgers.remove(part);
      renewed.remove(part);
      outlet.forget(part);
      return;
    }
    PartLedger ledger = ledger(part);
    List<FleetDemand.Machine> fleet = new ArrayList<>();
    for (AssetId id : using) {
      PartsOfAsset parts = declared.get(id);
      if (parts != null) {
        fleet.add(new FleetDemand.Machine(parts, outlook(id)));
      }
    }
    SpareAdvice before = ledger.advice();
    SpareAdvice advice = advisor.advise(ledger, fleet, reservations, now);
    renewed.put(part, now);
    if (before == null
        || !before.saysTheSameAs(advice)
        || !now.isBefore(before.updatedAt().plus(DAY))) {
      SpareAdvice told = advice.at(before == null ? 1 : before.revision() + 1, now);
      ledgers.put(part, ledger.told(told));
      outlet.keep(ledger.told(told));
      outlet.tell(told);
    }
  }

  private List<Reservation> reservations(String part) {
    List<Reservation> all = new ArrayList<>();
    for (AssetId id : holders.getOrDefault(part, Set.of())) {
      for (OrderParts order : outlook(id).orders()) {
        if (order.reserved(part) > 0) {
          all.add(new Reservation(id, order, order.reserved(part)));
        }
      }
    }
    return all;
  }

  private void declare(Asset asset) {
    use(asset);
    for (SparePart part : asset.parts()) {
      PartLedger known = ledger(part.partNumber());
      PartLedger next = known.declared(part);
      if (!next.equals(known)) {
        keep(next);
      }
    }
  }

  private void use(Asset asset) {
    PartsOfAsset now = PartsOfAsset.of(asset);
    unuse(declared.put(asset.id(), now));
    for (String part : now.partNumbers()) {
      users.computeIfAbsent(part, p -> new TreeSet<>()).add(asset.id());
      ledgers.computeIfAbsent(part, PartLedger::of);
      changed.add(part);
    }
  }

  private void unuse(@Nullable PartsOfAsset parts) {
    if (parts != null) {
      for (String part : parts.partNumbers()) {
        users.getOrDefault(part, new TreeSet<>()).remove(parts.id());
        changed.add(part);
      }
    }
  }

  /** Its orders stand: they are ended by those who approved them. */
  private void takeBack(AssetId id) {
    unuse(declared.remove(id));
    keep(id, outlook(id).living(null));
  }

  private void live(AssetId id, Assessment a, Instant now) {
    RemainingLife life = a.prognosis().remainingLife();
    if (life != null) {
      Provenance by = a.provenance();
      String model = FleetDemand.model(by.modelId(), by.modelVersion());
      keep(id, outlook(id).living(new ToldLife(life, a.time(), now, model)));
    }
  }

  /** What was estimated before the repair is no life of the machine as it is now. */
  private void repaired(AssetId id, Instant time) {
    ToldLife told = outlook(id).life();
    if (told != null && !told.time().isAfter(time)) {
      keep(id, outlook(id).living(null));
    }
  }

  private void report(AssetId id, MaintenanceReport report) {
    switch (report.outcome()) {
      case REPAIRED -> repaired(id, report.time());
      case NOTHING_FOUND -> nothingFound(id, report);
      case FAULT_FOUND_NOT_REPAIRED -> {
        // The parts are needed still.
      }
    }
  }

  /** The parts of the orders that it answers are not used: it names one, its case, or neither. */
  private void nothingFound(AssetId id, MaintenanceReport report) {
    String order =
        report.workOrderId() != null || report.caseId() == null
            ? report.workOrderId()
            : "order:" + report.caseId();
    for (OrderParts o : outlook(id).orders()) {
      if (o.reserved() && (order == null || order.equals(o.workOrderId()))) {
        keep(
            id,
            outlook(id)
                .ordered(
                    new OrderParts(
                        o.workOrderId(), o.revision(), o.pieces(), o.neededBy(), true, true)));
      }
    }
  }

  private void order(AssetId id, WorkOrder order) {
    ReservationChange.of(outlook(id), order)
        .ifPresent(
            change -> {
              change.told().forEach(outlet::tell);
              change.used().forEach((part, pieces) -> keep(ledger(part).used(pieces)));
              keep(id, outlook(id).ordered(change.order()));
              hold(id, change.order());
              change.told().forEach(reservation -> changed.add(reservation.partNumber()));
            });
  }

  private void hold(AssetId id, OrderParts order) {
    for (String part : order.pieces().keySet()) {
      if (order.reserved(part) > 0) {
        holders.computeIfAbsent(part, p -> new TreeSet<>()).add(id);
        ledgers.computeIfAbsent(part, PartLedger::of);
        changed.add(part);
      }
    }
  }

  private AssetOutlook outlook(AssetId id) {
    return outlooks.getOrDefault(id, AssetOutlook.UNKNOWN);
  }

  private PartLedger ledger(String part) {
    return ledgers.getOrDefault(part, PartLedger.of(part));
  }

  private void keep(PartLedger ledger) {
    ledgers.put(ledger.partNumber(), ledger);
    outlet.keep(ledger);
    changed.add(ledger.partNumber());
  }

  private void keep(AssetId id, AssetOutlook outlook) {
    if (outlook.equals(outlook(id))) {
      return;
    }
    if (outlook.equals(AssetOutlook.UNKNOWN)) {
      outlooks.remove(id);
    } else {
      outlooks.put(id, outlook);
    }
    outlet.keep(id, outlook);
    PartsOfAsset parts = declared.get(id);
    if (parts != null) {
      changed.addAll(parts.partNumbers());
    }
  }
}
