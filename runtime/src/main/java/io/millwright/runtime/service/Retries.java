package io.millwright.runtime.service;

import java.time.Duration;

/**
 * How work that failed begins anew.
 *
 * @param first pause after a first failure; it doubles with each further one in a row
 * @param longest longest pause
 * @param most how often in a row; 0 or more
 */
public record Retries(Duration first, Duration longest, int most) {
  /** The first failure is the last. */
  public static final Retries NONE = new Retries(Duration.ZERO, Duration.ZERO, 0);

  public Retries {
    if (first.isNegative() || longest.compareTo(first) < 0 || most < 0) {
      throw new IllegalArgumentException("pauses are not negative and grow, most is 0 or more");
    }
  }

  /** Again and again. */
  public static Retries endless(Duration first, Duration longest) {
    return new Retries(first, longest, Integer.MAX_VALUE);
  }

  /** The pause after some failures in a row, 1 or more. */
  public Duration pause(int failures) {
    Duration pause = first;
    for (int i = 1; i < failures && !pause.isZero() && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
