package io.millwright.alerts.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
  private static final RetryRule RULE =
      new RetryRule(
          Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ZERO, Duration.ofDays(1));

  @Test
  void pausesDoubleUpToTheCap() {
    for (int failures = 1; failures <= 100; failures++) {
      double most = Math.min(600, 5 * Math.pow(2, failures - 1));
      assertThat(RULE.pause(failures, "a").toMillis() / 1000.0).isBetween(most / 2 - 0.001, most);
    }
  }

  @Test
  void pausesOfManyAreSpreadAndRepeatable() {
    Set<Duration> pauses = new HashSet<>();
    for (int order = 0; order < 1000; order++) {
      pauses.add(RULE.pause(8, "order-" + order));
    }
    assertThat(pauses).hasSizeGreaterThan(900);
    assertThat(RULE.pause(8, "order-1")).isEqualTo(RULE.pause(8, "order-1"));
  }

  @Test
  void capBelowTheFirstPauseIsRefused() {
    assertThatThrownBy(
            () ->
                new RetryRule(
                    Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
