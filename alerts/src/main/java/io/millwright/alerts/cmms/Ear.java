package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.Reconciliation.Difference;
import io.millwright.alerts.cmms.Reconciliation.Kind;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.audit.CommandStatus.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what people do in the maintenance system: by asking for changes, and once a night by
 * comparing everything. What it hears is told before the link says that it was, so a crash repeats
 * it and the ids make that harmless. Owned by the desk's thread; has no clock.
 */
final class Ear {
  private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

  /** What a slow transaction over there may become visible late. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  /** Orders that must be lost at once to make it doubtful that they are. */
  private static final int MANY = 3;

  private final Cmms cmms;
  private final Duration lookBack;
  private final Outbox outbox;
  private final Availability availability;
  private final Journal journal;
  private final CmmsCounters counters;

  /**
   * By the clock of the maintenance system, never ahead of ours; null to begin from as far back as
   * is looked.
   */
  private @Nullable Instant heardUpTo;

  /** What was told of orders that cannot be read, by their id, so that each is told once. */
  private final Map<String, String> unreadable = new HashMap<>();

  /**
   * @param lookBack how old a change may be that is still looked for after a start
   */
  Ear(
      Cmms cmms,
      Duration lookBack,
      Outbox outbox,
      Availability availability,
      Journal journal,
      CmmsCounters counters) {
    this.cmms = cmms;
    this.lookBack = lookBack;
    this.outbox = outbox;
    this.availability = availability;
    this.journal = journal;
    this.counters = counters;
  }

  /** Partitions were taken over: what they missed is asked for. */
  void rewind() {
    heardUpTo = null;
    availability.hearingBegins();
    unreadable.clear();
  }

  /** Asks for changes. Changes nothing if the maintenance system does not answer. */
  void listen(Instant now) {
    if (!cmms.answersQuestions() || !availability.open(now)) {
      return;
    }
    Instant since = heardUpTo == null ? now.minus(lookBack) : heardUpTo.minus(OVERLAP);
    for (ExternalOrder changed : ask(since, now)) {
      hear(changed, now);
      // A date that somebody set ahead must not hide all changes until then.
      Instant at = changed.updatedAt().isAfter(now) ? now : changed.updatedAt();
      heardUpTo = heardUpTo == null || at.isAfter(heardUpTo) ? at : heardUpTo;
    }
  }

  /** In order of change; empty if it does not answer. */
  private List<ExternalOrder> ask(Instant since, Instant now) {
    try {
      Changes changes = cmms.changedSince(since);
      availability.answered(now);
      availability.heard(now);
      changes.unreadable().forEach(u -> tell(u, now));
      List<ExternalOrder> changed = new ArrayList<>(changes.orders());
      changed.sort(Comparator.comparing(ExternalOrder::updatedAt));
      return changed;
    } catch (CmmsException e) {
      availability.notHeard(e, now);
      if (e.fate() == Fate.BUSY || e.fate() == Fate.UNAVAILABLE) {
        availability.failed(e, now); // a refusal to tell is no sign of health
      }
      counters.failed(e.fate());
      LOG.atWarn()
          .addKeyValue("cmms", cmms.name())
          .addKeyValue("error", e.getMessage())
          .log("changes cannot be heard");
      return List.of();
    }
  }

  private void tell(Changes.Unreadable order, Instant now) {
    if (order.error().equals(unreadable.put(order.id(), order.error()))) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("external", order.id())
        .addKeyValue("reference", order.reference())
        .addKeyValue("error", order.error())
        .log("order there cannot be read");
    refuse(
        "cmms:%s:%s:%s".formatted(cmms.name(), order.id(), Kind.UNREADABLE),
        "order %s (%s) cannot be read: %s".formatted(order.id(), order.reference(), order.error()),
        now);
  }

