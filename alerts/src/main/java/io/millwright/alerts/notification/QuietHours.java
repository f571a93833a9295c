package io.millwright.alerts.notification;

import io.millwright.runtime.config.Default;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours of some days in which a person is not to be disturbed, by that person's clock: they begin
 * and end with the wall clock there, whatever is done to it in spring and autumn.
 *
 * @param days on which they begin
 * @param from when they begin
 * @param to when they end: on the next day unless it is after {@code from}; the same time is a
 *     whole day
 */
public record QuietHours(
    @Default("[monday, tuesday, wednesday, thursday, friday, saturday, sunday]")
        Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to) {
  public QuietHours {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("quiet hours need a day");
    }
  }

  /** When they end; null if it is none of them now. */
  @Nullable Instant endOf(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant end = end(today, now, zone);
    return end == null ? end(today.minusDays(1), now, zone) : end;
  }

  private @Nullable Instant end(LocalDate begins, Instant now, ZoneId zone) {
    if (!days.contains(begins.getDayOfWeek())) {
      return null;
    }
    LocalDate ends = to.isAfter(from) ? begins : begins.plusDays(1);
    // Of an hour that the clock shows twice, all of it is quiet.
    Instant start = ZonedDateTime.of(begins, from, zone).withEarlierOffsetAtOverlap().toInstant();
    Instant end = ZonedDateTime.of(ends, to, zone).withLaterOffsetAtOverlap().toInstant();
    return now.isBefore(start) || !now.isBefore(end) ? null : end;
  }
}
