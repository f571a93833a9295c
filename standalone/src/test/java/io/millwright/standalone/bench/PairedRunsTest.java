package io.millwright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PairedRunsTest {
  @Test
  void ratioIsOfTheWorkDone() {
    AtomicLong sink = new AtomicLong();
    Benchmark benchmark =
        new PairedRuns(5, 0.02)
            .compare("n", "u", 3, () -> work(sink, 2000), "b", () -> work(sink, 20_000));
    // Ten times the work; the clock and the machine are noisy.
    assertThat(benchmark.ratio()).isCloseTo(10, within(5.0));
    assertThat(benchmark.value()).isGreaterThan(benchmark.baselineValue());
    assertThat(sink).doesNotHaveValue(0);
  }

  private static void work(AtomicLong sink, int steps) {
    long x = sink.get() + 1;
    for (int i = 0; i < steps; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
    }
    sink.set(x);
  }
}
