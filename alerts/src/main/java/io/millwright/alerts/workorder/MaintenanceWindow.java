package io.millwright.alerts.workorder;

import io.millwright.runtime.config.Default;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an area of the plant can be worked on: every week on a day, or once on a date.
 * Local times follow the zone's rules: a window that a change of clocks swallows begins when the
 * clocks have changed.
 *
 * @param area hierarchy path joined by {@code /}; empty for the whole plant
 * @param day every week on this day; null if {@code date} is given
 * @param date once; null if {@code day} is given
 * @param from local time at which it begins
 * @param length how long it lasts; at most a week
 * @param zone of the local time
 */
public record MaintenanceWindow(
    @Default("") String area,
    @Nullable DayOfWeek day,
    @Nullable LocalDate date,
    LocalTime from,
    Duration length,
    @Default("UTC") ZoneId zone) {

  /** One occurrence. */
  record Occurrence(Instant from, Instant to) {}

  public MaintenanceWindow {
    if ((day == null) == (date == null)) {
      throw new IllegalArgumentException("a maintenance window needs a day or a date, not both");
    }
    if (length.isNegative() || length.isZero() || length.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("length must be positive and at most a week");
    }
  }

  /** Whether it holds for something at this place. */
  boolean covers(List<String> path) {
    String place = String.join("/", path);
    return area.isEmpty() || place.equals(area) || place.startsWith(area + "/");
  }

  /** The first occurrence that begins at a time or later. */
  Optional<Occurrence> firstFrom(Instant earliest) {
    if (date != null) {
      return Optional.of(on(date)).filter(o -> !o.from().isBefore(earliest));
    }
    LocalDate first = onDay(earliest.atZone(zone).toLocalDate());
    Occurrence found = on(first);
    return Optional.of(found.from().isBefore(earliest) ? on(first.plusWeeks(1)) : found);
  }

  /** The last occurrence that ends by a time. */
  Optional<Occurrence> lastUntil(Instant latest) {
    if (date != null) {
      return Optional.of(on(date)).filter(o -> !o.to().isAfter(latest));
    }
    LocalDate last = onDay(latest.atZone(zone).toLocalDate());
    Occurrence found = on(last);
    while (found.to().isAfter(latest)) {
      last = last.minusWeeks(1);
      found = on(last);
    }
    return Optional.of(found);
  }

  private LocalDate onDay(LocalDate from) {
    return day == null ? from : from.with(TemporalAdjusters.nextOrSame(day));
  }

  private Occurrence on(LocalDate when) {
    Instant begin = when.atTime(from).atZone(zone).toInstant();
    return new Occurrence(begin, begin.plus(length));
  }
}
