package io.millwright.alerts.workorder;

import io.millwright.contracts.advisory.PlannedWork;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When work is due and when it is proposed. Due is when the lower bound of remaining life is used
 * up at the duty of the last week. Proposed is the last maintenance window that ends by then and
 * leaves the planning time, so that life is used and nothing breaks; if there is none, the first
 * one after the planning time, which is said to be late.
 */
final class Planner {
  private final PlanningRule rule;

  /**
   * A plan.
   *
   * @param dueBy latest sensible time; null if no life is known
   * @param work proposal; null if neither a life nor a window is known
   */
  record Plan(@Nullable Instant dueBy, @Nullable PlannedWork work) {}

  Planner(PlanningRule rule) {
    this.rule = rule;
  }

  Plan plan(
      Instant now,
      @Nullable RemainingLife life,
      Duty duty,
      @Nullable Asset asset,
      Duration workTakes) {
    Instant dueBy = life == null ? null : now.plus(duty.calendar(LifeTrigger.lower(life, asset)));
    Instant ready = now.plus(rule.planningTime());
    List<MaintenanceWindow> ofArea =
        rule.windows().stream()
            .filter(w -> w.covers(asset == null ? List.of() : asset.path()))
            .toList();
    List<MaintenanceWindow> windows =
        ofArea.stream().filter(w -> w.length().compareTo(workTakes) >= 0).toList();
    if (!windows.isEmpty()) {
      return new Plan(dueBy, inWindow(windows, dueBy, ready, workTakes, duty));
    }
    if (dueBy == null) {
      return new Plan(null, null);
    }
    Instant latest = dueBy.minus(workTakes);
    Instant from = latest.isBefore(ready) ? ready : latest;
    String where =
        ofArea.isEmpty() ? "no window declared" : "no window is as long as the work takes";
    return new Plan(dueBy, proposal(from, from.plus(workTakes), dueBy, where, duty));
  }

  private PlannedWork inWindow(
      List<MaintenanceWindow> windows,
      @Nullable Instant dueBy,
      Instant ready,
      Duration workTakes,
      Duty duty) {
    Optional<MaintenanceWindow.Occurrence> last =
        dueBy == null
            ? Optional.empty()
            : windows.stream()
                .flatMap(w -> w.lastUntil(dueBy).stream())
                .filter(o -> !o.from().isBefore(ready))
                .max(Comparator.comparing(MaintenanceWindow.Occurrence::from));
    return last.or(
            () ->
                windows.stream()
                    .flatMap(w -> w.firstFrom(ready).stream())
                    .min(Comparator.comparing(MaintenanceWindow.Occurrence::from)))
        .map(o -> proposal(o.from(), o.to(), dueBy, "maintenance window", duty))
        .orElseGet(
            () ->
                proposal(
                    ready, ready.plus(workTakes), dueBy, "every declared window is past", duty));
  }

  private PlannedWork proposal(
      Instant from, Instant to, @Nullable Instant dueBy, String where, Duty duty) {
    boolean inTime = dueBy == null || !to.isAfter(dueBy);
    String basis =
        String.format(
            Locale.ROOT,
            "%s; planning time %s; duty %.0f %% of the time; %s",
            where,
            rule.planningTime(),
            100 * duty.share(),
            dueBy == null
                ? "no remaining life is known"
                : inTime ? "in time" : "later than due: plan faster or relieve the machine");
    return new PlannedWork(from, to, inTime, basis);
  }
}
