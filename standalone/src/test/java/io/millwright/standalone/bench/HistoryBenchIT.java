package io.millwright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryBenchIT {
  @Test
  void comparesTheRecorderWithTheClientAndLooksAtItsMemory() throws Exception {
    if (!HistoryBench.hasLocalInflux()) {
      String reason = "no influxd on the path: apt-get install influxdb";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.err.println("HistoryBenchIT skipped: " + reason);
      assumeTrue(false, reason);
    }
    List<String> progress = new ArrayList<>();

    HistoryBenchReport report =
        new HistoryBench(null, new HistoryBench.Lengths(30, 1, 100, Duration.ZERO), progress::add)
            .run("test");

    assertThat(report.server()).startsWith("InfluxDB 1.");
    assertThat(report.pointsARun()).isEqualTo(30_000);
    assertThat(report.benchmarks())
        .extracting(Benchmark::baselineName)
        .containsExactly(
            "client, points, batched in the background", "client, lines, blocking", "recorder");
    assertThat(report.benchmarks())
        .allSatisfy(
            b -> assertThat(b.ratio()).isCloseTo(b.value() / b.baselineValue(), within(1e-9)));
    assertThat(report.steadyPoints()).isEqualTo(100_000);
    assertThat(report.usedHeapBytes()).hasSize(11);
    assertThat(progress).hasSize(2 * 4 + 10);
  }
}
