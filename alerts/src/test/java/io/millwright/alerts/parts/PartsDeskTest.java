package io.millwright.alerts.parts;

import static io.millwright.alerts.parts.Pumps.LEAD_TIME;
import static io.millwright.alerts.parts.Pumps.LIFE;
import static io.millwright.alerts.parts.Pumps.NOW;
import static io.millwright.alerts.parts.Pumps.bearing;
import static io.millwright.alerts.parts.Pumps.id;
import static io.millwright.alerts.parts.Pumps.lives;
import static io.millwright.alerts.parts.Pumps.order;
import static io.millwright.alerts.parts.Pumps.pump;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.SpareAdvice.Shortage;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsDeskTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RecordingOutlet outlet = new RecordingOutlet();
  private PartsDesk desk = new PartsDesk(PartsRule.DEFAULT, outlet);
  private Instant now = NOW;

  private SpareAdvice renewed(String part) {
    now = now.plus(MINUTE);
    desk.renew(now, 100);
    return outlet.newest(part);
  }

  /** Fifty pumps of which each fails within the lead time with probability 0.05. */
  private void fiftyPumps(SparePart part) {
    for (int i = 0; i < 50; i++) {
      desk.hear(id(i), pump(i, part), now);
    }
    for (int i = 0; i < 50; i++) {
      // Heard when the advice will be calculated: no age.
      desk.hear(id(i), lives(i, now, LIFE), now.plus(MINUTE));
    }
  }

  /** Binomial table, n = 50, p = 0.05: P(D ≤ 2) = 0.5405, P(D ≤ 4) = 0.8964, P(D ≤ 5) = 0.9622. */
  @Test
  void fiftyPumpsGiveWhatABinomialTableSays() {
    fiftyPumps(bearing(2));

    SpareAdvice advice = renewed("6205");

    assertThat(advice.expectedDemand()).isEqualTo(2.5);
    assertThat(advice.serviceLevel()).isEqualTo(0.95);
    assertThat(advice.baseStock()).isEqualTo(5);
    assertThat(advice.orderQuantity()).isEqualTo(3);
    assertThat(advice.orderBy()).isEqualTo(now);
    assertThat(advice.stockOutRisk()).isCloseTo(1 - 0.5405, within(5e-5));
    assertThat(advice.advisedStockOutRisk()).isCloseTo(1 - 0.9622, within(5e-5));
    // E[(D − 2)⁺] = 0.5 + 2 P(0) + P(1) = 0.5 + 2 · 0.07694 + 0.20249
    assertThat(advice.expectedShortage()).isCloseTo(0.8564, within(5e-5));
    assertThat(advice.coveredAssets()).isEqualTo(50);
    assertThat(advice.uncoveredAssets()).isZero();
    assertThat(advice.needs()).hasSize(20).allMatch(need -> need.probability() == 0.05);
    assertThat(advice.costPerYear()).isNull();
    assertThat(advice.basis())
        .contains("Calculated by a machine", "95 %", "50 machines", "pump-life 3");
  }

  @Test
  void declaredCostsDecideAndAreTold() {
    fiftyPumps(new SparePart("6205", "B", 2, LEAD_TIME, 0, 365.25, 0.2, 1.8, null));

    SpareAdvice advice = renewed("6205");

    // b / (b + h) = 1.8 / 2.0 lies between P(D ≤ 4) and P(D ≤ 5).
    assertThat(advice.serviceLevel()).isCloseTo(0.9, within(1e-12));
    assertThat(advice.baseStock()).isEqualTo(5);
    assertThat(advice.orderCost()).isEqualTo(1096);
    // E[(2 − D)⁺] = 2 − 2.5 + 0.8564; a year at 0.2 and 1.8 a piece and day.
    assertThat(requireNonNull(advice.costPerYear()))
        .isCloseTo(365.25 * (0.2 * 0.3564 + 1.8 * 0.8564), within(0.2));
    assertThat(requireNonNull(advice.advisedCostPerYear()))
        .isLessThan(requireNonNull(advice.costPerYear()));
  }

  @Test
  void thePageShowsWhatIsCalculated() throws IOException {
    String page = Files.readString(Path.of("../docs/spare-parts.md"));
    fiftyPumps(bearing(2));

    assertThat(page).contains(row("the plant's service level", renewed("6205")));

    fiftyPumps(new SparePart("6205", "Bearing", 2, LEAD_TIME, 0, 45.0, 0.2, 20.0, null));

    assertThat(page).contains(row("least cost", renewed("6205")));
  }

  /** A row of the page's table. */
  private static String row(String target, SpareAdvice a) {
    Double cost = a.costPerYear();
    Double advisedCost = a.advisedCostPerYear();
    return "| %s | %s | %s | %d | %d | %s → %s | %s → %s | %s |"
        .formatted(
            target,
            Figures.words(a.expectedDemand()),
            Figures.words(a.serviceLevel()),
            a.baseStock(),
            a.orderQuantity(),
            Figures.words(a.stockOutRisk()),
            Figures.words(a.advisedStockOutRisk()),
            Figures.words(a.expectedShortage()),
            Figures.words(a.advisedExpectedShortage()),
            cost == null || advisedCost == null
                ? "not declared"
                : Figures.words(cost) + " → " + Figures.words(advisedCost));
  }

  /**
   * Lives drawn from the split log-normal, with another arithmetic than the desk's: 100,000 fleets;
   * the tolerance is four standard errors of a share.
   */
  @Test
  void aSimulatedFleetAsksForAsMuch() {
    int samples = 100_000;
    SplittableRandom random = new SplittableRandom(2026);
    List<RemainingLife> fleet = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double median = random.nextDouble(500, 4000);
      fleet.add(
          new RemainingLife(
              median * random.nextDouble(0.3, 0.9),
              median,
              median * random.nextDouble(1.1, 3),
              0.9,
              LifeUnit.HOURS));
      desk.hear(id(i), pump(i, bearing(3)), now);
      desk.hear(id(i), lives(i, now, fleet.get(i)), now.plus(MINUTE));
    }
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.95);
    int more = 0;
    long demand = 0;
    for (int s = 0; s < samples; s++) {
      int failures = 0;
      for (RemainingLife life : fleet) {
        double score = random.nextGaussian();
        double bound = score < 0 ? life.lower() : life.upper();
        double hours = life.median() * Math.pow(bound / life.median(), Math.abs(score) / z);
        failures += hours <= LEAD_TIME.toHours() ? 1 : 0;
      }
      more += failures > 3 ? 1 : 0;
      demand += failures;
    }

    SpareAdvice advice = renewed("6205");

    double risk = advice.stockOutRisk();
    assertThat(risk).isBetween(0.02, 0.98);
    assertThat((double) more / samples)
        .isCloseTo(risk, within(4 * Math.sqrt(risk * (1 - risk) / samples) + 5e-5));
    // The variance of a sum of independent failures is below its mean.
    assertThat((double) demand / samples)
        .isCloseTo(
            advice.expectedDemand(),
            within(4 * Math.sqrt(advice.expectedDemand() / samples) + 5e-4));
  }

  @Test
  void tellsTheLastDayOnWhichTheNextPieceCanBeOrdered() {
    fiftyPumps(bearing(8));

    SpareAdvice advice = renewed("6205");

    assertThat(advice.orderQuantity()).isZero();
    Instant last = requireNonNull(advice.orderBy());
    long days = Duration.between(now.truncatedTo(ChronoUnit.DAYS), last).toDays();
    assertThat(days).isPositive();
    assertThat(atMost(8, LEAD_TIME.plusDays(days))).isGreaterThanOrEqualTo(0.95);
    assertThat(atMost(8, LEAD_TIME.plusDays(days + 1))).isLessThan(0.95);
  }

  private static double atMost(int pieces, Duration time) {
    double failure = LifeDistribution.of(LIFE, Duration.ofHours(8)).failedBy(time.toHours());
    return BinomialDistribution.of(50, failure).cumulativeProbability(pieces);
  }

  @Test
  void plentyOfStockNeedsNoOrderForTwoYears() {
    fiftyPumps(bearing(50));

    assertThat(renewed("6205").orderBy()).isNull();
  }

  @Test
  void anOverdueOrderStaysOverdueFromWhenItWasFirstSaid() {
    fiftyPumps(bearing(2));
    Instant first = requireNonNull(renewed("6205").orderBy());
    now = now.plus(Duration.ofHours(30));

    assertThat(renewed("6205").orderBy()).isEqualTo(first);
  }

  @Test
  void whatIsOnOrderCounts() {
    fiftyPumps(new SparePart("6205", "B", 2, LEAD_TIME, 2, null, null, null, null));

    assertThat(renewed("6205").orderQuantity()).isEqualTo(1);
  }

  @Test
  void livesInCyclesLastAsLongAsTheCycle() {
    desk.hear(id(1), pump(1, bearing(0)), now);
    // A cycle lasts 8 hours: 125 of them are the lead time.
    RemainingLife cycles = new RemainingLife(125, 250, 500, 0.9, LifeUnit.CYCLES);
    desk.hear(id(1), lives(1, now, cycles), now.plus(MINUTE));

    assertThat(renewed("6205").expectedDemand()).isEqualTo(0.05);
  }

  @Test
  void machinesOfWhichNothingIsKnownAreShown() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    desk.hear(id(2), pump(2, bearing(1)), now);
    desk.hear(id(3), pump(3, bearing(1)), now);
    desk.hear(id(2), lives(2, now, LIFE), now.minus(Duration.ofDays(31)));
    desk.hear(id(3), lives(3, now, new RemainingLife(1, 2, 3, 1, LifeUnit.HOURS)), now);

    SpareAdvice advice = renewed("6205");

    assertThat(advice.coveredAssets()).isZero();
    assertThat(advice.uncoveredAssets()).isEqualTo(3);
    assertThat(advice.uncovered())
        .extracting(SpareAdvice.Uncovered::reason)
        .containsExactly(
            "there is no estimate of its remaining life",
            "its last estimate is older than 720 hours",
            "its estimate cannot be used: its interval promises a coverage of 1.0, not between 0"
                + " and 1");
    assertThat(advice.basis()).contains("Not counted, so that the true need may be higher: 3");
  }

  @Test
  void aDeclaredMeanTimeStandsInForAnEstimate() {
    desk =
        new PartsDesk(
            new PartsRule(0.95, Map.of("pump", LEAD_TIME), Duration.ofDays(30), MINUTE), outlet);
    desk.hear(id(1), pump(1, bearing(1)), now);

    assertThat(renewed("6205").expectedDemand()).isCloseTo(1 - Math.exp(-1), within(5e-5));
    assertThat(renewed("6205").needs().get(0).reason()).startsWith("declared mean time between");
  }

  @Test
  void anOpenCaseSaysWhichItemFails() {
    List<MaintainableItem> items =
        List.of(
            new MaintainableItem("bearing", "Bearing", null, null, List.of("6205")),
            new MaintainableItem("seal", "Seal", null, null, List.of()));
    desk.hear(id(1), pump(1, items, bearing(1)), now);
    desk.hear(id(1), lives(1, now, LIFE), now.plus(MINUTE).plus(MINUTE));
    assertThat(renewed("6205").expectedDemand()).isEqualTo(0.025);

    desk.hear(id(1), Pumps.suspects(1, "bearing", Advisory.Status.OPEN), now);
    assertThat(renewed("6205").expectedDemand()).isEqualTo(0.05);

    desk.hear(id(1), Pumps.suspects(1, "bearing", Advisory.Status.CLOSED_NOTHING_FOUND), now);
    desk.hear(id(1), Pumps.suspects(1, "seal", Advisory.Status.OPEN), now);
    desk.hear(id(1), lives(1, now, LIFE), now.plus(MINUTE));
    assertThat(renewed("6205").expectedDemand()).isZero();
  }

  @Test
  void aRepairEndsTheLifeThatWasEstimatedBefore() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    desk.hear(id(1), lives(1, now, LIFE), now);
    MachineEvent repair =
        new MachineEvent(
            "e-1",
            id(1),
            now,
            MachineEventType.MAINTENANCE_PERFORMED,
            null,
            "fitter",
            "done",
            Origin.MEASURED);
    desk.hear(id(1), repair, now);
    assertThat(renewed("6205").uncoveredAssets()).isEqualTo(1);

    desk.hear(id(1), lives(1, now.plus(MINUTE), LIFE), now);
    desk.hear(id(1), repair, now);
    assertThat(renewed("6205").coveredAssets()).as("the repair was before").isEqualTo(1);
  }

  @Test
  void anApprovedOrderReservesAndCompletingReleases() {
    fiftyPumps(bearing(2));
    Instant due = now.plus(Duration.ofDays(60));
    desk.hear(id(7), order(7, 1, Status.REQUESTED, due, "6205"), now);
    assertThat(outlet.reservations).isEmpty();

    desk.hear(id(7), order(7, 2, Status.APPROVED, due, "6205"), now);

    String reservationId = "order:pump-07/6205";
    PartReservation reserved =
        new PartReservation(reservationId, "order:pump-07", id(7), "6205", 1, due, false, 2);
    assertThat(outlet.reservations).containsExactly(reserved);
    SpareAdvice advice = renewed("6205");
    assertThat(advice.reserved()).isEqualTo(1);
    assertThat(advice.coveredAssets()).as("its own is not counted twice").isEqualTo(49);
    assertThat(advice.baseStock()).isEqualTo(5);
    assertThat(advice.orderQuantity()).isEqualTo(4);
    assertThat(advice.shortages()).isEmpty();

    desk.hear(id(7), order(7, 3, Status.COMPLETED, due, "6205"), now);

    assertThat(outlet.reservations)
        .containsExactly(
            reserved,
            new PartReservation(reservationId, "order:pump-07", id(7), "6205", 1, due, true, 3));
    advice = renewed("6205");
    assertThat(advice.reserved()).isZero();
    assertThat(advice.used()).isEqualTo(1);
    assertThat(advice.stock()).isEqualTo(2);
    assertThat(advice.orderQuantity()).as("one of two is gone").isEqualTo(4);
    assertThat(advice.basis()).contains("took 1 since the stock was declared");

    desk.hear(id(0), pump(0, bearing(1)), now);
    advice = renewed("6205");
    assertThat(advice.used()).isZero();
    assertThat(advice.stock()).isEqualTo(1);
    assertThat(advice.orderQuantity()).isEqualTo(4);
  }

  @Test
  void whatIsReadTwiceChangesNothing() {
    fiftyPumps(bearing(2));
    desk.hear(id(7), order(7, 2, Status.APPROVED, now, "6205"), now);
    desk.hear(id(7), order(7, 3, Status.COMPLETED, now, "6205"), now);
    SpareAdvice before = renewed("6205");
    Map<?, ?> outlooks = Map.copyOf(outlet.outlooks);

    desk.hear(id(7), pump(7, bearing(2)), now);
    desk.hear(id(7), order(7, 2, Status.APPROVED, now, "6205"), now);
    desk.hear(id(7), order(7, 3, Status.COMPLETED, now, "6205"), now);
    desk.hear(id(7), order(7, 4, Status.COMPLETED, now, "6205"), now);

    assertThat(outlet.reservations).hasSize(2);
    assertThat(outlet.outlooks).isEqualTo(outlooks);
    assertThat(renewed("6205").used()).isEqualTo(1);
    assertThat(renewed("6205").orderQuantity()).isEqualTo(before.orderQuantity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "case", "neither"})
  void nothingIsUsedWhereNothingWasFound(String named) {
    desk.hear(id(1), pump(1, bearing(1)), now);
    desk.hear(id(1), order(1, 2, Status.APPROVED, now, "6205"), now);
    desk.hear(
        id(1),
        new MaintenanceReport(
            "r-1",
            id(1),
            null,
            named.equals("case") ? "pump-01" : null,
            named.equals("order") ? "order:pump-01" : null,
            MaintenanceReport.Outcome.NOTHING_FOUND,
            "runs well",
            now,
            "fitter"),
        now);
    desk.hear(id(1), order(1, 3, Status.COMPLETED, now, "6205"), now);

    assertThat(outlet.reservations).last().matches(PartReservation::released);
    assertThat(renewed("6205").used()).isZero();
  }

  @Test
  void anOrderThatCannotBeServedInTimeIsAShortage() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    desk.hear(id(2), pump(2, bearing(1)), now);
    desk.hear(id(3), pump(3, bearing(1)), now);
    Instant soon = now.plus(Duration.ofDays(3));
    desk.hear(id(1), order(1, 1, Status.APPROVED, soon, "6205"), now);
    desk.hear(id(2), order(2, 1, Status.APPROVED, null, "6205"), now);
    desk.hear(id(3), order(3, 1, Status.APPROVED, now.plus(Duration.ofDays(99)), "6205"), now);

    SpareAdvice advice = renewed("6205");

    // Order 2 is needed at once and gets the one there is; order 3 can wait for the lead time.
    assertThat(advice.shortages())
        .containsExactly(
            new Shortage(
                "order:pump-01",
                id(1),
                1,
                soon,
                Instant.parse("2026-06-02T00:00:00Z").plus(LEAD_TIME)));
    assertThat(advice.orderQuantity()).isEqualTo(2);
    assertThat(advice.basis()).contains("SHORTAGE: 1 approved orders");
  }

  @Test
  void aPartThatThePlantDoesNotKnowIsSaidToBeUnknown() {
    desk.hear(id(1), pump(1), now);
    desk.hear(id(1), order(1, 1, Status.APPROVED, now, "6205", "X-1", "X-1"), now);

    assertThat(renewed("6205").declared()).isFalse();
    SpareAdvice unknown = renewed("X-1");
    assertThat(unknown.orderQuantity()).isEqualTo(2);
    assertThat(unknown.basis()).contains("declares no part X-1");
    assertThat(unknown.shortages())
        .containsExactly(
            new Shortage("order:pump-01", id(1), 2, now.minus(MINUTE).minus(MINUTE), null));
  }

  /** What is declared within the bounds of its type is calculated, however odd. */
  @Test
  void oddDeclarationsEndNothing() {
    Duration ages = Duration.ofMillis(Long.MAX_VALUE);
    List<SparePart> odd =
        List.of(
            new SparePart("6205", "B", Integer.MAX_VALUE, Duration.ZERO),
            new SparePart(
                "6205", "B", Integer.MAX_VALUE, ages, Integer.MAX_VALUE, null, null, null, null),
            new SparePart("6205", "B", 0, ages, 0, 1e12, 1e12, 1e-12, null),
            new SparePart("6205", "B", 0, ages, 0, 1e-300, 1e-300, 1e12, 1e-300));
    desk.hear(id(1), lives(1, now, new RemainingLife(0, 0, 0, 0.9, LifeUnit.CYCLES)), now);
    desk.hear(id(1), order(1, 1, Status.APPROVED, Instant.MAX, "6205", "6205"), now);
    for (SparePart part : odd) {
      desk.hear(id(1), pump(1, part), now);
      desk.hear(id(2), pump(2, part), now);
      desk.hear(id(2), lives(2, now, LIFE), now);
      assertThat(renewed("6205").basis()).isNotEmpty();
    }
  }

  @Test
  void aPartThatNobodyNeedsAnyMoreIsForgotten() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    renewed("6205");
    desk.hear(id(1), null, now);
    now = now.plus(MINUTE);
    desk.renew(now, 100);

    assertThat(outlet.forgotten).containsExactly("6205");
    assertThat(outlet.ledgers).isEmpty();
  }

  @Test
  void theNewestDeclarationOfAPartHolds() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    desk.hear(id(2), pump(2, bearing(4)), now);
    assertThat(renewed("6205").stock()).isEqualTo(4);

    desk.hear(id(1), pump(1, bearing(3)), now);
    assertThat(renewed("6205").stock()).isEqualTo(3);
  }

  @Test
  void isRenewedAtABoundedRateAndOnceADay() {
    fiftyPumps(bearing(2));
    renewed("6205");
    for (int second = 1; second <= 600; second++) {
      now = now.plusSeconds(1);
      desk.hear(
          id(1), lives(1, now, new RemainingLife(second, 2000, 4000, 0.9, LifeUnit.HOURS)), now);
      desk.renew(now, 100);
    }
    assertThat(outlet.advices).hasSize(11);
    assertThat(outlet.advices).extracting(SpareAdvice::revision).last().isEqualTo(11);
  }

  @Test
  void aSilentDayIsToldAnew() {
    desk.hear(id(1), pump(1, bearing(1)), now);
    renewed("6205");
    now = now.plus(Duration.ofHours(23));
    assertThat(renewed("6205").revision()).isEqualTo(1);
    now = now.plus(Duration.ofHours(1));

    assertThat(renewed("6205").revision()).isEqualTo(2);
  }

  @Test
  void atMostSoManyPartsAreCalculatedAtOnceAndNoneIsLeftOut() {
    List<Asset> pumps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      SparePart own = new SparePart("P-" + i, "P", 0, LEAD_TIME);
      pumps.add(
          pump(i, List.of(new MaintainableItem("x", "x", null, null, List.of("P-" + i))), own));
    }
    pumps.forEach(p -> desk.hear(p.id(), p, now));
    for (int look = 1; look <= 4; look++) {
      desk.renew(now.plusSeconds(look), 3);
      assertThat(outlet.advices).hasSize(Math.min(10, 3 * look));
    }
  }

  @Test
  void aRestartTellsNothingThatWasToldAndGoesOn() {
    fiftyPumps(bearing(2));
    desk.hear(id(7), order(7, 2, Status.APPROVED, now.plus(Duration.ofDays(9)), "6205"), now);
    SpareAdvice before = renewed("6205");
    int told = outlet.advices.size();

    desk = new PartsDesk(PartsRule.DEFAULT, outlet);
    List.copyOf(outlet.ledgers.values()).forEach(desk::restore);
    Map.copyOf(outlet.outlooks).forEach(desk::restore);
    for (int i = 0; i < 50; i++) {
      desk.restore(pump(i, bearing(2)));
    }
    desk.renew(now, 100);
    assertThat(outlet.advices).hasSize(told);
    assertThat(outlet.newest("6205")).isEqualTo(before);

    desk.hear(id(7), order(7, 3, Status.COMPLETED, null, "6205"), now);
    assertThat(outlet.reservations).hasSize(2).last().matches(PartReservation::released);
    assertThat(renewed("6205").used()).isEqualTo(1);
  }
}
