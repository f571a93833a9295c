package io.millwright.ingest.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What production asks of a machine: a level for each hour of the day and planned stops. A pure
 * function of time.
 *
 * @param levels 24 shares of rated speed or load, by hour of the day in UTC
 * @param stops planned stops, every week
 */
record DutySchedule(List<Double> levels, List<PlannedStop> stops) {
  DutySchedule {
    levels = List.copyOf(levels);
    stops = List.copyOf(stops);
    if (levels.size() != 24) {
      throw new IllegalArgumentException("24 levels are needed, one an hour");
    }
  }

  /**
   * A stop that is no failure.
   *
   * @param from weekday
   * @param hour of that day, UTC
   * @param duration at most a week
   */
  record PlannedStop(DayOfWeek from, int hour, Duration duration, String reason) {
    boolean covers(LocalDateTime time) {
      int hours = (time.getDayOfWeek().getValue() - from.getValue()) * 24 - hour;
      Duration since =
          Duration.ofHours(hours).plus(Duration.between(time.toLocalDate().atStartOfDay(), time));
      if (since.isNegative()) {
        since = since.plusDays(7);
      }
      return since.compareTo(duration) < 0;
    }
  }

  /** Two shifts: the upper level by day but for a dip at noon, the lower at night. */
  static DutySchedule shifts(double upper, double lower, List<PlannedStop> stops) {
    Double[] levels = new Double[24];
    for (int hour = 0; hour < 24; hour++) {
      boolean night = hour < 5 || hour >= 22;
      boolean noon = hour >= 13 && hour < 16;
      levels[hour] = night || noon ? lower : upper;
    }
    return new DutySchedule(List.of(levels), stops);
  }

  /** Share of rated speed or load that is asked for; 0 in a planned stop. */
  double level(Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return reasonToStop(local).isEmpty() ? levels.get(local.getHour()) : 0;
  }

  /** Why the machine is to stand now; empty if it is not. */
  String reasonToStop(Instant time) {
    return reasonToStop(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  private String reasonToStop(LocalDateTime local) {
    for (PlannedStop stop : stops) {
      if (stop.covers(local)) {
        return stop.reason();
      }
    }
    return "";
  }
}
