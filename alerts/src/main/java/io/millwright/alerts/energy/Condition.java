package io.millwright.alerts.energy;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.event.OperatingState;

/** What an assessment says, as far as energy is concerned. */
enum Condition {
  /** Runs and is healthy. */
  HEALTHY,
  /** Runs and is degraded, or in alarm. */
  DEGRADED,
  /** Does not run steadily, or nothing is known of its health: compared with nothing. */
  OTHER;

  static Condition of(Assessment a) {
    if (a.operatingState() != OperatingState.RUNNING) {
      return OTHER;
    }
    return switch (a.health().state()) {
      case HEALTHY -> HEALTHY;
      case DEGRADED, ALARM -> DEGRADED;
      default -> OTHER;
    };
  }
}
