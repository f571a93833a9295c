package io.millwright.alerts.kpi;

import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The performance of an alarm system over the last days (ANSI/ISA-18.2-2016, §16; IEC 62682; EEMUA
 * 191), followed event by event. All times are event times. An annunciation is what asks a person
 * for an answer: an alarm that becomes unacknowledged. What is shelved, suppressed by design or out
 * of service asks for nothing; an escalation asks for nothing new. Mutable, one owner thread;
 * memory is bounded by the annunciations of the window and the alarms that stand.
 */
public final class AlarmKpis {
  /** What rates are counted in. */
  public static final Duration SLOT = Duration.ofMinutes(10);

  /** More annunciations in a slot are a flood: nobody answers so many. */
  public static final int FLOOD = 10;

  private static final Duration CHATTERING_WITHIN = Duration.ofMinutes(1);
  private static final int CHATTERING_TIMES = 3;
  private static final Duration FLEETING = Duration.ofMinutes(1);
  private static final Duration STALE = Duration.ofHours(24);

  /** How many of the most frequent are named. */
  static final int TOP = 10;

  /** Old ones are looked for when there are twice as many as were left the last time. */
  private static final int LEAST_KEPT = 1_000;

  private final Duration window;
  private final List<Annunciation> annunciations = new ArrayList<>();
  private int kept = LEAST_KEPT;
  private final Map<String, Standing> standing = new HashMap<>();
  private @Nullable Instant first;
  private @Nullable Instant newest;

  /**
   * What alarms are the same, however often they come.
   *
   * @param assetId the machine
   * @param condition kind
   * @param pointId point of an alarm of a limit; else null
   */
  public record Kind(AssetId assetId, AlarmCondition condition, @Nullable String pointId) {}

  /** One alarm that asked for an answer. */
  private static final class Annunciation {
    private final Kind key;
    private final Instant time;
    private final Priority priority;
    private @Nullable Duration answeredAfter;
    private boolean fleeting;

    Annunciation(Kind key, Instant time, Priority priority) {
      this.key = key;
      this.time = time;
      this.priority = priority;
    }
  }

  /** An alarm that has not ended, and its latest annunciation. */
  private static final class Standing {
    private AlarmStatus status;
    private Instant since;
    private @Nullable Annunciation latest;

    Standing(AlarmStatus status, Instant since) {
      this.status = status;
      this.since = since;
    }
  }

  /**
   * @param window how far back is counted; 30 days or more to compare with the standards' figures
   */
  public AlarmKpis(Duration window) {
    if (window.compareTo(SLOT) < 0) {
      throw new IllegalArgumentException("the window must be at least " + SLOT);
    }
    this.window = window;
  }

  /** Takes a transition. Those of an asset come in order; assets may be apart. */
  public void take(AlarmEvent e) {
    if (first == null || e.time().isBefore(first)) {
      first = e.time();
    }
    if (newest == null || e.time().isAfter(newest)) {
      newest = e.time();
    }
    Standing before = standing.get(e.alarmId());
    if (e.status() == AlarmStatus.NORMAL) {
      if (before != null) {
        // A return that nobody had seen ends by a person who has; else it went by itself.
        if (before.status == AlarmStatus.RETURNED_UNACKNOWLEDGED) {
          answered(before, e);
        } else {
          gone(before, e.time());
        }
        standing.remove(e.alarmId());
      }
      return;
    }
    Standing now = before == null ? new Standing(AlarmStatus.NORMAL, e.time()) : before;
    standing.put(e.alarmId(), now);
    if (e.status() != now.status) {
      if (e.status() == AlarmStatus.UNACKNOWLEDGED) {
        Annunciation asked = new Annunciation(kind(e), e.time(), e.priority());
        annunciations.add(asked);
        now.latest = asked;
      } else if (isGone(e.status())) {
        gone(now, e.time());
      } else {
        answered(now, e);
      }
      now.status = e.status();
      now.since = e.time();
    }
    forget();
  }

