package io.millwright.alerts.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.alarm.Priority;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static Recipient recipient(String zone, String quiet) {
    return Configuration.parse(
        "{name: ann, webhook: w, zone: %s, quiet: %s}".formatted(zone, quiet), Recipient.class);
  }

  private static @Nullable Instant until(Recipient r, String now) {
    return r.quietUntil(Instant.parse(now), Priority.HIGH);
  }

  /** Berlin is at +1 until 2026-03-29T01:00Z, at +2 until 2026-10-25T01:00Z, then at +1. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-10T20:59:59Z, ", // 21:59:59
    "2026-01-10T21:00:00Z, 2026-01-11T05:00:00Z",
    "2026-01-11T04:59:59Z, 2026-01-11T05:00:00Z", // past midnight
    "2026-01-11T05:00:00Z, ",
    "2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z", // a night of seven hours
    "2026-03-29T03:59:59Z, 2026-03-29T04:00:00Z",
    "2026-03-29T04:00:00Z, ",
    "2026-03-29T20:00:00Z, 2026-03-30T04:00:00Z",
    "2026-10-24T20:00:00Z, 2026-10-25T05:00:00Z", // a night of nine hours
    "2026-10-25T04:59:59Z, 2026-10-25T05:00:00Z",
    "2026-10-25T05:00:00Z, "
  })
  void aNightEndsByTheWallClockWhateverIsDoneToIt(String now, @Nullable Instant end) {
    assertThat(until(recipient("Europe/Berlin", "[{from: 22:00, to: 06:00}]"), now)).isEqualTo(end);
  }

  /** 02:00 to 03:00 is shown twice in autumn and never in spring. */
  @Test
  void anHourThatIsShownTwiceIsQuietTwiceAndOneThatIsNotShownNever() {
    Recipient r = recipient("Europe/Berlin", "[{from: 02:00, to: 02:30}]");

    assertThat(until(r, "2026-10-25T00:00:00Z")).isEqualTo("2026-10-25T01:30:00Z");
    assertThat(until(r, "2026-10-25T01:29:59Z")).isEqualTo("2026-10-25T01:30:00Z");
    assertThat(until(r, "2026-10-25T01:30:00Z")).isNull();
    assertThat(until(r, "2026-03-29T00:59:59Z")).isNull();
    assertThat(until(r, "2026-03-29T01:30:00Z")).isNull();
  }

  @Test
  void aWeekendIsOneQuietTime() {
    Recipient r =
        recipient(
            "Asia/Shanghai",
            "[{days: [saturday, sunday], from: 00:00, to: 00:00},"
                + " {days: [monday, tuesday, wednesday, thursday, friday], from: 18:00, to: 08:00}]");

    // Friday 2026-01-09, 18:00 in Shanghai is 10:00 UTC; Saturday's night shift ends on Monday.
    assertThat(until(r, "2026-01-09T09:59:59Z")).isNull();
    assertThat(until(r, "2026-01-09T10:00:00Z")).isEqualTo("2026-01-11T16:00:00Z");
    assertThat(until(r, "2026-01-11T15:59:00Z")).isEqualTo("2026-01-11T16:00:00Z");
    assertThat(until(r, "2026-01-11T16:00:00Z")).isNull();
  }

  @Test
  void whoeverIsNeverToBeDisturbedCannotBeTold() {
    assertThatThrownBy(
            () -> recipient("UTC", "[{from: 00:00, to: 12:00}, {from: 12:00, to: 00:00}]"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("never end");
  }

  @Test
  void theNextTimeOfDayIsOneOfTheRecipientsClock() {
    Recipient r = recipient("Asia/Shanghai", "[]");
    List<LocalTime> times = List.of(LocalTime.of(16, 0), LocalTime.of(8, 0));

    assertThat(r.next(times, Instant.parse("2026-01-09T23:59:59Z")))
        .isEqualTo("2026-01-10T00:00:00Z");
    assertThat(r.next(times, Instant.parse("2026-01-10T00:00:00Z")))
        .isEqualTo("2026-01-10T08:00:00Z");
  }
}
