package io.millwright.alerts.ledger;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one machine from which calls are judged. Facts are kept by their identity, so that
 * what comes twice changes nothing; what a fact means is decided later, from all of them. Bounded:
 * what is older than the window and its horizons is forgotten, and of each kind no more than {@link
 * #MOST} are kept; with facts beyond that the observation begins later, so that no rate is made of
 * time whose facts are gone. Immutable.
 *
 * @param machine what it is
 * @param observedFrom when its observation began, in event time; null: with the plant's
 * @param gaps times without observation
 * @param cases newest snapshots
 * @param reports of maintenance
 * @param signals of failures and their ends
 * @param acknowledgements of its alarms
 * @param energy used while it ran degraded, newest snapshots
 * @param told entries of the ledger as they were told, by id
 */
public record MachineRecord(
    Machine machine,
    @Nullable Instant observedFrom,
    List<Gap> gaps,
    List<CaseFact> cases,
    List<ReportFact> reports,
    List<Signal> signals,
    Acknowledgements acknowledgements,
    List<EnergyUse> energy,
    Map<String, LedgerEntry> told) {

  /** Of a kind of facts; more than a machine has that is not broken. */
  static final int MOST = 250;

  /** Ids of events that alerts tell themselves, of what a report has told already. */
  private static final String OWN = "millwright:alerts:";

  /**
   * What a machine is, as last declared.
   *
   * @param equipmentClass class; {@code unknown} if it was never declared
   * @param criticality B if it was never declared
   * @param items ids of its maintainable items
   */
  record Machine(String equipmentClass, Criticality criticality, List<String> items) {
    static final Machine UNKNOWN = new Machine("unknown", Criticality.B, List.of());

    Machine {
      items = List.copyOf(items);
    }
  }

  /** A machine of which nothing is known. */
  public static final MachineRecord NEW =
      new MachineRecord(
          Machine.UNKNOWN,
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Acknowledgements.NONE,
          List.of(),
          Map.of());

  public MachineRecord {
    gaps = List.copyOf(gaps);
    cases = List.copyOf(cases);
    reports = List.copyOf(reports);
    signals = List.copyOf(signals);
    energy = energy == null ? List.of() : List.copyOf(energy); // null: stored before there was any
    told = Map.copyOf(told);
  }

  /** Whether it is declared now. */
  public boolean declared() {
    return !machine.equals(Machine.UNKNOWN)
        && gaps.stream().noneMatch(g -> g.id().equals(Gap.NOT_DECLARED) && g.until() == null);
  }

  /**
   * It is declared, for the first time or again.
   *
   * @param now the plant's time; null if it has none yet
   */
  public MachineRecord declare(Asset asset, @Nullable Instant now) {
    Machine is =
        new Machine(
            asset.equipmentClass(),
            asset.criticality(),
            asset.items().stream().map(MaintainableItem::id).toList());
    boolean first = machine.equals(Machine.UNKNOWN);
    return with(is, first ? earlier(observedFrom, now) : observedFrom, end(Gap.NOT_DECLARED, now));
  }

  /** Whether there is nothing to keep: no declaration in any window, and no fact. */
  public boolean isEmpty() {
    return machine.equals(Machine.UNKNOWN)
        && cases.isEmpty()
        && reports.isEmpty()
        && signals.isEmpty()
        && acknowledgements.equals(Acknowledgements.NONE)
        && energy.isEmpty()
        && told.isEmpty();
  }

  /**
   * Its declaration is taken back.
   *
   * @param now the plant's time; null if nothing has happened in the plant yet
   */
  public MachineRecord retire(@Nullable Instant now) {
    if (!declared()) {
      return this;
    } else if (now == null) {
      return NEW;
    }
    return with(machine, observedFrom, plus(gaps, new Gap(Gap.NOT_DECLARED, now, null)));
  }

  /** A snapshot of a case; an older one than is known changes nothing. */
  public MachineRecord take(Advisory c) {
    CaseFact now = CaseFact.of(c);
    List<CaseFact> all = new ArrayList<>(cases);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).caseId().equals(now.caseId())) {
        CaseFact before = all.get(i);
        if (before.revision() >= now.revision()) {
          return this;
        }
        all.set(i, before.followedBy(now));
        return withCases(all);
      }
    }
    all.add(now);
    return withCases(all);
  }

  /** A work order serves a case. */
  public MachineRecord take(WorkOrder order) {
    return withCases(
        cases.stream()
            .map(c -> c.caseId().equals(order.caseId()) ? c.withOrder(order.workOrderId()) : c)
            .toList());
  }

  /** A maintenance report; a repeated one changes nothing. */
  public MachineRecord take(MaintenanceReport report) {
    if (reports.stream().anyMatch(r -> r.id().equals(report.id()))) {
      return this;
    }
    MachineRecord next = withReports(plus(reports, ReportFact.of(report)));
    String item = report.itemId() == null ? itemOf(report) : report.itemId();
    if (report.failedAt() != null) {
      next =
          next.signal(
              new Signal(Signal.Kind.FAILED, "report", report.id(), report.failedAt(), item));
    }
    if (report.outcome() == MaintenanceReport.Outcome.REPAIRED) {
      next =
          next.signal(new Signal(Signal.Kind.RESTORED, "report", report.id(), report.time(), item));
    }
    return next;
  }

  private @Nullable String itemOf(MaintenanceReport report) {
    return cases.stream()
        .filter(
            c ->
                c.caseId().equals(report.caseId())
                    || (report.workOrderId() != null && report.workOrderId().equals(c.orderId())))
        .map(CaseFact::itemId)
        .filter(Items::isKnown)
        .findFirst()
        .orElse(null);
  }

  /**
   * An event. Of starts only those count that may end a failure: there are too many of the others.
   *
   * @param rules what is a failure
   */
  public MachineRecord take(MachineEvent e, LedgerRules rules) {
    if (e.id().startsWith(OWN)) {
      return this;
    }
    if (e.type() == MachineEventType.TRIP && rules.trips()) {
      return signal(new Signal(Signal.Kind.FAILED, "event", e.id(), e.time(), e.itemId()));
    }
    boolean restores =
        e.type() == MachineEventType.MAINTENANCE_PERFORMED
            || (e.type() == MachineEventType.START
                && Failure.of(signals, rules.longestDowntime()).stream()
                    .anyMatch(f -> !e.time().isBefore(f.at()) && f.lasts(e.time())));
    return restores
        ? signal(new Signal(Signal.Kind.RESTORED, "event", e.id(), e.time(), e.itemId()))
        : this;
  }

  /** A transition of an alarm. */
  public MachineRecord take(AlarmEvent e) {
    Acknowledgements next = acknowledgements.take(e);
    List<Gap> silent = gaps;
    if (e.condition() == AlarmCondition.SILENT) {
      boolean ended = !e.active() || e.status() == AlarmStatus.NORMAL;
      List<Gap> same = gaps.stream().filter(g -> g.id().equals(e.alarmId())).toList();
      boolean known = same.stream().anyMatch(g -> g.until() == null);
      // An alarm that nobody acknowledged is raised again under its id.
      Instant from = same.isEmpty() ? e.raisedAt() : e.time();
      silent =
          ended
              ? end(e.alarmId(), e.time())
              : known ? gaps : plus(gaps, new Gap(e.alarmId(), from, null));
    }
    return new MachineRecord(
        machine, observedFrom, silent, cases, reports, signals, next, energy, told);
  }

  /** Energy it used while it ran degraded; an older snapshot than is known changes nothing. */
  public MachineRecord take(EnergyUse use) {
    Optional<EnergyUse> known =
        energy.stream().filter(u -> u.useId().equals(use.useId())).findFirst();
    if (known.isPresent() && known.get().revision() >= use.revision()) {
      return this;
    }
    List<EnergyUse> all = new ArrayList<>(energy);
    known.ifPresent(all::remove);
    all.add(use);
    return new MachineRecord(
        machine, observedFrom, gaps, cases, reports, signals, acknowledgements, all, told);
  }

  /** The entries as they have been told now. */
  public MachineRecord told(Map<String, LedgerEntry> entries) {
    return new MachineRecord(
        machine, observedFrom, gaps, cases, reports, signals, acknowledgements, energy, entries);
  }

  /**
   * Without what no window reaches any more.
   *
   * @param before facts that ended earlier are forgotten, entries that were booked earlier too;
   *     what was told of them stays told
   */
  public MachineRecord forget(Instant before) {
    List<Instant> times = new ArrayList<>();
    times.add(before);
    times.add(nthNewest(cases, c -> !c.open(), CaseFact::updatedAt, before));
    times.add(nthNewest(reports, r -> true, ReportFact::time, before));
    times.add(nthNewest(signals, s -> true, Signal::time, before));
    Instant from = times.stream().max(Instant::compareTo).orElse(before);
    boolean beyond = from.isAfter(before);
    Map<String, LedgerEntry> kept = new TreeMap<>(told);
    kept.values().removeIf(e -> e.bookedAt().isBefore(from));
    boolean gone =
        gaps.stream()
            .anyMatch(
                g ->
                    g.id().equals(Gap.NOT_DECLARED)
                        && g.until() == null
                        && g.from().isBefore(from));
    return new MachineRecord(
        gone ? Machine.UNKNOWN : machine,
        beyond && (observedFrom == null || observedFrom.isBefore(from)) ? from : observedFrom,
        gaps.stream().filter(g -> g.until() == null || !g.until().isBefore(from)).toList(),
        cases.stream().filter(c -> c.countsFrom(from)).toList(),
        reports.stream().filter(r -> !r.time().isBefore(from)).toList(),
        signals.stream().filter(s -> !s.time().isBefore(from)).toList(),
        acknowledgements.forget(from),
        energy.stream().filter(u -> !u.to().isBefore(from)).toList(),
        kept);
  }

  /** The time of the oldest that may be kept of more than {@link #MOST}; else the given one. */
  private static <T> Instant nthNewest(
      List<T> facts, Predicate<T> counts, Function<T, Instant> time, Instant otherwise) {
    List<Instant> times = facts.stream().filter(counts).map(time).sorted().toList();
    return times.size() <= MOST ? otherwise : times.get(times.size() - MOST);
  }

  /**
   * How long it was under observation in a window.
   *
   * @param plantFrom begin of the plant's time
   */
  public Duration observed(Instant plantFrom, Instant from, Instant to) {
    if (machine.equals(Machine.UNKNOWN)) {
      return Duration.ZERO; // it was never declared, so nobody promised to watch it
    }
    Instant began = observedFrom == null ? plantFrom : observedFrom;
    Instant begin = began.isAfter(from) ? began : from;
    return begin.isBefore(to) ? Gap.observed(begin, to, gaps) : Duration.ZERO;
  }

  private MachineRecord signal(Signal signal) {
    return signals.stream().anyMatch(signal::same)
        ? this
        : new MachineRecord(
            machine,
            observedFrom,
            gaps,
            cases,
            reports,
            plus(signals, signal),
            acknowledgements,
            energy,
            told);
  }

  private List<Gap> end(String id, @Nullable Instant at) {
    return gaps.stream()
        .map(
            g ->
                g.id().equals(id) && g.until() == null && at != null
                    ? new Gap(id, g.from(), at)
                    : g)
        .toList();
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private static <T> List<T> plus(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private MachineRecord with(Machine is, @Nullable Instant from, List<Gap> without) {
    return new MachineRecord(
        is, from, without, cases, reports, signals, acknowledgements, energy, told);
  }

  private MachineRecord withCases(List<CaseFact> all) {
    return new MachineRecord(
        machine, observedFrom, gaps, all, reports, signals, acknowledgements, energy, told);
  }

  private MachineRecord withReports(List<ReportFact> all) {
    return new MachineRecord(
        machine, observedFrom, gaps, cases, all, signals, acknowledgements, energy, told);
  }
}