  private static Kind kind(AlarmEvent e) {
    return new Kind(e.assetId(), e.condition(), e.pointId());
  }

  private static void answered(Standing alarm, AlarmEvent e) {
    Annunciation asked = alarm.latest;
    if (!isHidden(e.status()) && asked != null && asked.answeredAfter == null) {
      asked.answeredAfter = Duration.between(asked.time, e.time());
    }
  }

  private static boolean isGone(AlarmStatus status) {
    return status == AlarmStatus.RETURNED_UNACKNOWLEDGED
        || status == AlarmStatus.LATCHED_UNACKNOWLEDGED;
  }

  /** By itself, perhaps before anybody could have looked. */
  private static void gone(Standing alarm, Instant time) {
    Annunciation asked = alarm.latest;
    if (alarm.status == AlarmStatus.UNACKNOWLEDGED
        && asked != null
        && asked.answeredAfter == null
        && Duration.between(asked.time, time).compareTo(FLEETING) < 0) {
      asked.fleeting = true;
    }
  }

  /** Assets are apart, so what is old may stand behind what is young. */
  private void forget() {
    Instant now = newest;
    if (now != null && annunciations.size() >= 2 * kept) {
      Instant from = now.minus(window);
      annunciations.removeIf(a -> a.time.isBefore(from));
      kept = Math.max(LEAST_KEPT, annunciations.size());
    }
  }

  /** Annunciations that are held. */
  int size() {
    return annunciations.size();
  }

  /** Event time of the newest transition; null before the first. */
  public @Nullable Instant newest() {
    return newest;
  }

  /**
   * The figures at a time.
   *
   * @param now of the plant, not before {@link #newest()}: the plant's time goes on when no alarm
   *     comes
   */
  public Report report(Instant now) {
    Instant from = first;
    return from == null ? Report.NONE : report(from, now);
  }

  /**
   * The figures at a time, of a system that is watched since another one.
   *
   * @param from not after the first transition
   */
  Report report(Instant from, Instant now) {
    Instant to = newest != null && now.isBefore(newest) ? newest : now;
    Instant begin = from.isBefore(to.minus(window)) ? to.minus(window) : from;
    long slots = Math.max(1, Duration.between(begin, to).dividedBy(SLOT) + 1);
    int[] perSlot = new int[Math.toIntExact(slots)];
    int recent = 0;
    int fleeting = 0;
    Map<Priority, Integer> priorities = new EnumMap<>(Priority.class);
    Map<Kind, Integer> byKey = new HashMap<>();
    Map<Kind, Deque<Instant>> latestOfKey = new HashMap<>();
    Set<Kind> chattering = new HashSet<>();
    double[] answers = new double[annunciations.size()];
    int answered = 0;
    annunciations.sort(Comparator.comparing(a -> a.time));
    for (Annunciation a : annunciations) {
      if (a.time.isBefore(begin)) {
        continue; // out of the window
      }
      perSlot[(int) Duration.between(begin, a.time).dividedBy(SLOT)]++;
      recent += a.time.isAfter(to.minus(SLOT)) ? 1 : 0;
      fleeting += a.fleeting ? 1 : 0;
      priorities.merge(a.priority, 1, Integer::sum);
      byKey.merge(a.key, 1, Integer::sum);
      if (chatters(latestOfKey.computeIfAbsent(a.key, k -> new ArrayDeque<>()), a.time)) {
        chattering.add(a.key);
      }
      if (a.answeredAfter != null) {
        answers[answered++] = a.answeredAfter.toMillis() / 1000.0;
      }
    }
    int total = Arrays.stream(perSlot).sum();
    Arrays.sort(answers, 0, answered);
    List<Frequent> topTen = topTen(byKey, total);
    return new Report(
        total,
        (double) total / slots,
        recent,
        Arrays.stream(perSlot).max().orElse(0),
        (double) Arrays.stream(perSlot).filter(n -> n > FLOOD).count() / slots,
        chattering.size(),
        fleeting,
        (int) standing.values().stream().filter(s -> isStale(s, to)).count(),
        (int) standing.values().stream().filter(s -> isHidden(s.status)).count(),
        total == 0 ? Double.NaN : topTen.stream().mapToDouble(Frequent::share).sum(),
        topTen,
        priorities,
        answered == 0 ? Double.NaN : answers[answered / 2],
        answered == 0 ? Double.NaN : answers[(int) Math.ceil(0.9 * answered) - 1]);
  }

