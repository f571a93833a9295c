package io.millwright.dashboards.history;

import io.millwright.runtime.service.Retries;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts at a store: they double, and each is shortened by up to a half at random,
 * so that all recorders of a plant do not come back to a recovering server at once. Owned by one
 * thread.
 */
final class BackOff {
  private final Retries retries;
  private final RandomGenerator random;
  private int failures;

  BackOff(Retries retries, RandomGenerator random) {
    this.retries = retries;
    this.random = random;
  }

  /**
   * The pause after one more failure.
   *
   * @param asked the shortest that the store asks for
   */
  Duration next(Duration asked) {
    failures = Math.min(failures + 1, 64); // long past the longest pause
    Duration pause = retries.pause(failures);
    Duration shortened = pause.minusNanos((long) (pause.toNanos() / 2.0 * random.nextDouble()));
    return shortened.compareTo(asked) < 0 ? asked : shortened;
  }

  /** The next failure is the first again. */
  void reset() {
    failures = 0;
  }
}
