package io.millwright.alerts.cases;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * How long something must hold without a break before it counts; both must be reached.
 *
 * @param assessments how many in a row; ≥ 1
 * @param duration from the first of them, in event time
 */
public record Persistence(@Default("3") int assessments, @Default("PT0S") Duration duration) {
  public Persistence {
    if (assessments < 1 || duration.isNegative()) {
      throw new IllegalArgumentException(
          "assessments must be one or more and duration zero or more");
    }
  }

  /** So many in a row, however long it takes. */
  public static Persistence of(int assessments) {
    return new Persistence(assessments, Duration.ZERO);
  }
}
