package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Health.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryRecorderTest {
  /** Nobody listens on it. */
  private static final KafkaSettings NOBODY =
      new KafkaSettings(
          "127.0.0.1:1", Map.of("default.api.timeout.ms", "200", "request.timeout.ms", "200"));

  @Test
  void isNeverUpBeforeItReadsAndDownWhenItFailsForLong() {
    Duration downAfter = Duration.ofMillis(500);
    try (HistoryRecorder recorder =
        new HistoryRecorder(
            NOBODY,
            new InMemoryHistoryStore(),
            new Metrics(),
            new RecorderSettings(
                "test", 10_000, Duration.ZERO, Duration.ofSeconds(4), downAfter, 8_000_000))) {
      recorder.start();
      assertThat(recorder.health().status()).isNotEqualTo(Status.UP);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(recorder::health, health -> health.status() == Status.DOWN);

      Health health = recorder.health();
      assertThat(health.reason()).startsWith("history is not written: ");
    }
  }
}
