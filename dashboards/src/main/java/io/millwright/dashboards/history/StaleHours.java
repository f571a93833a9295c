package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hours of assets whose coarser tiers do not hold, or no longer hold, what was written: each
 * becomes stale when a point of it is written, live, late or again, and is fresh when it has been
 * computed anew from the raw tier. That makes a roll-up idempotent and its order irrelevant.
 *
 * <p>An hour is due
 *
 * <ul>
 *   <li>when a later one of the same asset has begun and nothing was written to it for {@link
 *       #QUIET}: so is live telemetry, once an hour, and a replay at any speed;
 *   <li>when its asset has said nothing for {@link #SILENT};
 *   <li>when it has been stale for {@link #LONGEST}, so that the coarser tiers are never further
 *       behind;
 *   <li>when {@link #MOST} are stale, the longest stale first: that bounds the memory.
 * </ul>
 *
 * Times are wall-clock milliseconds. Thread-safe.
 */
final class StaleHours {
  static final Duration QUIET = Duration.ofSeconds(10);
  static final Duration SILENT = Duration.ofMinutes(5);
  static final Duration LONGEST = Duration.ofMinutes(30);

  /** About 10 MB. */
  static final int MOST = 50_000;

  /** Hours computed at once at most: bounds the rows of one answer. */
  static final int RUN = 6;

  /**
   * Stale hours, one after another, of one asset.
   *
   * @param trend which of its measurements
   */
  record Run(Trend trend, AssetId asset, HourSpan hours) {}

  private static final class Hour {
    final long since;

    /** Place in the line: since when it is stale, or when it failed last. */
    long turn;

    long touched;
    boolean running;
    boolean again;

    /** When it was marked, as {@link #doubts} counts time. */
    int marked;

    /** It was in a run that failed, maybe because of it: next time it goes alone. */
    boolean alone;

    Hour(long now) {
      since = now;
      turn = now;
      touched = now;
    }
  }

  private static final class OfAsset {
    final NavigableMap<Long, Hour> hours = new TreeMap<>();
    long recent = Long.MIN_VALUE;
    @Nullable Hour recentHour;
    long touched;
  }

  private final Map<Trend, Map<AssetId, OfAsset>> stale = new EnumMap<>(Trend.class);
  private int size;
  private int doubts;

  StaleHours() {
    for (Trend trend : Trend.values()) {
      stale.put(trend, new HashMap<>());
    }
  }

  /**
   * A point is about to be written.
   *
   * @return whether its hour must be marked as stale in the store: it was fresh before, or is in
   *     {@link #doubt}
   */
  synchronized boolean touch(Trend trend, AssetId asset, long epochMicros, long now) {
    return touchHour(trend, asset, HourSpan.hourOf(epochMicros), now);
  }

  /**
   * Batches were given up, and with them maybe marks that they had not written yet: every hour is
   * to be marked again when it is touched. Hours that are not touched again need no mark: the
   * points that they were stale for were in the batches, too.
   */
  synchronized void doubt() {
    doubts++;
  }

  /** Adds an hour that is marked in the store. */
  synchronized void load(Trend trend, AssetId asset, long hour, long now) {
    touchHour(trend, asset, hour, now);
  }

  private boolean touchHour(Trend trend, AssetId asset, long number, long now) {
    OfAsset of = of(trend).computeIfAbsent(asset, a -> new OfAsset());
    of.touched = now;
    Hour hour = of.recent == number ? of.recentHour : of.hours.get(number);
    boolean unmarked = hour == null || hour.marked != doubts;
    if (hour == null) {
      hour = new Hour(now);
      of.hours.put(number, hour);
      size++;
    } else if (hour.running && !hour.again) {
      hour.again = true;
      unmarked = true;
    }
    hour.marked = doubts;
    hour.touched = now;
    of.recent = number;
    of.recentHour = hour;
    return unmarked;
  }

  /** How many hours are stale. */
  synchronized int size() {
    return size;
  }

  /** Whether so many are stale that computing them must not wait. */
  synchronized boolean pressing() {
    return size > MOST;
  }

  /**
   * The longest stale hours of those that are due; the caller ends them by {@link #end} or {@link
   * #failed}.
   */
  synchronized Optional<Run> next(long now) {
    return begin(now, size > MOST);
  }

  /**
   * The longest stale hours, due or not; the caller ends them by {@link #end} or {@link #failed}.
   */
  synchronized Optional<Run> any(long now) {
    return begin(now, true);
  }

  private Optional<Run> begin(long now, boolean all) {
    Run found = null;
    long turn = Long.MAX_VALUE;
    for (Trend trend : Trend.values()) {
      for (Map.Entry<AssetId, OfAsset> asset : of(trend).entrySet()) {
        OfAsset of = asset.getValue();
        for (Map.Entry<Long, Hour> entry : of.hours.entrySet()) {
          Hour hour = entry.getValue();
          if (hour.turn < turn && !hour.running && (all || due(of, entry.getKey(), now))) {
            turn = hour.turn;
            found = run(trend, asset.getKey(), of, entry.getKey(), now, all);
            if (!hour.alone) {
              break; // of one asset, earlier hours come first, unless they failed
            }
          }
        }
      }
    }
    if (found != null) {
      hours(found).values().forEach(hour -> hour.running = true);
    }
    return Optional.ofNullable(found);
  }

  private static Run run(
      Trend trend, AssetId asset, OfAsset of, long first, long now, boolean all) {
    long end = first + 1;
    Hour begin = of.hours.get(first);
    boolean alone = begin != null && begin.alone;
    while (!alone && end - first < RUN) {
      Hour next = of.hours.get(end);
      if (next == null || next.running || next.alone || !(all || due(of, end, now))) {
        break;
      }
      end++;
    }
    return new Run(trend, asset, new HourSpan(first, end));
  }

  private static boolean due(OfAsset of, long number, long now) {
    Hour hour = of.hours.get(number);
    return hour != null
        && (now - hour.since >= LONGEST.toMillis()
            || now - of.touched >= SILENT.toMillis()
            || (number < of.hours.lastKey() && now - hour.touched >= QUIET.toMillis()));
  }

  /** The hours of a run that nothing was written to since it began. */
  synchronized List<Long> untouched(Run run) {
    List<Long> untouched = new ArrayList<>();
    hours(run)
        .forEach(
            (number, hour) -> {
              if (!hour.again) {
                untouched.add(number);
              }
            });
    return untouched;
  }

  /**
   * Ends a run.
   *
   * @param fresh hours that were computed; the others of the run stay stale
   */
  synchronized void end(Run run, List<Long> fresh) {
    OfAsset of = of(run.trend()).get(run.asset());
    if (of == null) {
      return;
    }
    for (Hour hour : hours(run).values()) {
      hour.running = false;
      hour.again = false;
    }
    for (Long number : fresh) {
      if (of.hours.remove(number) != null) {
        size--;
      }
    }
    of.recent = Long.MIN_VALUE;
    of.recentHour = null;
  }

  /**
   * Ends a run that could not be computed: its hours stay stale, queue up anew behind all others,
   * and are tried one by one, so that one that never succeeds holds up none.
   */
  synchronized void failed(Run run, long now) {
    for (Hour hour : hours(run).values()) {
      hour.turn = now;
      hour.alone = true;
    }
    end(run, List.of());
  }

  /** Stale hours of an asset among some, in order, neighbours joined. */
  synchronized List<HourSpan> among(Trend trend, AssetId asset, HourSpan hours) {
    OfAsset of = of(trend).get(asset);
    return of == null ? List.of() : joined(of.hours.subMap(hours.first(), hours.end()).keySet());
  }

  /** Hours in ascending order, neighbours joined. */
  static List<HourSpan> joined(Iterable<Long> ascending) {
    List<HourSpan> spans = new ArrayList<>();
    for (long hour : ascending) {
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).end() == hour) {
        spans.set(last, new HourSpan(spans.get(last).first(), hour + 1));
      } else {
        spans.add(new HourSpan(hour, hour + 1));
      }
    }
    return spans;
  }

  private NavigableMap<Long, Hour> hours(Run run) {
    OfAsset of = of(run.trend()).get(run.asset());
    return of == null
        ? new TreeMap<>()
        : of.hours.subMap(run.hours().first(), true, run.hours().end(), false);
  }

  private Map<AssetId, OfAsset> of(Trend trend) {
    return stale.computeIfAbsent(trend, t -> new HashMap<>());
  }
}
