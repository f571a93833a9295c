package io.millwright.dashboards.console;

import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Savings and performance of the plant; immutable.
 *
 * @param savings entries, newest first
 * @param performance the plant first, then classes, items and models
 */
record Ledger(List<LedgerEntry> savings, List<PerformanceReport> performance) {
  static final Ledger EMPTY = new Ledger(List.of(), List.of());

  Ledger {
    savings = List.copyOf(savings);
    performance = List.copyOf(performance);
  }

  static Ledger of(Map<String, LedgerEntry> savings, Map<String, PerformanceReport> performance) {
    return new Ledger(
        sorted(
            savings.values(),
            Comparator.comparing(LedgerEntry::bookedAt)
                .reversed()
                .thenComparing(LedgerEntry::entryId)),
        sorted(
            performance.values(),
            Comparator.comparing(PerformanceReport::scope)
                .thenComparing(PerformanceReport::scopeId)));
  }

  private static <T> List<T> sorted(Collection<T> some, Comparator<T> order) {
    return some.stream().sorted(order).toList();
  }
}
