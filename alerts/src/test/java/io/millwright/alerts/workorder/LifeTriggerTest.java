package io.millwright.alerts.workorder;

import static io.millwright.alerts.workorder.LifeTrigger.Side.BELOW;
import static io.millwright.alerts.workorder.LifeTrigger.Side.BETWEEN;
import static io.millwright.alerts.workorder.LifeTrigger.Side.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.alerts.cases.Persistence;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifeTriggerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static LifeTrigger trigger(@Nullable Duration lower, @Nullable Duration median) {
    return new LifeTrigger(lower, median, Persistence.of(1), 1.5, Persistence.of(1));
  }

  private static RemainingLife life(double lower, double median, LifeUnit unit) {
    return new RemainingLife(lower, median, 2 * median, 0.9, unit);
  }

  @Test
  void comparesTheLowerBound() {
    LifeTrigger trigger = trigger(Duration.ofHours(20), null);

    assertThat(trigger.side(life(20, 99, LifeUnit.HOURS), HOUR)).isEqualTo(BELOW);
    assertThat(trigger.side(life(20.1, 99, LifeUnit.HOURS), HOUR)).isEqualTo(BETWEEN);
    assertThat(trigger.side(life(30, 99, LifeUnit.HOURS), HOUR)).isEqualTo(BETWEEN);
    assertThat(trigger.side(life(30.1, 99, LifeUnit.HOURS), HOUR)).isEqualTo(RECOVERED);
  }

  @Test
  void cyclesCountByTheirDuration() {
    LifeTrigger trigger = trigger(Duration.ofHours(20), null);

    assertThat(trigger.side(life(10, 99, LifeUnit.CYCLES), Duration.ofHours(2))).isEqualTo(BELOW);
    assertThat(trigger.side(life(11, 99, LifeUnit.CYCLES), Duration.ofHours(2))).isEqualTo(BETWEEN);
  }

  @Test
  void bothBoundsMustBeBelowIfBothAreGiven() {
    LifeTrigger trigger = trigger(Duration.ofHours(20), Duration.ofHours(40));

    assertThat(trigger.side(life(10, 39, LifeUnit.HOURS), HOUR)).isEqualTo(BELOW);
    assertThat(trigger.side(life(10, 41, LifeUnit.HOURS), HOUR)).isEqualTo(BETWEEN);
    assertThat(trigger.side(life(10, 61, LifeUnit.HOURS), HOUR)).isEqualTo(RECOVERED);
    assertThat(trigger(null, Duration.ofHours(40)).side(life(39, 39, LifeUnit.HOURS), HOUR))
        .isEqualTo(BELOW);
  }

  @Test
  void withoutHorizonLifeNeverAsks() {
    assertThat(trigger(null, null).side(life(0, 0, LifeUnit.HOURS), HOUR)).isEqualTo(BETWEEN);
  }

  @Test
  void senselessHorizonsAreRefused() {
    assertThatThrownBy(() -> trigger(Duration.ZERO, null))
        .hasMessage("lowerBelow must be positive");
    assertThatThrownBy(
            () ->
                new LifeTrigger(
                    Duration.ofHours(1), null, Persistence.of(1), 0.9, Persistence.of(1)))
        .hasMessage("release must be 1 or more");
  }
}
