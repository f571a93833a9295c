package io.millwright.alerts.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static MaintenanceWindow sundays(Duration length) {
    return new MaintenanceWindow(
        "north", DayOfWeek.SUNDAY, null, LocalTime.of(6, 0), length, BERLIN);
  }

  @Test
  void firstOfAWeekAndOfTheNext() {
    MaintenanceWindow window = sundays(Duration.ofHours(8));

    // 2026-01-04 is a Sunday; Berlin is an hour ahead in winter, two in summer.
    assertThat(window.firstFrom(Instant.parse("2026-01-04T05:00:00Z")))
        .hasValue(occurrence("2026-01-04T05:00:00Z", "2026-01-04T13:00:00Z"));
    assertThat(window.firstFrom(Instant.parse("2026-01-04T05:00:01Z")))
        .hasValue(occurrence("2026-01-11T05:00:00Z", "2026-01-11T13:00:00Z"));
    assertThat(window.firstFrom(Instant.parse("2026-07-01T00:00:00Z")))
        .hasValue(occurrence("2026-07-05T04:00:00Z", "2026-07-05T12:00:00Z"));
  }

  @Test
  void lastThatEndsByATime() {
    MaintenanceWindow window = sundays(Duration.ofHours(8));

    assertThat(window.lastUntil(Instant.parse("2026-01-11T13:00:00Z")))
        .hasValue(occurrence("2026-01-11T05:00:00Z", "2026-01-11T13:00:00Z"));
    assertThat(window.lastUntil(Instant.parse("2026-01-11T12:59:59Z")))
        .hasValue(occurrence("2026-01-04T05:00:00Z", "2026-01-04T13:00:00Z"));
    assertThat(sundays(Duration.ofDays(7)).lastUntil(Instant.parse("2026-01-14T00:00:00Z")))
        .hasValue(occurrence("2026-01-04T05:00:00Z", "2026-01-11T05:00:00Z"));
  }

  @Test
  void onceOnADate() {
    MaintenanceWindow stop =
        new MaintenanceWindow(
            "",
            null,
            LocalDate.of(2026, 3, 2),
            LocalTime.MIDNIGHT,
            Duration.ofDays(2),
            ZoneId.of("UTC"));

    assertThat(stop.firstFrom(Instant.parse("2026-03-02T00:00:00Z"))).isPresent();
    assertThat(stop.firstFrom(Instant.parse("2026-03-02T00:00:01Z"))).isEmpty();
    assertThat(stop.lastUntil(Instant.parse("2026-03-04T00:00:00Z"))).isPresent();
    assertThat(stop.lastUntil(Instant.parse("2026-03-03T23:59:59Z"))).isEmpty();
  }

  @Test
  void coversItsAreaAndNotItsNeighbour() {
    MaintenanceWindow window = sundays(Duration.ofHours(8));

    assertThat(window.covers(List.of("north", "utilities"))).isTrue();
    assertThat(window.covers(List.of("north"))).isTrue();
    assertThat(window.covers(List.of("northwest"))).isFalse();
    assertThat(window.covers(List.of())).isFalse();
  }

  @Test
  void needsADayOrADate() {
    assertThatThrownBy(
            () ->
                new MaintenanceWindow(
                    "", null, null, LocalTime.NOON, Duration.ofHours(1), ZoneId.of("UTC")))
        .hasMessageContaining("a day or a date");
    assertThatThrownBy(() -> sundays(Duration.ofDays(8))).hasMessageContaining("at most a week");
  }

  private static MaintenanceWindow.Occurrence occurrence(String from, String to) {
    return new MaintenanceWindow.Occurrence(Instant.parse(from), Instant.parse(to));
  }
}
