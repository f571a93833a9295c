package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesGuardTest {
  private final SeriesGuard guard = new SeriesGuard(1_000);

  @Test
  void admitsSeriesUntilTheBudgetIsSpentAndKnownOnesAfterwards() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(admits("readings", "asset=a,point=" + i)).isTrue();
    }

    assertThat(admits("readings", "asset=a,point=1000")).isFalse();
    assertThat(admits("readings", "asset=a,point=1001")).isFalse();
    for (int i = 0; i < 1_000; i++) {
      assertThat(admits("readings", "asset=a,point=" + i)).isTrue();
    }
    assertThat(admits("features", "asset=a,point=1000")).isTrue();
    assertThat(guard.counts()).isEqualTo(Map.of("readings", 1_000, "features", 1));
    assertThat(guard.reason("readings")).contains("readings").contains("1000");
  }

  @Test
  void tellsAHundredThousandSeriesOfAPlantApart() {
    SeriesGuard large = new SeriesGuard(200_000);
    for (int asset = 0; asset < 1_000; asset++) {
      for (int point = 0; point < 100; point++) {
        byte[] series =
            ("readings,asset=north/pump-" + asset + ",point=p" + point)
                .getBytes(StandardCharsets.UTF_8);
        large.admits("readings", SeriesGuard.fingerprint(series, 0, series.length));
      }
    }
    assertThat(large.counts()).containsEntry("readings", 100_000);
  }

  private boolean admits(String measurement, String series) {
    byte[] bytes = series.getBytes(StandardCharsets.UTF_8);
    return guard.admits(measurement, SeriesGuard.fingerprint(bytes, 0, bytes.length));
  }
}