  private static boolean chatters(Deque<Instant> latest, Instant time) {
    latest.add(time);
    if (latest.size() > CHATTERING_TIMES) {
      latest.remove();
    }
    return latest.size() == CHATTERING_TIMES
        && Duration.between(latest.getFirst(), time).compareTo(CHATTERING_WITHIN) <= 0;
  }

  private static boolean isStale(Standing alarm, Instant now) {
    return !isHidden(alarm.status) && alarm.since.plus(STALE).isBefore(now);
  }

  private static boolean isHidden(AlarmStatus status) {
    return switch (status) {
      case SHELVED, SUPPRESSED_BY_DESIGN, OUT_OF_SERVICE -> true;
      case NORMAL,
          UNACKNOWLEDGED,
          ACKNOWLEDGED,
          RETURNED_UNACKNOWLEDGED,
          LATCHED_UNACKNOWLEDGED,
          LATCHED_ACKNOWLEDGED ->
          false;
    };
  }

  private static List<Frequent> topTen(Map<Kind, Integer> counts, int total) {
    return counts.entrySet().stream()
        .map(e -> new Frequent(e.getKey(), e.getValue(), (double) e.getValue() / total))
        .sorted(
            Comparator.comparing(Frequent::times)
                .reversed()
                .thenComparing(f -> f.kind().assetId())
                .thenComparing(f -> f.kind().condition())
                .thenComparing(f -> String.valueOf(f.kind().pointId())))
        .limit(TOP)
        .toList();
  }

  /**
   * A kind of alarm that comes often.
   *
   * @param kind which
   * @param times how often it asked for an answer
   * @param share of all that did
   */
  public record Frequent(Kind kind, int times, double share) {}

  /**
   * The figures, over the window or since the first alarm if that is shorter. For one operator
   * position; the standards' figures are for 30 days or more.
   *
   * @param annunciations alarms that asked for an answer
   * @param averagePerTenMinutes mean; about 1 is acceptable, 2 the most that is manageable
   * @param lastTenMinutes in the last ten minutes
   * @param peakPerTenMinutes in the worst slot of ten minutes; at most 10
   * @param floodShare share of slots with more than 10; below 0.01
   * @param chattering kinds of alarm that were raised three times within a minute; 0
   * @param fleeting annunciations that went by themselves within a minute, unanswered; 0
   * @param stale alarms that stand in one state for more than 24 h; below 5
   * @param hidden alarms that are shelved, suppressed by design or out of service now
   * @param topTenShare share of the ten most frequent kinds; at most 0.05. NaN without alarms
   * @param topTen the ten most frequent kinds, most frequent first: the first to be mended
   * @param priorities annunciations by priority; about 80 % low, 15 % medium, 5 % above
   * @param medianSecondsToAcknowledge of those that were acknowledged; NaN if none was
   * @param p90SecondsToAcknowledge nine tenths were faster; NaN likewise
   */
  public record Report(
      int annunciations,
      double averagePerTenMinutes,
      int lastTenMinutes,
      int peakPerTenMinutes,
      double floodShare,
      int chattering,
      int fleeting,
      int stale,
      int hidden,
      double topTenShare,
      List<Frequent> topTen,
      Map<Priority, Integer> priorities,
      double medianSecondsToAcknowledge,
      double p90SecondsToAcknowledge) {

    static final Report NONE =
        new Report(
            0, 0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, List.of(), Map.of(), Double.NaN, Double.NaN);

    public Report {
      topTen = List.copyOf(topTen);
      priorities = Map.copyOf(priorities);
    }
  }
}
