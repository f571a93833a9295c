package io.millwright.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagWatchTest {
  private static final TopicPartition READ = new TopicPartition("t", 0);
  private static final TopicPartition NEVER_READ = new TopicPartition("t", 1);
  private static final TopicPartition SHRUNK = new TopicPartition("t", 2);

  @Test
  void countsWhatIsNotCommittedOfEachPartition() {
    Offsets offsets =
        new Offsets() {
          @Override
          public Map<TopicPartition, Long> committed(String group) {
            return Map.of(READ, 70L, SHRUNK, 50L);
          }

          @Override
          public Map<TopicPartition, Long> ends(List<Topic<?, ?>> topics) {
            return Map.of(READ, 100L, NEVER_READ, 5L, SHRUNK, 40L);
          }

          @Override
          public void close() {
            // nothing is open
          }
        };

    assertThat(LagWatch.lag(offsets, new Quiescence.Reader("g", List.of(Topics.SCALAR))))
        .isEqualTo(30 + 5);
  }
}
