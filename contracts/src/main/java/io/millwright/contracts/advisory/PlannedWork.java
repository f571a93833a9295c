package io.millwright.contracts.advisory;

import java.time.Instant;

/**
 * When the platform proposes that work is done; a planner decides.
 *
 * @param from first possible time of the proposal
 * @param to its end, after {@code from}
 * @param inTime whether it ends by the time the work is due
 * @param basis what it rests on, in words
 */
public record PlannedWork(Instant from, Instant to, boolean inTime, String basis) {
  public PlannedWork {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("planned work must end after it begins");
    }
  }
}
