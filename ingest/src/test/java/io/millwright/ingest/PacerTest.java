package io.millwright.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

  @Test
  void laysEventTimeOverTheMonotonicClock() {
    Pacer pacer = new Pacer(new Pace(60), nanos::get);

    assertThat(pacer.nanosUntil("a", START)).isZero();
    assertThat(pacer.nanosUntil("a", START.plusSeconds(120))).isEqualTo(2_000_000_000L);
    nanos.addAndGet(1_500_000_000L);
    assertThat(pacer.nanosUntil("a", START.plusSeconds(120))).isEqualTo(500_000_000L);
  }

  @Test
  void neverWaitsForEarlierTimes() {
    Pacer pacer = new Pacer(new Pace(1), nanos::get);

    pacer.nanosUntil("a", START);

    assertThat(pacer.nanosUntil("a", START.minusSeconds(30))).isNegative();
  }

  @Test
  void startsAnotherRecordingAtOnce() {
    Pacer pacer = new Pacer(new Pace(1), nanos::get);

    pacer.nanosUntil("a", START);

    assertThat(pacer.nanosUntil("b", START.plusSeconds(86_400))).isZero();
    assertThat(pacer.nanosUntil("b", START.plusSeconds(86_401))).isEqualTo(1_000_000_000L);
  }

  @Test
  void readsMaxOrAFactor() {
    assertThat(Pace.parse("max")).isEqualTo(Pace.MAX);
    assertThat(Pace.parse("2.5")).isEqualTo(new Pace(2.5));
    assertThatThrownBy(() -> Pace.parse("fast"))
        .hasMessage("speed 'fast' is neither max nor a number above zero (1 is real time)");
    assertThatThrownBy(() -> Pace.parse("0")).isInstanceOf(IllegalArgumentException.class);
  }
}
