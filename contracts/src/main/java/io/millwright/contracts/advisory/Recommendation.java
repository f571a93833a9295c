package io.millwright.contracts.advisory;

import java.time.Duration;

/**
 * What to do about a suspected fault.
 *
 * @param action in words, for the person who does it
 * @param skill trade that is needed
 * @param duration time that it usually takes; positive
 * @param basis what it rests on, for example a row of the failure-mode library
 */
public record Recommendation(String action, String skill, Duration duration, String basis) {
  public Recommendation {
    if (action.isBlank() || skill.isBlank() || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a recommendation needs action, skill and duration");
    }
  }
}
