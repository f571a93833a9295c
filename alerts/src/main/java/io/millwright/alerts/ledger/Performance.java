package io.millwright.alerts.ledger;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.PerformanceReport.Calls;
import io.millwright.contracts.ledger.PerformanceReport.LeadTimes;
import io.millwright.contracts.ledger.PerformanceReport.Quantile;
import io.millwright.contracts.ledger.PerformanceReport.Reliability;
import io.millwright.contracts.ledger.PerformanceReport.Scope;
import io.millwright.contracts.ledger.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls and failures by plant, equipment class, item of a class, and the version that
 * called. Made for one count: machines are added, then {@link #reports} is asked. One owner thread.
 */
public final class Performance {
  private static final double[] QUANTILES = {0.1, 0.25, 0.5, 0.75, 0.9};
  private static final double YEAR_HOURS = 365.25 * 24;

  private final LedgerRules rules;
  private final @Nullable Duration planningTime;
  private final Instant plantFrom;
  private final Instant from;
  private final Instant to;
  private final Map<String, Tally> tallies = new TreeMap<>();

  /**
   * @param planningTime that a lead must exceed; null if none is declared
   * @param plantFrom begin of the plant's time
   * @param to the plant's time now
   */
  public Performance(
      LedgerRules rules, @Nullable Duration planningTime, Instant plantFrom, Instant to) {
    this.rules = rules;
    this.planningTime = planningTime;
    this.plantFrom = plantFrom;
    Instant begin = to.minus(rules.window());
    this.from = begin.isBefore(plantFrom) ? plantFrom : begin;
    this.to = to;
    tally(Scope.PLANT, "plant");
  }

  private static final class Tally {
    private final Scope scope;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Judgement.Kind, Integer> failures = new EnumMap<>(Judgement.Kind.class);
    private final List<Lead> leads = new ArrayList<>();
    private final Intervals intervals = new Intervals();
    private int nothingFoundOpen;
    private int assets;
    private double observedHours;
    private int restored;
    private double downtimeHours;
    private Acknowledgements.Sum answers = Acknowledgements.Sum.NONE;

    Tally(Scope scope) {
      this.scope = scope;
    }

    int count(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    int count(Judgement.Kind kind) {
      return failures.getOrDefault(kind, 0);
    }
  }

  private Tally tally(Scope scope, String id) {
    return tallies.computeIfAbsent(id, key -> new Tally(scope));
  }

  /** Adds a machine. */
  public void add(AssetId id, MachineRecord record) {
    MachineRecord.Machine machine = record.machine();
    Tally plant = tally(Scope.PLANT, "plant");
    Tally ofClass = tally(Scope.CLASS, "class/" + machine.equipmentClass());
    Duration observed = record.observed(plantFrom, from, to);
    if (!observed.isZero()) {
      double hours = hours(observed);
      Stream.concat(
              Stream.of(plant, ofClass), machine.items().stream().map(i -> ofItem(machine, i)))
          .forEach(
              t -> {
                t.assets++;
                t.observedHours += hours;
              });
    }
    Acknowledgements.Sum answers = record.acknowledgements().since(from);
    plant.answers = plant.answers.plus(answers);
    ofClass.answers = ofClass.answers.plus(answers);
    Judgement judgement = Judgement.of(record, rules);
    for (Judgement.Call call : judgement.calls()) {
      if (call.fact().countsFrom(from)) {
        call(plant, call);
        call(ofClass, call);
        call(ofItem(machine, call.fact().itemId()), call);
        call(tally(Scope.MODEL, "model/" + call.fact().openedBy()), call);
      }
    }
    for (Judgement.Missed failure : judgement.failures()) {
      Failure f = failure.failure();
      if (!f.at().isBefore(from) && !f.at().isAfter(to)) {
        failure(plant, failure);
        failure(ofClass, failure);
        if (Items.isKnown(f.itemId())) {
          failure(ofItem(machine, String.valueOf(f.itemId())), failure);
        }
      }
    }
  }

  private Tally ofItem(MachineRecord.Machine machine, String item) {
    return tally(Scope.ITEM, "item/" + machine.equipmentClass() + "/" + item);
  }

  private void call(Tally t, Judgement.Call call) {
    t.verdicts.merge(call.verdict(), 1, Integer::sum);
    Lead lead = call.lead();
    if (lead != null) {
      t.leads.add(lead);
      StatedLife life = call.fact().life();
      if (life != null) {
        t.intervals.add(life, lead.until(call.fact().openedAt()), lead.exact());
      }
    }
    if (call.verdict() == Verdict.NOTHING_FOUND
        && call.fact().updatedAt().plus(rules.horizon()).isAfter(to)) {
      t.nothingFoundOpen++;
    }
  }

  private static void failure(Tally t, Judgement.Missed failure) {
    t.failures.merge(failure.kind(), 1, Integer::sum);
    Duration downtime = failure.failure().downtime();
    if (downtime != null) {
      t.restored++;
      t.downtimeHours += hours(downtime);
    }
  }

  /**
   * What was counted, one report for each scope, in the order of their ids. Items that no call and
   * no failure is about are left out: a plant has many.
   */
  public List<PerformanceReport> reports() {
    List<PerformanceReport> reports = new ArrayList<>();
    tallies.forEach(
        (id, t) -> {
          if (t.scope != Scope.ITEM || !t.verdicts.isEmpty() || !t.failures.isEmpty()) {
            reports.add(
                new PerformanceReport(
                    id,
                    t.scope,
                    from,
                    to,
                    planningTime,
                    calls(t),
                    leads(t),
                    reliability(t),
                    t.intervals.counted()));
          }
        });
    return List.copyOf(reports);
  }

  private static int right(Tally t) {
    return Stream.of(Verdict.values()).filter(Verdict::right).mapToInt(t::count).sum();
  }

  private static int wrong(Tally t) {
    return Stream.of(Verdict.values()).filter(Verdict::wrong).mapToInt(t::count).sum();
  }

  private static Calls calls(Tally t) {
    return new Calls(
        t.count(Verdict.REPAIRED_IN_TIME),
        t.count(Verdict.FAILED_FIRST),
        t.count(Verdict.CONFIRMED),
        t.count(Verdict.NOTHING_FOUND),
        t.nothingFoundOpen,
        t.count(Verdict.ACCEPTED_AS_NORMAL),
        t.count(Verdict.CONTRADICTED),
        t.count(Verdict.LATE),
        t.count(Verdict.REPAIRED_UNSAID),
        t.count(Verdict.UNANSWERED),
        Share.of(right(t), right(t) + wrong(t)));
  }

  private LeadTimes leads(Tally t) {
    List<Lead> exact = t.leads.stream().filter(Lead::exact).toList();
    List<Lead> atLeast = t.leads.stream().filter(l -> !l.exact()).toList();
    List<Quantile> quantiles = new ArrayList<>();
    for (double share : QUANTILES) {
      quantiles.add(new Quantile(share, Lead.quantile(t.leads, share)));
    }
    return new LeadTimes(
        exact.size(),
        atLeast.size(),
        Lead.median(exact),
        Lead.median(atLeast),
        t.leads.isEmpty() ? List.of() : quantiles,
        actionable(exact, atLeast),
        planningTime == null ? 0 : atLeast.size() - beyond(atLeast));
  }

  /** At least: leaving out those of which it is not known would leave out short ones only. */
  private @Nullable Share actionable(List<Lead> exact, List<Lead> atLeast) {
    return planningTime == null
        ? null
        : Share.of(beyond(exact) + beyond(atLeast), exact.size() + atLeast.size());
  }

  private int beyond(Collection<Lead> leads) {
    double needed = planningTime == null ? Double.NaN : hours(planningTime);
    return (int) leads.stream().filter(l -> l.hours() > needed).count();
  }

  private static @Nullable Reliability reliability(Tally t) {
    if (t.scope == Scope.MODEL || (t.scope == Scope.ITEM && t.assets == 0)) {
      return null;
    }
    int missed = t.count(Judgement.Kind.MISSED);
    int called = t.count(Judgement.Kind.CALLED);
    int notFound = t.count(Judgement.Kind.CALLED_NOT_FOUND);
    int failures = missed + called + notFound;
    double years = t.observedHours / YEAR_HOURS;
    return new Reliability(
        t.assets,
        years,
        failures,
        called,
        notFound,
        missed,
        Share.of(missed, failures),
        years > 0 ? wrong(t) / years : null,
        failures > 0 ? t.observedHours / failures : null,
        t.restored,
        t.restored > 0 ? t.downtimeHours / t.restored : null,
        t.answers.answers(),
        t.answers.answers() > 0 ? t.answers.seconds() / t.answers.answers() : null);
  }

  private static double hours(Duration d) {
    return d.toMillis() / 3_600_000.0;
  }
}
