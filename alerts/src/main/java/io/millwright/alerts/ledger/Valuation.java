package io.millwright.alerts.ledger;

import io.millwright.alerts.ledger.Costs.FailureCost;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Evidence;
import io.millwright.contracts.ledger.LedgerEntry.Figure;
import io.millwright.contracts.ledger.LedgerEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entries of the savings ledger: of each answered case, each failure, each month of the
 * platform and each month of degraded running where power is measured. Amounts are in the declared
 * currency, rounded to hundredths; a figure that is missing leaves the entry without amount.
 * Immutable.
 *
 * <pre>
 *   avoided failure   p × (downtime × cost per hour + corrective repair) − planned repair
 *   false call        − inspection hours × rate; likewise accepted as normal, and an inspection
 *                     that a failure contradicts
 *   failure           − (downtime × cost per hour + corrective repair), called or not
 *   energy wasted     − (measured − expected energy) × price of energy, if it is above its error
 *   platform          − cost per month, in full for each month begun
 * </pre>
 *
 * <p>Failures count against the ledger, although some of them would have come without the platform
 * as well: a sum that shows only what went well would explain nothing.
 */
public final class Valuation {
  private static final String DECLARED = "declared";
  private static final String MEASURED = "measured";

  /** Of a difference from its expectation, beyond which noise is no explanation any more. */
  private static final double STANDARD_ERRORS = 2;

  /** Of the expected energy: what a meter of class 1 may be off (IEC 62053-21). */
  private static final double METER_ERROR = 0.01;

  private final Costs costs;
  private final LedgerRules rules;

  /** By the rules of a plant. */
  public Valuation(LedgerRules rules) {
    this.costs = rules.costs();
    this.rules = rules;
  }

  /**
   * The entries of a machine, by id, in revision 1.
   *
   * @param from entries that would be booked earlier are left out
   */
  public Map<String, LedgerEntry> entries(AssetId id, MachineRecord record, Instant from) {
    Judgement judgement = Judgement.of(record, rules);
    Map<String, LedgerEntry> entries = new TreeMap<>();
    for (Judgement.Call call : judgement.calls()) {
      LedgerEntry entry = call(id, record.machine(), call);
      if (entry != null && !entry.bookedAt().isBefore(from)) {
        entries.put(entry.entryId(), entry);
      }
    }
    for (Judgement.Missed failure : judgement.failures()) {
      LedgerEntry entry = failure(id, record.machine(), failure);
      if (!entry.bookedAt().isBefore(from)) {
        entries.put(entry.entryId(), entry);
      }
    }
    for (EnergyUse use : record.energy()) {
      if (isBeyondNoise(use) && !use.to().isBefore(from)) {
        LedgerEntry entry = energy(use);
        entries.put(entry.entryId(), entry);
      }
    }
    return entries;
  }

  /**
   * What is to be told of a machine's entries.
   *
   * @param told all entries as they stand now, by id
   * @param changed those of them that were not told so before
   * @param takenBack ids of those that were told and are none any more
   */
  public record Revision(
      Map<String, LedgerEntry> told, List<LedgerEntry> changed, List<String> takenBack) {}

  /**
   * Compares the entries of a machine with what was told.
   *
   * @param from entries that were booked earlier stay as they were told
   */
  public Revision revise(AssetId id, MachineRecord record, Instant from) {
    return revise(record.told(), entries(id, record, from), from);
  }

  /** Compares entries with what was told. */
  public Revision revise(
      Map<String, LedgerEntry> before, Map<String, LedgerEntry> now, Instant from) {
    Map<String, LedgerEntry> told = new TreeMap<>();
    List<LedgerEntry> changed = new ArrayList<>();
    now.forEach(
        (id, entry) -> {
          LedgerEntry last = before.get(id);
          if (last != null && last.withRevision(1).equals(entry)) {
            told.put(id, last);
            return;
          }
          LedgerEntry next = entry.withRevision(last == null ? 1 : last.revision() + 1);
          told.put(id, next);
          changed.add(next);
        });
    List<String> takenBack =
        before.values().stream()
            .filter(e -> !now.containsKey(e.entryId()) && !e.bookedAt().isBefore(from))
            .map(LedgerEntry::entryId)
            .sorted()
            .toList();
    return new Revision(told, changed, takenBack);
  }

