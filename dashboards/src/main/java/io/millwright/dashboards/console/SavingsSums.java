package io.millwright.dashboards.console;

import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Evidence;
import io.millwright.contracts.ledger.LedgerEntry.Figure;
import io.millwright.contracts.ledger.SavingsTotal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Totals of the savings ledger over every entry as it stands, not only over those that are shown.
 * Of an entry it keeps what a sum needs: its id, kind, date and amount. Their number is bounded by
 * what happens in the plant: each is of a case that people answered, a failure, a degraded running,
 * or a month. Owned by one thread.
 */
final class SavingsSums {
  private static final List<Figure> FIGURES = List.of(new Figure("left out", 0, "1", "none"));
  private static final List<Evidence> EVIDENCE = List.of(new Evidence("left", "out"));

  private final Map<String, YearMonth> months = new HashMap<>();
  private final Map<YearMonth, Map<String, LedgerEntry>> booked = new HashMap<>();

  /** By month; what has changed is missing until it is asked for. */
  private final Map<YearMonth, List<SavingsTotal>> totals = new TreeMap<>();

  /** An entry as it stands now; null if it was taken back. */
  void take(String key, @Nullable LedgerEntry entry) {
    YearMonth before = months.remove(key);
    if (before != null) {
      of(before).remove(key);
      totals.remove(before);
    }
    if (entry != null) {
      YearMonth month = YearMonth.from(entry.bookedAt().atOffset(ZoneOffset.UTC));
      months.put(key, month);
      of(month).put(key, brief(entry));
      totals.remove(month);
    }
  }

  private Map<String, LedgerEntry> of(YearMonth month) {
    return booked.computeIfAbsent(month, m -> new HashMap<>());
  }

  /**
   * All totals, as {@link SavingsTotal#of} makes them. A month that has changed is summed anew:
   * taking the old amount off the sum would leave its rounding behind.
   */
  List<SavingsTotal> totals() {
    booked.forEach(
        (month, entries) -> totals.computeIfAbsent(month, m -> SavingsTotal.of(entries.values())));
    return totals.values().stream().flatMap(List::stream).toList();
  }

  /** The entry without its words, which are most of it. */
  private static LedgerEntry brief(LedgerEntry e) {
    return new LedgerEntry(
        e.entryId(),
        e.revision(),
        e.kind(),
        null,
        null,
        e.bookedAt(),
        e.amount(),
        e.currency() == null ? null : e.currency().intern(),
        e.notValued() == null ? null : "left out",
        FIGURES,
        "left out",
        EVIDENCE,
        e.declaredBy() == null ? null : "left out");
  }
}
