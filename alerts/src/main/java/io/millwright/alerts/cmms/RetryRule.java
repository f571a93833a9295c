package io.millwright.alerts.cmms;

import io.millwright.runtime.config.Default;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * How failed deliveries are repeated: pauses that double, with jitter, up to a cap.
 *
 * <p>Half of a pause is fixed and half is spread ("equal jitter" of M. Brooker, Exponential Backoff
 * And Jitter, AWS Architecture Blog, 2015), so that many orders do not come back at one moment. The
 * spread follows from what is repeated and how often it was, hence the same at every run.
 *
 * @param first longest pause after the first failure
 * @param longest cap of a pause; a longer wait that the system itself asks for is honoured
 * @param settle how long a request whose answer was lost may still be at work over there; no second
 *     attempt to create an order before that. Must exceed the timeout of the system's own front
 *     end, and be twice the gateway's timeout or more
 * @param giveUpAfter age at which a delivery that fails while others succeed becomes a dead letter;
 *     while the system answers nobody, nothing is given up
 */
public record RetryRule(
    @Default("5s") Duration first,
    @Default("10m") Duration longest,
    @Default("30s") Duration settle,
    @Default("P3D") Duration giveUpAfter) {

  public RetryRule {
    if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("first must be 1ms or more, longest no less than first");
    }
    if (settle.isNegative() || giveUpAfter.isNegative()) {
      throw new IllegalArgumentException("settle and giveUpAfter must not be negative");
    }
  }

  /**
   * The pause before the next attempt, in {@code [d/2, d)} with d = first·2^(failures-1), capped.
   *
   * @param failures so far, 1 or more
   * @param what is repeated; spreads the pauses
   */
  Duration pause(int failures, String what) {
    int doublings = Math.min(failures - 1, 40);
    long most = Math.min(longest.toMillis(), saturated(first.toMillis(), doublings));
    CRC32 spread = new CRC32();
    spread.update((what + '#' + failures).getBytes(StandardCharsets.UTF_8));
    double share = spread.getValue() / (double) (1L << 32);
    return Duration.ofMillis((long) (most * (0.5 + 0.5 * share)));
  }

  private static long saturated(long value, int doublings) {
    return value > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : value << doublings;
  }
}
