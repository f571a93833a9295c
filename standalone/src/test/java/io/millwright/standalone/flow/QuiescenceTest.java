package io.millwright.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class QuiescenceTest {
  private static final TopicPartition SOUND = new TopicPartition(Topics.AUDIO.name(), 0);
  private static final Duration HOLDING = Duration.ofMillis(20);

  /** Frames that come out, one a look, some time after all of them were read. */
  private static final class Growing implements Offsets {
    private final long most;
    private final long behindBy;
    private long end = 1;

    Growing(long most, long behindBy) {
      this.most = most;
      this.behindBy = behindBy;
    }

    @Override
    public Map<TopicPartition, Long> committed(String group) {
      return Map.of(SOUND, end - behindBy);
    }

    @Override
    public Map<TopicPartition, Long> ends(List<Topic<?, ?>> topics) {
      long now = end;
      if (end < most && behindBy < 0) {
        end++;
      }
      return Map.of(SOUND, now);
    }

    @Override
    public void close() {}
  }

  private static Quiescence of(Offsets offsets) {
    return new Quiescence(
        offsets,
        List.of(new Quiescence.Reader("features", List.of(Topics.AUDIO))),
        List.of(Topics.AUDIO),
        HOLDING);
  }

  @Test
  void waitsForWhatIsHeldBackForAsLongAsItComesOut() throws Exception {
    Growing offsets = new Growing(60, -1_000);
    long start = System.nanoTime();
    try (Quiescence quiescence = of(offsets)) {
      quiescence.await(Duration.ofMillis(300), () -> false);
    }
    assertThat(offsets.end).as("nothing moves any more").isEqualTo(60);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(600));
  }

  @Test
  void namesWhoIsBehindWhenNothingMoves() {
    try (Quiescence quiescence = of(new Growing(10, 1))) {
      assertThatThrownBy(() -> quiescence.await(Duration.ofMillis(200), () -> false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nothing moves for 0 s: features has read 0 of 1 of " + SOUND);
    }
  }
}
