package io.millwright.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.runtime.service.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StallRuleTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final StallRule rule = new StallRule(Duration.ofSeconds(10), () -> now);

  @Test
  void silenceWithoutScansIsHealthy() {
    rule.observe(0, false);
    later(3600);
    rule.observe(0, false);
    assertThat(rule.health()).isEqualTo(Health.UP);
  }

  @Test
  void scansThatNothingIsSaidOfAreAStall() {
    rule.observe(5, false);
    later(10);
    assertThat(rule.health()).isEqualTo(Health.UP);
    later(1);
    assertThat(rule.health().status()).isEqualTo(Health.Status.DOWN);
    assertThat(rule.health().reason()).contains("11 s");
  }

  @Test
  void anyWordEndsTheWait() {
    rule.observe(5, false);
    later(60);
    rule.observe(6, true);
    assertThat(rule.health()).isEqualTo(Health.UP);
    later(60);
    rule.observe(6, false);
    assertThat(rule.health()).isEqualTo(Health.UP);
  }

  private void later(int seconds) {
    now = now.plusSeconds(seconds);
  }
}
