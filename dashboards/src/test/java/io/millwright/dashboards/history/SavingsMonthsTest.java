package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavingsMonthsTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  private final SavingsMonths months = new SavingsMonths(List.of());

  @Test
  void sumsAMonthByKindMachineAndCurrency() {
    months.take("a", entry(Kind.FALSE_CALL, "2026-03-01T00:00:00Z", -100.0));
    months.take("b", entry(Kind.FALSE_CALL, "2026-03-31T23:59:59Z", -200.0));
    months.take("c", entry(Kind.AVOIDED_FAILURE, "2026-03-02T00:00:00Z", 1_000.0));
    months.take("d", entry(Kind.FALSE_CALL, "2026-04-01T00:00:00Z", -50.0));

    assertThat(months.changes())
        .containsExactlyInAnyOrder(
            sum(Kind.FALSE_CALL, MARCH, -300, 2, 0),
            sum(Kind.AVOIDED_FAILURE, MARCH, 1_000, 1, 0),
            sum(Kind.FALSE_CALL, Instant.parse("2026-04-01T00:00:00Z"), -50, 1, 0));
  }

  @Test
  void countsWhatHasNoAmountApart() {
    months.take("a", entry(Kind.FALSE_CALL, "2026-03-05T00:00:00Z", null));

    assertThat(months.changes())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.tags()).containsEntry("currency", "none");
              assertThat(point.fields())
                  .containsEntry("amount", 0.0)
                  .containsEntry("entries", 0L)
                  .containsEntry("not_valued", 1L);
            });
  }

  @Test
  void tellsChangesOnlyAndNothingOfWhatWasTakenBackIsLeft() {
    months.take("a", entry(Kind.FALSE_CALL, "2026-03-05T00:00:00Z", -100.0));
    List<BoardPoint> first = months.changes();
    assertThat(months.changes()).as("until the store has them").isEqualTo(first);
    first.forEach(months::stored);
    assertThat(months.changes()).isEmpty();

    months.take("a", entry(Kind.INSPECTION_MISSED, "2026-03-05T00:00:00Z", -100.0));

    assertThat(months.changes())
        .containsExactlyInAnyOrder(
            sum(Kind.FALSE_CALL, MARCH, 0, 0, 0), sum(Kind.INSPECTION_MISSED, MARCH, -100, 1, 0));

    months.changes().forEach(months::stored);
    months.take("a", null);
    assertThat(months.changes()).containsExactly(sum(Kind.INSPECTION_MISSED, MARCH, 0, 0, 0));
  }

  @Test
  void whatWasTakenBackWhileNobodyLookedIsTakenFromTheStoreToo() {
    SavingsMonths restarted = new SavingsMonths(List.of(sum(Kind.FALSE_CALL, MARCH, -100, 1, 0)));
    restarted.take("b", entry(Kind.AVOIDED_FAILURE, "2026-03-05T00:00:00Z", 7.0));

    assertThat(restarted.changes())
        .containsExactlyInAnyOrder(
            sum(Kind.FALSE_CALL, MARCH, 0, 0, 0), sum(Kind.AVOIDED_FAILURE, MARCH, 7, 1, 0));
  }

  private static BoardPoint sum(
      Kind kind, Instant month, double amount, long entries, long notValued) {
    return BoardPoint.of(BoardMeasurement.SAVINGS, month)
        .tag("kind", kind.name())
        .tag("asset", "pump-1")
        .tag("currency", "EUR")
        .number("amount", amount)
        .count("entries", entries)
        .count("not_valued", notValued)
        .end();
  }

  private static LedgerEntry entry(Kind kind, String bookedAt, @Nullable Double amount) {
    return new LedgerEntry(
        "id",
        1,
        kind,
        new AssetId("pump-1"),
        "bearing",
        Instant.parse(bookedAt),
        amount,
        amount == null ? null : "EUR",
        amount == null ? "costs are not declared" : null,
        List.of(new LedgerEntry.Figure("inspection", 4, "h", "declared")),
        "as declared",
        List.of(new LedgerEntry.Evidence("case", "c")),
        amount == null ? null : "ann");
  }
}
