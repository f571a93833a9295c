package io.millwright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmLoadTest {
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void mostIsHealthyAndEveryAssetSaysAlarmThreeTimesIn500() {
    AlarmLoad load = new AlarmLoad(200);
    Map<HealthState, Integer> counts = new EnumMap<>(HealthState.class);
    int[] alarms = new int[200];
    int[] bySecond = new int[500];
    for (int second = 0; second < 500; second++) {
      for (int asset = 0; asset < load.size(); asset++) {
        Assessment next = load.next(asset, START.plusSeconds(second));
        assertThat(next.assetId()).isEqualTo(load.declaration(asset).id());
        counts.merge(next.health().state(), 1, Integer::sum);
        if (next.health().state() == HealthState.ALARM) {
          alarms[asset]++;
          bySecond[second]++;
        }
      }
    }
    assertThat(alarms).containsOnly(3);
    assertThat(Arrays.stream(bySecond).max().orElse(0)).as("spread evenly").isBetween(1, 3);
    assertThat(counts)
        .containsEntry(HealthState.ALARM, 600)
        .containsEntry(HealthState.DEGRADED, 2 * 497)
        .containsEntry(HealthState.HEALTHY, 198 * 497);
  }
}
