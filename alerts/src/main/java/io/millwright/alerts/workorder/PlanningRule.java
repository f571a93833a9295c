package io.millwright.alerts.workorder;

import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.util.List;

/**
 * What planning work takes.
 *
 * @param planningTime from a request to the first hour of work: permit, people, tools
 * @param windows when areas can be worked on; an area without one can be worked on at any time
 */
public record PlanningRule(@Default("P3D") Duration planningTime, List<MaintenanceWindow> windows) {
  public PlanningRule {
    windows = List.copyOf(windows);
    if (planningTime.isNegative()) {
      throw new IllegalArgumentException("planningTime must be zero or more");
    }
  }
}