  private boolean hear(ExternalOrder seen, Instant now) {
    Delivery delivery = outbox.behind(seen);
    CmmsLink link = delivery == null ? null : delivery.link();
    // Without a counterpart the next attempt will find it; another counterpart is a double.
    if (delivery == null || link == null || !seen.id().equals(link.externalId())) {
      return false;
    }
    if (!news(link, seen) || !journal.stillOwner()) {
      return false;
    }
    if (delivery.order() != null) {
      tell(delivery.order(), delivery, seen, now);
    }
    CmmsLink after = delivery.seen(seen, now);
    journal.store(after);
    outbox.put(delivery.with(after));
    return true;
  }

  private static boolean news(CmmsLink link, ExternalOrder seen) {
    boolean findings = seen.status() == ExternalStatus.DONE && seen.outcome() != null;
    return seen.status() != link.status() || (findings && !link.reported());
  }

  /** Tells what a person did with an order there; the caller stores the link. */
  void tell(WorkOrder order, Delivery delivery, ExternalOrder seen, Instant now) {
    CmmsLink link = delivery.link();
    if (link == null) {
      return;
    }
    Feedback feedback = Feedback.of(cmms.name(), order, link, seen);
    if (feedback.action() != null) {
      counters.heard(feedback.action().kind().name());
      journal.tell(feedback.action());
    }
    if (feedback.report() != null) {
      counters.heard("REPORT");
      journal.tell(feedback.report());
    }
    if (seen.status() == ExternalStatus.OPEN) {
      return; // whoever approves there is given until the night
    }
    Feedback.difference(order, delivery.seen(seen, now), seen.status())
        .ifPresent(
            difference ->
                refuse(
                    "cmms:%s:%s:%s".formatted(cmms.name(), seen.id(), seen.status()),
                    "order " + order.workOrderId() + " " + difference,
                    now));
  }

  /**
   * Compares all that this instance owns with all that is there; hears what was missed, marks what
   * is gone, and tells the rest.
   *
   * @param everyReference of every instance's links, asked for after the orders there; null if
   *     another instance looks for orphans
   * @return empty if the maintenance system does not answer
   */
  Optional<Reconciliation> reconcile(Instant now, @Nullable Supplier<Set<String>> everyReference) {
    if (!cmms.answersQuestions() || !availability.open(now)) {
      return Optional.empty();
    }
    try {
      Changes changes = cmms.changedSince(now.minus(lookBack));
      List<ExternalOrder> there = changes.orders();
      Reconciliation found = compare(changes, now);
      List<Difference> differences = new ArrayList<>(found.differences());
      if (everyReference != null) {
        differences.addAll(orphans(there, everyReference.get()));
      }
      availability.answered(now);
      Reconciliation result = new Reconciliation(found.compared(), found.repaired(), differences);
      report(result, now);
      return Optional.of(result);
    } catch (CmmsException e) {
      availability.failed(e, now);
      counters.failed(e.fate());
      LOG.atWarn()
          .addKeyValue("cmms", cmms.name())
          .addKeyValue("error", e.getMessage())
          .log("reconciliation is put off");
      return Optional.empty();
    }
  }

