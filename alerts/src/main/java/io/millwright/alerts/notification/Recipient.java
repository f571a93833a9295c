package io.millwright.alerts.notification;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.notification.Notification.Channel;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person or a group that is told.
 *
 * @param name unique; never blank
 * @param roles that routes may name as {@code role:NAME}
 * @param email address; null if not told by mail
 * @param webhook declared name of a webhook; null if not told by one. At least one of the two
 * @param zone time zone of the quiet hours, of digests and of times in texts
 * @param quiet hours in which what comes is kept for their end
 * @param urgentBreaksQuiet whether what is URGENT is told at once all the same
 */
public record Recipient(
    String name,
    Set<String> roles,
    @Nullable String email,
    @Nullable String webhook,
    @Default("UTC") ZoneId zone,
    List<QuietHours> quiet,
    @Default("false") boolean urgentBreaksQuiet) {
  private static final Duration WEEK = Duration.ofDays(7);

  /** A Monday; which one does not matter. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  public Recipient {
    roles = Set.copyOf(roles);
    quiet = List.copyOf(quiet);
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a recipient needs a name of one line");
    }
    if (email == null && webhook == null) {
      throw new IllegalArgumentException("recipient " + name + " needs an email or a webhook");
    }
    Instant monday = MONDAY.atStartOfDay(zone).toInstant();
    Instant end = quietUntil(monday, quiet, zone);
    if (end != null && !end.isBefore(monday.plus(WEEK))) {
      throw new IllegalArgumentException("the quiet hours of " + name + " never end");
    }
  }

  /** By channel the address: the mail address, or the name of the webhook. */
  Map<Channel, String> addresses() {
    Map<Channel, String> addresses = new TreeMap<>();
    if (email != null) {
      addresses.put(Channel.EMAIL, email);
    }
    if (webhook != null) {
      addresses.put(Channel.WEBHOOK, webhook);
    }
    return addresses;
  }

  /** When something of a priority may be told if not now: the end of the quiet hours; else null. */
  @Nullable Instant quietUntil(Instant now, Priority priority) {
    return urgentBreaksQuiet && priority == Priority.URGENT ? null : quietUntil(now, quiet, zone);
  }

  private static @Nullable Instant quietUntil(Instant now, List<QuietHours> quiet, ZoneId zone) {
    Instant until = null;
    Instant at = now;
    while (at != null && at.isBefore(now.plus(WEEK.plusDays(1)))) {
      at = endAt(at, quiet, zone);
      until = at == null ? until : at;
    }
    return until;
  }

  private static @Nullable Instant endAt(Instant now, List<QuietHours> quiet, ZoneId zone) {
    Instant latest = null;
    for (QuietHours hours : quiet) {
      Instant end = hours.endOf(now, zone);
      if (end != null && (latest == null || end.isAfter(latest))) {
        latest = end;
      }
    }
    return latest;
  }

  /** The next of some times of day, by this recipient's clock. */
  Instant next(List<LocalTime> times, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    List<Instant> candidates = new ArrayList<>();
    for (LocalDate day : List.of(today, today.plusDays(1))) {
      times.forEach(time -> candidates.add(ZonedDateTime.of(day, time, zone).toInstant()));
    }
    return candidates.stream().filter(now::isBefore).min(Instant::compareTo).orElseThrow();
  }
}
