package io.millwright.alerts.workorder;

import static io.millwright.alerts.Plant.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.Plant;
import io.millwright.contracts.advisory.PlannedWork;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Duration WORK = Duration.ofHours(4);

  /** Saturdays, 24 hours; hour 0 of the plant is a Friday, 2026-01-02. */
  private static final MaintenanceWindow SATURDAY =
      new MaintenanceWindow(
          "north",
          DayOfWeek.SATURDAY,
          null,
          LocalTime.MIDNIGHT,
          Duration.ofDays(1),
          ZoneId.of("UTC"));

  private static Planner.Plan plan(
      @Nullable RemainingLife life, Duty duty, MaintenanceWindow... windows) {
    Planner planner = new Planner(new PlanningRule(Duration.ofDays(3), List.of(windows)));
    return planner.plan(hour(0), life, duty, Plant.pump(), WORK);
  }

  private static RemainingLife hours(double lower) {
    return new RemainingLife(lower, 2 * lower, 4 * lower, 0.9, LifeUnit.HOURS);
  }

  private static PlannedWork work(Planner.Plan plan) {
    return Objects.requireNonNull(plan.work());
  }

  @Test
  void dueWhenTheLowerBoundIsUsedUpAtTheForecastDuty() {
    assertThat(plan(hours(240), Duty.UNKNOWN).dueBy()).isEqualTo(hour(240));
    assertThat(plan(hours(240), new Duty(0.25, hour(0))).dueBy()).isEqualTo(hour(960));
  }

  @Test
  void theLastWindowThatEndsInTime() {
    PlannedWork work = work(plan(hours(24 * 20), Duty.UNKNOWN, SATURDAY));

    // Due on Thursday 22 January: the Saturday before is the 17th.
    assertThat(work.from()).isEqualTo(Instant.parse("2026-01-17T00:00:00Z"));
    assertThat(work.inTime()).isTrue();
    assertThat(work.basis()).contains("maintenance window", "PT72H", "duty 100 %");
  }

  @Test
  void aWindowThatPlanningCannotReachIsPassedOver() {
    // Due on Thursday the 8th; the Saturday in between, the 3rd, is within the planning time.
    PlannedWork work = work(plan(hours(24 * 6), Duty.UNKNOWN, SATURDAY));

    assertThat(work.from()).isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
    assertThat(work.inTime()).isFalse();
    assertThat(work.basis()).contains("later than due");
  }

  @Test
  void withoutWindowsJustBeforeDueOrAsSoonAsPlanned() {
    assertThat(work(plan(hours(240), Duty.UNKNOWN)))
        .returns(hour(236), PlannedWork::from)
        .returns(hour(240), PlannedWork::to)
        .returns(true, PlannedWork::inTime);
    assertThat(work(plan(hours(24), Duty.UNKNOWN)))
        .returns(hour(72), PlannedWork::from)
        .returns(false, PlannedWork::inTime);
  }

  @Test
  void aLifeOfAnyNumberIsPlannedWithinACentury() {
    for (double hours : new double[] {1e9, 1e300, Double.MAX_VALUE / 8}) {
      assertThat(plan(hours(hours), Duty.UNKNOWN).dueBy()).isEqualTo(hour(24 * 36_525));
      assertThat(plan(hours(hours), new Duty(0.05, null), SATURDAY).work()).isNotNull();
    }
  }

  @Test
  void windowsTooShortOrElsewhereDoNotCount() {
    MaintenanceWindow shorter =
        new MaintenanceWindow(
            "", DayOfWeek.MONDAY, null, LocalTime.NOON, Duration.ofHours(3), ZoneId.of("UTC"));
    MaintenanceWindow elsewhere =
        new MaintenanceWindow(
            "south", DayOfWeek.MONDAY, null, LocalTime.NOON, Duration.ofHours(9), ZoneId.of("UTC"));

    PlannedWork work = work(plan(hours(240), Duty.UNKNOWN, shorter, elsewhere));
    assertThat(work.from()).isEqualTo(hour(236));
    assertThat(work.basis()).contains("no window is as long as the work takes");
  }

  @Test
  void withoutLifeTheFirstWindowThatCanBePlanned() {
    assertThat(plan(null, Duty.UNKNOWN).work()).isNull();
    Planner.Plan plan = plan(null, Duty.UNKNOWN, SATURDAY);
    assertThat(plan.dueBy()).isNull();
    assertThat(work(plan).from()).isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
  }

  @Test
  void dutyIsWhatTheLastWeeksWere() {
    Duty duty = Duty.UNKNOWN;
    for (int h = 0; h < 24 * 7 * 8; h++) {
      duty = duty.seen(hour(h), h % 4 == 0);
    }

    assertThat(duty.share()).isCloseTo(0.25, within(0.01));
    assertThat(duty.seen(hour(24 * 400), false).share())
        .as("a year of silence tells nothing")
        .isEqualTo(duty.share());
    Duty half = new Duty(1, hour(0));
    for (int h = 1; h <= 24 * 7; h++) {
      half = half.seen(hour(h), false);
    }
    assertThat(half.share()).as("after one time constant").isCloseTo(Math.exp(-1), within(1e-9));
  }
}