  private Reconciliation compare(Changes there, Instant now) {
    Map<String, List<ExternalOrder>> byReference =
        there.orders().stream().collect(Collectors.groupingBy(ExternalOrder::reference));
    Set<String> unread =
        there.unreadable().stream().map(Changes.Unreadable::id).collect(Collectors.toSet());
    List<Difference> differences = new ArrayList<>();
    there
        .unreadable()
        .forEach(u -> differences.add(new Difference(Kind.UNREADABLE, u.id(), u.error())));
    List<Delivery> lost = new ArrayList<>();
    int compared = 0;
    int repaired = 0;
    for (Delivery delivery : outbox.all()) {
      CmmsLink link = delivery.link();
      WorkOrder order = delivery.order();
      if (link == null || link.externalId() == null || order == null) {
        continue;
      }
      compared++;
      String id = link.externalId();
      List<ExternalOrder> same = byReference.getOrDefault(link.reference(), List.of());
      if (same.size() > 1) {
        String ids = same.stream().map(ExternalOrder::id).collect(Collectors.joining(", "));
        differences.add(new Difference(Kind.DOUBLED, link.workOrderId(), "is there as " + ids));
      }
      if (unread.contains(id)) {
        continue;
      }
      Optional<ExternalOrder> counterpart;
      try {
        counterpart =
            same.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .or(() -> cmms.read(Courier.counterpart(link, id)));
      } catch (CmmsException e) {
        if (e.systemic()) {
          throw e; // which says nothing of this order
        }
        String error = String.valueOf(e.getMessage());
        differences.add(new Difference(Kind.UNREADABLE, link.workOrderId(), error));
        continue;
      }
      if (counterpart.isEmpty()) {
        if (Delivery.live(order)) {
          lost.add(delivery);
        }
        continue;
      }
      CmmsLink seen = delivery.seen(counterpart.get(), now);
      if (hear(counterpart.get(), now)) {
        repaired++;
      } else {
        // An action that got lost on the way is repeated, under its id, until it is answered.
        repeat(Feedback.of(cmms.name(), order, link, counterpart.get()));
      }
      Feedback.difference(order, seen, counterpart.get().status())
          .ifPresent(d -> differences.add(new Difference(Kind.DIFFERING, link.workOrderId(), d)));
    }
    refuseIfMostAreLost(lost, compared);
    for (Delivery delivery : lost) {
      CmmsLink link = delivery.link();
      if (link != null && link.externalId() != null) {
        String id = link.externalId();
        differences.add(new Difference(Kind.MISSING, link.workOrderId(), id + " is gone"));
        missing(delivery, id, now);
      }
    }
    return new Reconciliation(compared, repaired, differences);
  }

  /** Nobody deletes most orders in a day; but whoever loses a right sees none of them. */
  private void refuseIfMostAreLost(List<Delivery> lost, int compared) {
    long known = lost.stream().filter(d -> d.link() != null && d.link().deadLetter()).count();
    long news = lost.size() - known;
    if (news >= MANY && 2 * news > compared - known) {
      throw CmmsException.unavailable(
          "%d of %d orders are not to be seen in %s: has our user lost a right?"
              .formatted(news, compared - known, cmms.name()),
          null);
    }
  }

  private void repeat(Feedback feedback) {
    if (feedback.action() != null) {
      journal.tell(feedback.action());
    }
  }

  private void missing(Delivery delivery, String id, Instant now) {
    CmmsLink link = delivery.link();
    if (link == null || link.deadLetter() || !journal.stillOwner()) {
      return;
    }
    CmmsLink gone = delivery.gone("order " + id + " is not in " + cmms.name() + " any more", now);
    journal.store(gone);
    outbox.put(delivery.with(gone));
  }

  private static List<Difference> orphans(List<ExternalOrder> there, Set<String> known) {
    return there.stream()
        .filter(o -> o.reference().startsWith(OrderReference.PREFIX))
        .filter(o -> !known.contains(o.reference()))
        .map(o -> new Difference(Kind.ORPHANED, o.reference(), o.id() + " has no order here"))
        .toList();
  }

  private void report(Reconciliation result, Instant now) {
    counters.reconciled(result);
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    String request = "cmms:" + cmms.name() + ":reconciliation:" + day;
    for (Difference d : result.differences()) {
      refuse(request + ":" + d.kind() + ":" + d.subject(), d.subject() + " " + d.detail(), now);
      LOG.atWarn()
          .addKeyValue("kind", d.kind())
          .addKeyValue("subject", d.subject())
          .addKeyValue("detail", d.detail())
          .log("order differs from its counterpart");
    }
    journal.tell(
        new CommandStatus(
            request,
            now,
            Outcome.DONE,
            "%d compared, %d changes heard late, %d differ"
                .formatted(result.compared(), result.repaired(), result.differences().size())));
  }

  private void refuse(String request, String detail, Instant now) {
    journal.tell(new CommandStatus(request, now, Outcome.REFUSED, detail));
  }
}
