package io.millwright.alerts.ledger;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times to acknowledge the alarms of a machine, as {@code AlarmKpis} reads them, summed by month so
 * that many alarms take no more room than few.
 *
 * @param standing alarms that have not ended, by id
 * @param months sums by month of the answer, {@code 2026-03}
 */
record Acknowledgements(Map<String, Standing> standing, Map<String, Sum> months) {
  static final Acknowledgements NONE = new Acknowledgements(Map.of(), Map.of());

  /**
   * An alarm that has not ended.
   *
   * @param status of it
   * @param since when it became unacknowledged the last time
   * @param asks whether it still waits for an answer
   */
  record Standing(AlarmStatus status, Instant since, boolean asks) {}

  /**
   * Answers of a month.
   *
   * @param answers number
   * @param seconds sum of the times to them
   */
  record Sum(long answers, double seconds) {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(answers + other.answers, seconds + other.seconds);
    }
  }

  Acknowledgements {
    standing = Map.copyOf(standing);
    months = Map.copyOf(months);
  }

  Acknowledgements take(AlarmEvent e) {
    Standing before = standing.get(e.alarmId());
    Map<String, Standing> now = new HashMap<>(standing);
    if (e.status() == AlarmStatus.NORMAL) {
      now.remove(e.alarmId());
      // A return that nobody had seen ends by a person who has; else it went by itself.
      return new Acknowledgements(
          now,
          before != null && before.status == AlarmStatus.RETURNED_UNACKNOWLEDGED
              ? answered(before, e.time())
              : months);
    }
    boolean asksAnew =
        e.status() == AlarmStatus.UNACKNOWLEDGED
            && (before == null || before.status != AlarmStatus.UNACKNOWLEDGED);
    if (before == null || asksAnew) {
      now.put(
          e.alarmId(),
          new Standing(e.status(), e.time(), e.status() == AlarmStatus.UNACKNOWLEDGED));
      return new Acknowledgements(now, months);
    }
    boolean answer =
        e.status() == AlarmStatus.ACKNOWLEDGED || e.status() == AlarmStatus.LATCHED_ACKNOWLEDGED;
    now.put(e.alarmId(), new Standing(e.status(), before.since, before.asks && !answer));
    return new Acknowledgements(now, answer ? answered(before, e.time()) : months);
  }

  private Map<String, Sum> answered(Standing alarm, Instant time) {
    if (!alarm.asks) {
      return months;
    }
    Map<String, Sum> sums = new TreeMap<>(months);
    double seconds = Math.max(0, Duration.between(alarm.since, time).toMillis() / 1000.0);
    sums.merge(month(time), new Sum(1, seconds), Sum::plus);
    return sums;
  }

  /** The sum of the months that a window touches. */
  Sum since(Instant from) {
    String first = month(from);
    return months.entrySet().stream()
        .filter(m -> m.getKey().compareTo(first) >= 0)
        .map(Map.Entry::getValue)
        .reduce(Sum.NONE, Sum::plus);
  }

  Acknowledgements forget(Instant before) {
    Map<String, Sum> sums = new TreeMap<>(months);
    sums.keySet().removeIf(m -> m.compareTo(month(before)) < 0);
    return new Acknowledgements(standing, sums);
  }

  private static String month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC)).toString();
  }
}
