package io.millwright.alerts;

import static io.millwright.alerts.Plant.PUMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on a real broker, over a restart whose stores come back from their changelogs. */
class LedgerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aRestartAndARedeliveryTellNothingTwiceAndForgetNothing(@TempDir Path directory)
      throws Exception {
    AlertsConfig config = Plant.config("ledger-it");
    try (LoopbackBroker broker = new LoopbackBroker(directory.resolve("broker"))) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, 2, 1);
      int counts = 0;
      for (int run = 0; run < 2; run++) {
        Path state = directory.resolve("state-" + run); // another machine: nothing on its disk
        try (AlertsApplication alerts =
            new AlertsApplication(config, kafka, state, new Metrics())) {
          alerts.start();
          int before = counts;
          if (run == 1) {
            // counted again from what the stores hold, before anything is sent
            await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(plant(kafka)).hasSizeGreaterThan(before));
            assertRightCall(plant(kafka));
          }
          send(kafka);
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () -> {
                    assertThat(read(kafka, Topics.SAVINGS)).hasSize(1);
                    assertThat(plant(kafka)).isNotEmpty();
                    assertRightCall(plant(kafka));
                  });
          assertThat(alerts.health()).isEqualTo(Health.UP);
        }
        counts = plant(kafka).size();
      }

      LedgerEntry entry = read(kafka, Topics.SAVINGS).get(0);
      assertThat(entry.kind()).isEqualTo(LedgerEntry.Kind.AVOIDED_FAILURE);
      assertThat(entry.notValued()).contains("cost per hour of downtime");
    }
  }

  private static void assertRightCall(List<PerformanceReport> reports) {
    assertThat(reports.get(reports.size() - 1).calls().precision()).isEqualTo(Share.of(1, 1));
  }

  /** In turn, as they happen: between partitions there is no order. */
  private static void send(KafkaSettings kafka) {
    try (TopicSender sender = new TopicSender(kafka)) {
      sender.send(Topics.ASSETS, PUMP, Plant.pump());
      sender.flush();
      for (int h = 0; h < 10; h++) {
        sender.send(Topics.ASSESSMENTS, PUMP, Plant.suspects(h, HealthState.ALARM, "bearing"));
      }
      sender.flush();
      await().atMost(PATIENCE).until(() -> !read(kafka, Topics.ADVISORIES).isEmpty());
      sender.send(Topics.MAINTENANCE_REPORTS, PUMP, Plant.report("r-1", 50, Outcome.REPAIRED));
      sender.flush();
    }
  }

  private static List<PerformanceReport> plant(KafkaSettings kafka) {
    return read(kafka, Topics.PERFORMANCE).stream()
        .filter(r -> r.scope() == PerformanceReport.Scope.PLANT)
        .toList();
  }

  private static <V> List<V> read(KafkaSettings kafka, Topic<?, V> topic) {
    List<V> values = new ArrayList<>();
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      for (TopicRecord<?, V> record : reader.readToEnd()) {
        assertThat(record.value()).as("a tombstone").isNotNull();
        V value = record.value();
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