  private @Nullable LedgerEntry call(
      AssetId id, MachineRecord.Machine machine, Judgement.Call call) {
    return switch (call.verdict()) {
      case REPAIRED_IN_TIME -> avoided(id, machine, call);
      case REPAIRED_UNSAID ->
          entry(
              draft(id, call, Kind.UNCONFIRMED_REPAIR).missing("what was found: no report says so"),
              "closed as repaired; whether the call was right is not known",
              0);
      case NOTHING_FOUND ->
          inspection(
              draft(id, call, Kind.FALSE_CALL),
              "an inspection found nothing; the call counts as false unless the item fails within "
                  + rules.horizon().toDays()
                  + " days");
      case ACCEPTED_AS_NORMAL ->
          inspection(
              draft(id, call, Kind.ACCEPTED_AS_NORMAL),
              "a person looked and accepted the behaviour as normal, at the cost of an inspection");
      case CONTRADICTED ->
          inspection(
              draft(id, call, Kind.INSPECTION_MISSED),
              "the inspection missed what failed within "
                  + rules.horizon().toDays()
                  + " days; the call was right");
      // Failures are booked once each, whatever cases had called them; open cases are unanswered.
      case FAILED_FIRST, LATE, CONFIRMED, UNANSWERED -> null;
    };
  }

  private LedgerEntry avoided(AssetId id, MachineRecord.Machine machine, Judgement.Call call) {
    CaseFact c = call.fact();
    Draft draft = draft(id, call, Kind.AVOIDED_FAILURE);
    double p =
        draft.figure(
            "probability of failure without repair, case of priority " + c.priority(),
            costs.failureProbability().of(c.priority()),
            "1");
    double downtime = downtime(draft, machine, null);
    double rate = rate(draft, machine);
    double corrective =
        consequence(draft, machine, "corrective repair", money(), FailureCost::correctiveRepair);
    double planned =
        consequence(draft, machine, "planned repair", money(), FailureCost::plannedRepair);
    return entry(
        draft,
        "had it not been repaired it would have failed with the declared probability, at the cost"
            + " of the downtime and the corrective repair; the planned repair is subtracted",
        p * (downtime * rate + corrective) - planned);
  }

  private LedgerEntry inspection(Draft draft, String assumption) {
    double hours = draft.figure("inspection", costs.inspectionHours(), "h");
    double rate = draft.figure("cost of an hour of inspection", costs.inspectionRate(), perHour());
    return entry(draft, assumption, -hours * rate);
  }

  private LedgerEntry failure(AssetId id, MachineRecord.Machine machine, Judgement.Missed judged) {
    Failure f = judged.failure();
    Kind kind =
        switch (judged.kind()) {
          case CALLED -> Kind.FAILURE_NOT_PREVENTED;
          case CALLED_NOT_FOUND -> Kind.FAILURE_AFTER_INSPECTION;
          case MISSED -> Kind.MISSED_FAILURE;
        };
    Draft draft = new Draft("failure:" + id + "@" + f.at(), kind, id, f.itemId(), f.at());
    f.told().forEach(s -> draft.rests(s.source(), s.id()));
    judged.cases().forEach(c -> draft.rests("case", c.caseId()));
    double downtime = downtime(draft, machine, f.downtime());
    double rate = rate(draft, machine);
    double corrective =
        consequence(draft, machine, "corrective repair", money(), FailureCost::correctiveRepair);
    String assumption =
        switch (judged.kind()) {
          case CALLED -> "it failed before it was repaired, although it had been called";
          case CALLED_NOT_FOUND -> "it failed after its case had been closed";
          case MISSED -> "it failed and had not been called";
        };
    return entry(
        draft,
        assumption + "; the loss is shown, whether or not the platform could have prevented it",
        -(downtime * rate + corrective));
  }

  private static boolean isBeyondNoise(EnergyUse use) {
    return use.excessKwh()
        > Math.max(
            STANDARD_ERRORS * use.standardErrorKwh(), METER_ERROR * Math.abs(use.expectedKwh()));
  }

  private LedgerEntry energy(EnergyUse use) {
    Draft draft =
        new Draft("energy:" + use.useId(), Kind.ENERGY_WASTED, use.assetId(), null, use.to());
    draft.rests("energy", use.useId());
    draft.measured("degraded running", use.degradedHours(), "h");
    draft.measured("energy in that time", use.measuredKwh(), "kWh");
    draft.measured("energy of as much healthy running", use.expectedKwh(), "kWh");
    draft.measured("standard error of the difference", use.standardErrorKwh(), "kWh");
    double price = draft.figure("price of energy", costs.energyPerKwh(), money() + "/kWh");
    return entry(
        draft,
        "it did the same work as while it was healthy, and would have used the "
            + use.basis()
            + "; nobody measured the work",
        -use.excessKwh() * price);
  }

