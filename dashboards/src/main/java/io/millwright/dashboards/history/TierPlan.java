package io.millwright.dashboards.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which tier each part of a range is read from: the coarsest whose rows are no longer than a bucket
 * of the answer; the raw one for hours that are stale and for the ends of the range that a coarse
 * row would stick out of; and a coarser one where the finer is not kept so long.
 *
 * <p>A row counts in the bucket that it begins in, so a bucket may miss, or have of its neighbour,
 * less than one row.
 */
final class TierPlan {
  /** Of more spans of stale hours, the whole time between is read raw: each costs a query. */
  private static final int MOST_SPANS = 8;

  /**
   * A part of the range.
   *
   * @param from microseconds since 1970
   * @param to exclusive
   */
  record Part(Tier tier, long from, long to) {}

  private final Trend trend;
  private final long rawFrom;
  private final long minuteFrom;
  private final List<HourSpan> stale;

  private TierPlan(Trend trend, Retention retention, Instant now, List<HourSpan> stale) {
    this.trend = trend;
    this.rawFrom = begins(retention, Tier.RAW, now);
    this.minuteFrom = begins(retention, Tier.MINUTE, now);
    this.stale =
        stale.size() <= MOST_SPANS
            ? stale
            : List.of(new HourSpan(stale.get(0).first(), stale.get(stale.size() - 1).end()));
  }

  /**
   * The parts in order of time, together the range.
   *
   * @param width of a bucket of the answer in microseconds
   * @param stale hours whose coarser tiers cannot be relied on, in order of time
   */
  static List<Part> of(
      Trend trend,
      TimeRange range,
      long width,
      Retention retention,
      Instant now,
      List<HourSpan> stale) {
    return new TierPlan(trend, retention, now, stale)
        .parts(EpochMicros.of(range.from()), EpochMicros.of(range.to()), width);
  }

  private List<Part> parts(long from, long to, long width) {
    Tier wish = coarsest(width);
    long step = Math.max(1, micros(wish));
    long aligned = -Math.floorDiv(-from, step) * step;
    long alignedEnd = Math.floorDiv(to, step) * step;
    TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
    for (long cut : new long[] {aligned, alignedEnd, rawFrom, minuteFrom}) {
      cut(cuts, from, cut, to);
    }
    for (HourSpan span : stale) {
      cut(cuts, from, span.fromMicros(), to);
      cut(cuts, from, span.toMicros(), to);
    }
    List<Part> parts = new ArrayList<>();
    for (long begin = from; begin < to; ) {
      Long next = cuts.higher(begin);
      long end = next == null ? to : next;
      boolean whole = begin >= aligned && end <= alignedEnd;
      Tier tier = tier(begin, whole && !isStale(begin) ? wish : Tier.RAW);
      int last = parts.size() - 1;
      if (last >= 0 && parts.get(last).tier == tier) {
        parts.set(last, new Part(tier, parts.get(last).from, end));
      } else {
        parts.add(new Part(tier, begin, end));
      }
      begin = end;
    }
    return parts;
  }

  private static void cut(TreeSet<Long> cuts, long from, long cut, long to) {
    if (from < cut && cut < to) {
      cuts.add(cut);
    }
  }

  private Tier coarsest(long width) {
    Tier coarsest = Tier.RAW;
    for (Tier tier : trend.tiers()) {
      if (micros(tier) <= width) {
        coarsest = tier;
      }
    }
    return coarsest;
  }

  /** The tier wished for, or the next coarser one that is kept so long. */
  private Tier tier(long time, Tier wish) {
    if (wish == Tier.RAW && time >= rawFrom) {
      return Tier.RAW;
    }
    boolean fine = wish != Tier.HOUR && trend.tiers().contains(Tier.MINUTE);
    return fine && time >= minuteFrom ? Tier.MINUTE : Tier.HOUR;
  }

  private boolean isStale(long time) {
    return stale.stream().anyMatch(span -> span.fromMicros() <= time && time < span.toMicros());
  }

  /** First whole hour that is surely kept. */
  private static long begins(Retention retention, Tier tier, Instant now) {
    Instant beginning = retention.beginning(tier, now);
    return beginning.equals(Instant.MIN)
        ? Long.MIN_VALUE
        : HourSpan.micros(HourSpan.hourOf(EpochMicros.of(beginning) - 1) + 1);
  }

  private static long micros(Tier tier) {
    return tier.step().toMillis() * 1_000;
  }
}
