package io.millwright.contracts.ledger;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a month in one currency sum to; never without the entries themselves.
 *
 * @param month of {@code bookedAt}, in UTC, for example {@code 2026-03}
 * @param currency of the sums; null if no entry of the month has an amount
 * @param net sum of all amounts
 * @param byKind sums by kind, of those that have an amount
 * @param entries ids of the entries that are summed
 * @param notValued ids of the entries of the month without amount, which no sum holds
 */
public record SavingsTotal(
    String month,
    @Nullable String currency,
    double net,
    Map<LedgerEntry.Kind, Double> byKind,
    List<String> entries,
    List<String> notValued) {

  public SavingsTotal {
    byKind = Map.copyOf(byKind);
    entries = List.copyOf(entries);
    notValued = List.copyOf(notValued);
  }

  /**
   * Sums entries by month, oldest first, and by currency, so that nothing is converted. Entries
   * without amount stand with the first currency of their month.
   */
  public static List<SavingsTotal> of(Collection<LedgerEntry> entries) {
    Map<YearMonth, List<LedgerEntry>> months = grouped(entries, SavingsTotal::month);
    List<SavingsTotal> totals = new ArrayList<>();
    months.forEach(
        (month, booked) -> {
          List<LedgerEntry> valued = booked.stream().filter(e -> e.amount() != null).toList();
          List<String> without =
              booked.stream().filter(e -> e.amount() == null).map(LedgerEntry::entryId).toList();
          if (valued.isEmpty()) {
            totals.add(new SavingsTotal(month.toString(), null, 0, Map.of(), List.of(), without));
          }
          for (Map.Entry<String, List<LedgerEntry>> one :
              grouped(valued, e -> String.valueOf(e.currency())).entrySet()) {
            totals.add(total(month, one.getKey(), one.getValue(), without));
            without = List.of();
          }
        });
    return List.copyOf(totals);
  }

  private static SavingsTotal total(
      YearMonth month, String currency, List<LedgerEntry> valued, List<String> without) {
    Map<LedgerEntry.Kind, Double> byKind = new EnumMap<>(LedgerEntry.Kind.class);
    double net = 0;
    for (LedgerEntry e : valued) {
      double amount = e.amount() == null ? 0 : e.amount();
      byKind.merge(e.kind(), amount, Double::sum);
      net += amount;
    }
    return new SavingsTotal(
        month.toString(),
        currency,
        net,
        byKind,
        valued.stream().map(LedgerEntry::entryId).toList(),
        without);
  }

  private static YearMonth month(LedgerEntry e) {
    return YearMonth.from(e.bookedAt().atOffset(ZoneOffset.UTC));
  }

  /** By key in their order; in a group by time and id, so that sums do not depend on arrival. */
  private static <K extends Comparable<? super K>> Map<K, List<LedgerEntry>> grouped(
      Collection<LedgerEntry> entries, Function<LedgerEntry, K> key) {
    Map<K, List<LedgerEntry>> groups = new TreeMap<>();
    entries.stream()
        .sorted(Comparator.comparing(LedgerEntry::bookedAt).thenComparing(LedgerEntry::entryId))
        .forEach(e -> groups.computeIfAbsent(key.apply(e), k -> new ArrayList<>()).add(e));
    return groups;
  }
}
