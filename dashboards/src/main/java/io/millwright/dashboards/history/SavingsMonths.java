package io.millwright.dashboards.history;

import io.millwright.contracts.ledger.LedgerEntry;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the savings ledger by month, kind, machine and currency, from the entries as they stand.
 * Months change when an entry is revised or taken back, long after they are over. Owned by one
 * thread.
 */
final class SavingsMonths {
  private final Map<String, Booked> entries = new HashMap<>();
  private final Map<Key, Sum> stored = new HashMap<>();

  /** Whether there may be changes: nothing is summed up in vain. */
  private boolean news = true;

  private record Key(Instant month, String kind, String asset, String currency) {}

  /** What counts of an entry. */
  private record Booked(Key key, @Nullable Double amount) {}

  private record Sum(double amount, long entries, long notValued) {
    static final Sum NONE = new Sum(0, 0, 0);

    Sum plus(@Nullable Double more) {
      return more == null
          ? new Sum(amount, entries, notValued + 1)
          : new Sum(amount + more, entries + 1, notValued);
    }
  }

  /**
   * @param known what a store holds: without it, a sum whose entries were taken back while nobody
   *     looked would stay
   */
  SavingsMonths(Collection<BoardPoint> known) {
    known.forEach(this::stored);
  }

  /** An entry as it stands now; null if it was taken back. */
  void take(String entryId, @Nullable LedgerEntry entry) {
    news = true;
    if (entry == null) {
      entries.remove(entryId);
    } else {
      entries.put(entryId, new Booked(key(entry), entry.amount()));
    }
  }

  private static Key key(LedgerEntry entry) {
    YearMonth month = YearMonth.from(entry.bookedAt().atOffset(ZoneOffset.UTC));
    return new Key(
        month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
        entry.kind().name(),
        entry.assetId() == null ? HistoryLayout.NONE : entry.assetId().value(),
        entry.currency() == null ? HistoryLayout.NONE : entry.currency());
  }

  /** Sums that differ from what is stored, those that came to nothing among them. */
  List<BoardPoint> changes() {
    if (!news) {
      return List.of();
    }
    Map<Key, Sum> sums = new HashMap<>();
    stored.keySet().forEach(key -> sums.put(key, Sum.NONE));
    // In order, so that the same entries make the same sum to the last bit.
    entries.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .forEach(b -> sums.put(b.key(), sums.getOrDefault(b.key(), Sum.NONE).plus(b.amount())));
    List<BoardPoint> changed = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          if (!sum.equals(stored.get(key))) {
            changed.add(point(key, sum));
          }
        });
    news = !changed.isEmpty();
    return changed;
  }

  /** A point that the store has accepted. */
  void stored(BoardPoint point) {
    news = true;
    stored.put(
        new Key(
            point.time(),
            point.tags().getOrDefault("kind", HistoryLayout.NONE),
            point.tags().getOrDefault("asset", HistoryLayout.NONE),
            point.tags().getOrDefault("currency", HistoryLayout.NONE)),
        new Sum(
            number(point, "amount").doubleValue(),
            number(point, "entries").longValue(),
            number(point, "not_valued").longValue()));
  }

  private static Number number(BoardPoint point, String field) {
    return point.fields().get(field) instanceof Number number ? number : 0;
  }

  private static BoardPoint point(Key key, Sum sum) {
    return BoardPoint.of(BoardMeasurement.SAVINGS, key.month())
        .tag("kind", key.kind())
        .tag("asset", key.asset())
        .tag("currency", key.currency())
        .number("amount", sum.amount())
        .count("entries", sum.entries())
        .count("not_valued", sum.notValued())
        .end();
  }
}
