package io.millwright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In small: whether it measures what it says; how fast the alerts are is for the command. */
class AlarmsBenchIT {
  private static final int ASSETS = 1000;
  private static final int SECONDS = 3;

  @Test
  void countsEveryAlarmOfTheStretchAndTellsItsLatency() throws Exception {
    List<String> progress = new ArrayList<>();

    AlarmsBenchReport report =
        new AlarmsBench(ASSETS, 1, new AlarmsBench.Lengths(2, SECONDS, 1, 2, 1), progress::add)
            .run("test");

    assertThat(report.assessments()).isEqualTo(ASSETS * SECONDS);
    // Of 500 assessments of an asset one raises its alarm and one lets it return.
    assertThat(report.alarmTransitions()).isBetween(10L, 14L);
    assertThat(report.latencyMillisP50()).isBetween(1.0, 10_000.0);
    assertThat(report.latencyMillisMax()).isGreaterThanOrEqualTo(report.latencyMillisP50() / 1.07);
    assertThat(report.lastLag()).as("all was read").isZero();
    assertThat(report.largestLag()).isBetween(1L, (long) ASSETS * SECONDS);
    assertThat(report.cpuCores()).isPositive();
    assertThat(report.benchmarks())
        .extracting(Benchmark::name)
        .containsExactly("alarmLatencyP50", "alarmLatencyP99", "assessments");
    assertThat(report.benchmarks()).allSatisfy(b -> assertThat(b.ratio()).isPositive());
    assertThat(progress).isNotEmpty();
  }
}
