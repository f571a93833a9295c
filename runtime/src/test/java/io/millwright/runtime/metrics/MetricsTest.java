package io.millwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private enum TestMeter implements Meter {
    SCANS("scans"),
    LATENCY("seconds");

    private final String unit;

    TestMeter(String unit) {
      this.unit = unit;
    }

    @Override
    public Definition definition() {
      return new Definition(
          "millwright.test." + name().toLowerCase(java.util.Locale.ROOT),
          "what the test measures",
          unit);
    }
  }

  @Test
  void writesMetersForPrometheus() {
    try (Metrics metrics = new Metrics()) {
      metrics.counter(TestMeter.SCANS, "reason", "late").increment(3);
      metrics.timer(TestMeter.LATENCY).record(Duration.ofMillis(5));
      assertThat(metrics.scrape())
          .contains("# HELP millwright_test_scans_total what the test measures")
          .contains("millwright_test_scans_total{reason=\"late\"} 3.0")
          .contains("millwright_test_latency_seconds_count 1")
          .contains("jvm_memory_used_bytes");
    }
  }
}
