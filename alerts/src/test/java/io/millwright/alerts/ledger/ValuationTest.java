package io.millwright.alerts.ledger;

import static io.millwright.alerts.ledger.Told.RULES;
import static io.millwright.alerts.ledger.Told.closed;
import static io.millwright.alerts.ledger.Told.day;
import static io.millwright.alerts.ledger.Told.opened;
import static io.millwright.alerts.ledger.Told.pump;
import static io.millwright.alerts.ledger.Told.report;
import static io.millwright.alerts.ledger.Told.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.alerts.Plant;
import io.millwright.alerts.ledger.Costs.ByPriority;
import io.millwright.alerts.ledger.Costs.FailureCost;
import io.millwright.contracts.advisory.Advisory.Status;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Evidence;
import io.millwright.contracts.ledger.LedgerEntry.Kind;
import io.millwright.contracts.ledger.SavingsTotal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuationTest {
  /** Of docs/kpis.md: 8 h at 1000 EUR/h, 6000 after and 2000 before a failure, p = 0.5. */
  private static final Costs COSTS =
      new Costs(
          "EUR",
          "p.lanner, 2026-01",
          1500.0,
          4.0,
          80.0,
          0.2,
          new ByPriority(0.9, 0.5, null, null),
          List.of(
              new FailureCost(null, null, null, 400.0, null, null),
              new FailureCost(null, Criticality.B, 8.0, 1000.0, null, 2000.0),
              new FailureCost("pump", null, null, null, 6000.0, null),
              new FailureCost("fan", Criticality.B, 1.0, 1.0, 1.0, 1.0)));

  private static LedgerRules rules(Costs costs) {
    return new LedgerRules(
        RULES.window(),
        RULES.horizon(),
        RULES.longestDowntime(),
        true,
        null,
        RULES.every(),
        RULES.energy(),
        costs);
  }

  private static Map<String, LedgerEntry> entries(MachineRecord record, Costs costs) {
    return new Valuation(rules(costs)).entries(Plant.PUMP, record, day(-1000));
  }

  private static LedgerEntry entry(Map<String, LedgerEntry> all, String id) {
    return requireNonNull(all.get(id), () -> id + " is none of " + all.keySet());
  }

  @Test
  void theExampleOfTheDocumentation() {
    Map<String, LedgerEntry> all = entries(PerformanceTest.example(), COSTS);

    assertThat(all.keySet())
        .containsExactly(
            "case:c1",
            "case:c3",
            "case:c4",
            "failure:north/pump-7@" + day(34),
            "failure:north/pump-7@" + day(60));
    LedgerEntry avoided = entry(all, "case:c1");
    assertThat(avoided.kind()).isEqualTo(Kind.AVOIDED_FAILURE);
    assertThat(avoided.amount()).isEqualTo(0.5 * (8 * 1000 + 6000) - 2000).isEqualTo(5000);
    assertThat(avoided.bookedAt()).isEqualTo(day(15));
    assertThat(avoided.currency()).isEqualTo("EUR");
    assertThat(avoided.declaredBy()).isEqualTo("p.lanner, 2026-01");
    assertThat(avoided.evidence())
        .containsExactly(new Evidence("case", "c1"), new Evidence("report", "r1"));
    assertThat(avoided.figures()).hasSize(5);

    assertThat(entry(all, "case:c3").kind()).isEqualTo(Kind.FALSE_CALL);
    assertThat(entry(all, "case:c3").amount()).isEqualTo(-320);

    LedgerEntry called = entry(all, "failure:north/pump-7@" + day(34));
    assertThat(called.kind()).isEqualTo(Kind.FAILURE_NOT_PREVENTED);
    assertThat(called.amount()).as("12 h as measured").isEqualTo(-(12 * 1000 + 6000));
    assertThat(called.evidence())
        .containsExactly(new Evidence("report", "r2"), new Evidence("case", "c2"));

    LedgerEntry missed = entry(all, "failure:north/pump-7@" + day(60));
    assertThat(missed.kind()).isEqualTo(Kind.MISSED_FAILURE);
    assertThat(missed.amount()).as("6 h as measured").isEqualTo(-(6 * 1000 + 6000));
    assertThat(missed.evidence())
        .containsExactly(new Evidence("event", "trip"), new Evidence("event", "start"));

    List<LedgerEntry> booked = new ArrayList<>(all.values());
    for (int month = 1; month <= 4; month++) {
      booked.add(requireNonNull(new Valuation(rules(COSTS)).platform(YearMonth.of(2026, month))));
    }
    List<SavingsTotal> totals = SavingsTotal.of(booked);
    assertThat(totals)
        .extracting(SavingsTotal::month)
        .containsExactly("2026-01", "2026-02", "2026-03", "2026-04");
    assertThat(totals)
        .extracting(SavingsTotal::net)
        .containsExactly(5000 - 1500.0, -18_000 - 320 - 1500.0, 5000 - 12_000 - 1500.0, -1500.0);
    assertThat(totals.get(0).entries()).containsExactly("platform:2026-01", "case:c1");
    assertThat(totals.get(1).byKind())
        .containsEntry(Kind.FAILURE_NOT_PREVENTED, -18_000.0)
        .containsEntry(Kind.FALSE_CALL, -320.0)
        .containsEntry(Kind.PLATFORM, -1500.0);
  }

  @Test
  void whatIsNotDeclaredIsListedAndNotGuessed() {
    Map<String, LedgerEntry> all = entries(PerformanceTest.example(), Costs.NONE);

    assertThat(all).hasSize(5);
    assertThat(all.values()).allMatch(e -> e.amount() == null);
    assertThat(entry(all, "case:c1").notValued())
        .contains("probability of failure")
        .contains("cost per hour of downtime for pump of criticality B")
        .contains("planned repair");
    assertThat(entry(all, "case:c3").notValued())
        .isEqualTo("not declared: inspection; cost of an hour of inspection");
    assertThat(new Valuation(rules(Costs.NONE)).platform(YearMonth.of(2026, 1))).isNull();
    List<SavingsTotal> totals = SavingsTotal.of(all.values());
    assertThat(totals).allMatch(t -> t.currency() == null && t.entries().isEmpty());
    assertThat(totals.get(0).notValued()).containsExactly("case:c1");
  }

  @Test
  void anInspectionThatAFailureContradictsIsNoFalseCall() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(report("r", "bearing", 2, Outcome.NOTHING_FOUND))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_NOTHING_FOUND));
    assertThat(entry(entries(record, COSTS), "case:c").kind()).isEqualTo(Kind.FALSE_CALL);

    Map<String, LedgerEntry> after =
        entries(record.take(report("f", "bearing", 20, Outcome.REPAIRED, day(19))), COSTS);
    assertThat(entry(after, "case:c").kind()).isEqualTo(Kind.INSPECTION_MISSED);
    assertThat(entry(after, "case:c").amount()).isEqualTo(-320);
    LedgerEntry failure = entry(after, "failure:north/pump-7@" + day(19));
    assertThat(failure.kind()).isEqualTo(Kind.FAILURE_AFTER_INSPECTION);
    assertThat(failure.amount()).isEqualTo(-(24 * 1000 + 6000));
    assertThat(failure.evidence()).contains(new Evidence("case", "c"));
  }

  /** However many cases had called it, a failure is lost once. */
  @Test
  void aFailureIsBookedOnce() {
    MachineRecord record =
        pump()
            .take(opened("c1", "bearing", 0))
            .take(opened("c2", "seal", 1))
            .take(report("f", null, 5, Outcome.REPAIRED, day(4)))
            .take(closed("c1", "bearing", 0, 5, Status.CLOSED_REPAIRED))
            .take(closed("c2", "seal", 1, 5, Status.CLOSED_REPAIRED));

    Map<String, LedgerEntry> all = entries(record, COSTS);
    assertThat(all).hasSize(1);
    assertThat(all.values().iterator().next().evidence())
        .contains(new Evidence("case", "c1"), new Evidence("case", "c2"));
  }

  @Test
  void onlyChangesAreToldAndAReopenedCaseTakesItsEntryBack() {
    Valuation valuation = new Valuation(rules(COSTS));
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 0))
            .take(closed("c", "bearing", 0, 2, Status.CLOSED_NOTHING_FOUND));
    Valuation.Revision first = valuation.revise(Plant.PUMP, record, day(-100));
    assertThat(first.changed()).extracting(LedgerEntry::revision).containsExactly(1);

    MachineRecord told = record.told(first.told());
    assertThat(valuation.revise(Plant.PUMP, told, day(-100)).changed()).isEmpty();

    Valuation other = new Valuation(rules(Costs.NONE));
    Valuation.Revision revalued = other.revise(Plant.PUMP, told, day(-100));
    assertThat(revalued.changed()).extracting(LedgerEntry::revision).containsExactly(2);
    assertThat(revalued.takenBack()).isEmpty();

    MachineRecord reopened = told.take(snapshot("c", 3, "bearing", Status.OPEN, 0, 3));
    Valuation.Revision back = valuation.revise(Plant.PUMP, reopened, day(-100));
    assertThat(back.takenBack()).containsExactly("case:c");
    assertThat(back.told()).isEmpty();

    Valuation.Revision beyond = valuation.revise(Plant.PUMP, told, day(50));
    assertThat(beyond.takenBack()).as("old entries stay as they were told").isEmpty();
    assertThat(beyond.changed()).isEmpty();
  }

  private static EnergyUse used(int revision, double measured, double error) {
    return new EnergyUse(
        "north/pump-7@" + day(3),
        revision,
        Plant.PUMP,
        day(3),
        day(3).plus(Duration.ofHours(revision)),
        revision,
        measured,
        revision * 10,
        error,
        "power of the last 24 h of healthy running, median of hours 10 kW");
  }

  @Test
  void energyBeyondTheExpectationIsALossAtItsPrice() {
    Map<String, LedgerEntry> all = entries(pump().take(used(5, 60, 1)), COSTS);

    LedgerEntry wasted = entry(all, "energy:north/pump-7@" + day(3));
    assertThat(wasted.kind()).isEqualTo(Kind.ENERGY_WASTED);
    assertThat(wasted.amount()).as("(60 − 50) kWh × 0.2 EUR/kWh").isEqualTo(-2.0);
    assertThat(wasted.bookedAt()).isEqualTo(day(3).plus(Duration.ofHours(5)));
    assertThat(wasted.evidence()).containsExactly(new Evidence("energy", "north/pump-7@" + day(3)));
    assertThat(wasted.assumption()).contains("same work").contains("10 kW");
    assertThat(wasted.figures())
        .contains(new LedgerEntry.Figure("price of energy", 0.2, "EUR/kWh", "declared"))
        .contains(new LedgerEntry.Figure("energy in that time", 60, "kWh", "measured"));
  }

  @Test
  void energyWithinItsErrorIsNotBooked() {
    assertThat(entries(pump().take(used(5, 60, 5)), COSTS)).as("2 errors exactly").isEmpty();
    assertThat(entries(pump().take(used(5, 60, 4.9)), COSTS)).hasSize(1);
    assertThat(entries(pump().take(used(5, 50.4, 0)), COSTS)).as("1 % of a meter").isEmpty();
    assertThat(entries(pump().take(used(5, 50.6, 0)), COSTS)).hasSize(1);
    assertThat(entries(pump().take(used(5, 40, 1)), COSTS)).as("less is no saving").isEmpty();
  }

  @Test
  void energyWithoutAPriceIsNotValued() {
    LedgerEntry wasted =
        entry(entries(pump().take(used(5, 60, 1)), Costs.NONE), "energy:north/pump-7@" + day(3));

    assertThat(wasted.amount()).isNull();
    assertThat(wasted.notValued()).isEqualTo("not declared: price of energy");
    assertThat(wasted.figures()).hasSize(4);
  }

  @Test
  void newerSnapshotsOfEnergyReplaceOlderOnesAndTakeBackWhatFallsIntoItsError() {
    Valuation valuation = new Valuation(rules(COSTS));
    MachineRecord record = pump().take(used(5, 60, 1));
    Valuation.Revision first = valuation.revise(Plant.PUMP, record, day(-1000));
    record = record.told(first.told());

    assertThat(record.take(used(5, 60, 1))).as("told twice").isSameAs(record);
    assertThat(record.take(used(4, 99, 1))).as("told late").isSameAs(record);

    MachineRecord more = record.take(used(6, 72, 1));
    assertThat(valuation.revise(Plant.PUMP, more, day(-1000)).changed())
        .singleElement()
        .matches(e -> e.revision() == 2 && Objects.equals(e.amount(), -2.4));
    MachineRecord none = record.take(used(6, 60, 1));
    assertThat(valuation.revise(Plant.PUMP, none, day(-1000)).takenBack())
        .containsExactly("energy:north/pump-7@" + day(3));
  }

  @Test
  void costsNeedACurrencyAndSomebodyWhoStandsForThem() {
    assertThatThrownBy(() -> costs("EUR", null, 100.0)).hasMessageContaining("declaredBy");
    assertThatThrownBy(() -> costs(null, "me", 100.0)).hasMessageContaining("currency");
    assertThatThrownBy(() -> costs("EUR", "me", -1.0)).hasMessageContaining("platformPerMonth");
    assertThatThrownBy(() -> new ByPriority(1.2, null, null, null))
        .hasMessageContaining("between 0 and 1");
  }

  private static Costs costs(
      @Nullable String currency, @Nullable String declaredBy, @Nullable Double platform) {
    return new Costs(
        currency, declaredBy, platform, null, null, null, COSTS.failureProbability(), List.of());
  }
}
