package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.StaleHours.Run;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StaleHoursTest {
  private static final AssetId PUMP = new AssetId("pump");
  private static final long QUIET = StaleHours.QUIET.toMillis();

  private final StaleHours stale = new StaleHours();

  @Test
  void tellsOnceThatAnHourBecameStale() {
    assertThat(touch(5, 0)).isTrue();
    assertThat(touch(5, 1)).isFalse();
    assertThat(touch(6, 1)).isTrue();
    assertThat(stale.touch(Trend.FEATURES, PUMP, HourSpan.micros(5), 1)).isTrue();
    assertThat(stale.size()).isEqualTo(3);
  }

  @Test
  void tellsOnceMoreWhenTheMarksAreInDoubt() {
    touch(5, 0);
    touch(6, 0);
    stale.doubt();

    assertThat(touch(5, 1)).isTrue();
    assertThat(touch(5, 2)).isFalse();
    assertThat(touch(6, 2)).isTrue();
    assertThat(stale.size()).isEqualTo(2);
  }

  @Test
  void anHourIsDueOnceALaterOneHasBegunAndItIsQuiet() {
    touch(5, 0);
    assertThat(stale.next(QUIET)).isEmpty();
    touch(6, 1_000);
    assertThat(stale.next(QUIET - 1)).isEmpty();

    assertThat(stale.next(QUIET)).contains(run(5, 6));
    assertThat(stale.next(QUIET)).isEmpty();
  }

  @Test
  void theLastHourIsDueWhenTheMachineIsSilentOrStaleForLong() {
    touch(5, 0);
    long silent = StaleHours.SILENT.toMillis();
    assertThat(stale.next(silent - 1)).isEmpty();
    assertThat(stale.next(silent)).contains(run(5, 6));
    stale.end(run(5, 6), List.of(5L));

    long longest = StaleHours.LONGEST.toMillis();
    for (long now = 0; now < longest; now += 1_000) {
      touch(7, now);
    }
    assertThat(stale.next(longest - 1)).isEmpty();
    assertThat(stale.next(longest)).contains(run(7, 8));
  }

  @Test
  void joinsNeighboursUpToTheLengthOfARun() {
    for (int hour = 0; hour < 20; hour++) {
      if (hour != 3) {
        touch(hour, 0);
      }
    }
    assertThat(stale.next(QUIET)).contains(run(0, 3));
    assertThat(stale.next(QUIET)).contains(run(4, 10));
    assertThat(stale.next(QUIET)).contains(run(10, 16));
  }

  @Test
  void whatIsWrittenWhileAnHourIsComputedKeepsItStale() {
    touch(5, 0);
    touch(6, 0);
    touch(7, 0);
    Run run = stale.next(QUIET).orElseThrow();
    assertThat(run).isEqualTo(run(5, 7));

    assertThat(touch(6, QUIET + 1)).isTrue();
    assertThat(stale.untouched(run)).containsExactly(5L);
    stale.end(run, stale.untouched(run));

    assertThat(stale.among(Trend.READINGS, PUMP, new HourSpan(0, 100)))
        .containsExactly(new HourSpan(6, 8));
    assertThat(touch(5, QUIET + 2)).isTrue();
  }

  @Test
  void theHoursOfARunThatFailedStayDueOneByOneBehindTheOthers() {
    for (long hour : new long[] {5, 6, 9, 10}) {
      touch(hour, hour);
    }
    Run failed = stale.next(2 * QUIET).orElseThrow();
    assertThat(failed).isEqualTo(run(5, 7));

    stale.failed(failed, 2 * QUIET);

    assertThat(stale.next(2 * QUIET)).contains(run(9, 10));
    assertThat(stale.next(2 * QUIET)).contains(run(5, 6));
    assertThat(stale.next(2 * QUIET)).contains(run(6, 7));
    assertThat(stale.next(2 * QUIET)).isEmpty();
    assertThat(stale.size()).isEqualTo(4);
  }

  @Test
  void anHourThatFailsEachTimeHoldsUpNoOther() {
    for (int hour = 0; hour < 20; hour++) {
      touch(hour, 0);
    }
    long now = QUIET;
    Set<Long> fresh = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      Run run = stale.next(++now).orElseThrow();
      if (run.hours().first() <= 1 && 1 < run.hours().end()) {
        stale.failed(run, now);
      } else {
        List<Long> computed = stale.untouched(run);
        fresh.addAll(computed);
        stale.end(run, computed);
      }
    }

    assertThat(fresh).hasSize(18).doesNotContain(1L, 19L); // which is not due yet
  }

  @Test
  void memoryIsBoundedByMakingTheOldestDueAtOnce() {
    for (int hour = 0; hour <= StaleHours.MOST; hour++) {
      assertThat(stale.pressing()).isFalse();
      touch(2 * hour, hour / 1_000);
    }
    assertThat(stale.pressing()).isTrue();

    Run run = stale.next(1).orElseThrow();

    assertThat(run).isEqualTo(run(0, 1));
    stale.end(run, List.of(0L));
    assertThat(stale.pressing()).isFalse();
  }

  private boolean touch(long hour, long now) {
    return stale.touch(Trend.READINGS, PUMP, HourSpan.micros(hour) + 17, now);
  }

  private static Run run(long first, long end) {
    return new Run(Trend.READINGS, PUMP, new HourSpan(first, end));
  }
}