  /** The entry of a month of the platform; null if its cost is not declared. */
  public @Nullable LedgerEntry platform(YearMonth month) {
    if (costs.platformPerMonth() == null) {
      return null;
    }
    Draft draft =
        new Draft(
            "platform:" + month,
            Kind.PLATFORM,
            null,
            null,
            month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    draft.rests("period", month.toString());
    double cost = draft.figure("platform", costs.platformPerMonth(), money());
    return entry(draft, "paid in full for each month begun under observation", -cost);
  }

  private double downtime(Draft draft, MachineRecord.Machine machine, @Nullable Duration measured) {
    if (measured != null) {
      double hours = measured.toMillis() / 3_600_000.0;
      draft.measured("downtime", hours, "h");
      return hours;
    }
    return consequence(draft, machine, "downtime of a failure", "h", FailureCost::downtimeHours);
  }

  private double rate(Draft draft, MachineRecord.Machine machine) {
    return consequence(
        draft, machine, "cost per hour of downtime", perHour(), FailureCost::costPerHour);
  }

  private double consequence(
      Draft draft,
      MachineRecord.Machine machine,
      String name,
      String unit,
      Function<FailureCost, @Nullable Double> figure) {
    Double value = costs.failure(machine.equipmentClass(), machine.criticality(), figure);
    if (value == null) {
      draft.missing(
          name + " for " + machine.equipmentClass() + " of criticality " + machine.criticality());
      return 0;
    }
    return draft.figure(name, value, unit);
  }

  private String money() {
    return costs.currency() == null ? "1" : costs.currency();
  }

  private String perHour() {
    return money() + "/h";
  }

  private static Draft draft(AssetId id, Judgement.Call call, Kind kind) {
    CaseFact c = call.fact();
    Draft draft = new Draft("case:" + c.caseId(), kind, id, c.itemId(), c.updatedAt());
    draft.rests("case", c.caseId());
    call.reports().forEach(r -> draft.rests("report", r.id()));
    if (c.orderId() != null) {
      draft.rests("order", c.orderId());
    }
    if (call.failure() != null) {
      call.failure().told().forEach(s -> draft.rests(s.source(), s.id()));
    }
    return draft;
  }

  private LedgerEntry entry(Draft draft, String assumption, double amount) {
    boolean valued = draft.missing.isEmpty();
    return new LedgerEntry(
        draft.id,
        1,
        draft.kind,
        draft.assetId,
        Items.isKnown(draft.itemId) ? draft.itemId : null,
        draft.bookedAt,
        valued ? hundredths(amount) : null,
        costs.currency(),
        valued ? null : "not declared: " + String.join("; ", draft.missing),
        draft.figures,
        assumption,
        draft.evidence.stream().distinct().toList(),
        costs.declaredBy());
  }

  private static Double hundredths(double amount) {
    return Math.round(amount * 100) / 100.0;
  }

  /** An entry in the making: collects its figures and what is missing. */
  private static final class Draft {
    private final String id;
    private final Kind kind;
    private final @Nullable AssetId assetId;
    private final @Nullable String itemId;
    private final Instant bookedAt;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();

    Draft(
        String id,
        Kind kind,
        @Nullable AssetId assetId,
        @Nullable String itemId,
        Instant bookedAt) {
      this.id = id;
      this.kind = kind;
      this.assetId = assetId;
      this.itemId = itemId;
      this.bookedAt = bookedAt;
    }

    /** The value; 0 if it is missing, when the amount will not be used. */
    double figure(String name, @Nullable Double value, String unit) {
      if (value == null) {
        missing.add(name.toLowerCase(Locale.ROOT));
        return 0;
      }
      figures.add(new Figure(name, value, unit, DECLARED));
      return value;
    }

    void measured(String name, double value, String unit) {
      figures.add(new Figure(name, value, unit, MEASURED));
    }

    Draft missing(String what) {
      missing.add(what);
      return this;
    }

    void rests(String on, String evidenceId) {
      evidence.add(new Evidence(on, evidenceId));
    }
  }
}
