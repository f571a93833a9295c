package io.millwright.alerts.guard;

import static io.millwright.alerts.Plant.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.workorder.Guardrail;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private static final Guardrail TWO_IN_SIX_HOURS = new Guardrail(0, 2, Duration.ofHours(6));

  private static RequestRate after(Guardrail rule, int... hours) {
    RequestRate rate = RequestRate.NONE;
    for (int h : hours) {
      rate = rate.with(hour(h), rule);
    }
    return rate;
  }

  @Test
  void countsWithinTheWindowWhateverTheOrder() {
    assertThat(after(TWO_IN_SIX_HOURS, 0, 6).exceeds(TWO_IN_SIX_HOURS)).isFalse();
    assertThat(after(TWO_IN_SIX_HOURS, 0, 3, 6).exceeds(TWO_IN_SIX_HOURS)).isTrue();
    assertThat(after(TWO_IN_SIX_HOURS, 6, 0, 3).exceeds(TWO_IN_SIX_HOURS)).isTrue();
    assertThat(after(TWO_IN_SIX_HOURS, 0, 3, 7).exceeds(TWO_IN_SIX_HOURS)).isFalse();
    assertThat(after(TWO_IN_SIX_HOURS, 100, 0, 1).exceeds(TWO_IN_SIX_HOURS)).isFalse();
  }

  @Test
  void zeroIsNever() {
    Guardrail never = new Guardrail(0, 0, Duration.ofHours(6));

    assertThat(after(never, 0, 0, 0, 0).exceeds(never)).isFalse();
  }
}
