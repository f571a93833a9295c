package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.runtime.service.Retries;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Retries RETRIES =
      Retries.endless(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void doublesAndShortensEachPauseByAtMostAHalf() {
    BackOff backOff = new BackOff(RETRIES, new SplittableRandom(1));
    long[] full = {100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000};

    for (long millis : full) {
      assertThat(backOff.next(Duration.ZERO))
          .isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis));
    }
    backOff.reset();

    assertThat(backOff.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void differsBetweenRecorders() {
    List<Duration> pauses =
        Stream.of(1, 2, 3, 4)
            .map(seed -> new BackOff(RETRIES, new SplittableRandom(seed)).next(Duration.ZERO))
            .toList();

    assertThat(pauses).doesNotHaveDuplicates();
  }

  @Test
  void isNeverShorterThanTheStoreAsks() {
    BackOff backOff = new BackOff(RETRIES, new SplittableRandom(1));

    assertThat(backOff.next(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
  }
}
