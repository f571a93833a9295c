package io.millwright.alerts.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.alerts.Plant;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, among records that nobody can read. */
class AlarmKpiWatchIT {
  @Test
  void stepsOverWhatItCannotReadAndCountsByPosition(@TempDir Path directory) throws Exception {
    try (LoopbackBroker broker = new LoopbackBroker(directory)) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, 1, 1);
      foreign(kafka, Topics.ASSETS.name());
      try (TopicSender sender = new TopicSender(kafka)) {
        sender.send(Topics.ASSETS, Plant.PUMP, Plant.pump());
        sender.send(Topics.ALARMS, Plant.PUMP, raised(1));
        sender.flush();
        foreign(kafka, Topics.ALARMS.name());
        sender.send(Topics.ALARMS, Plant.PUMP, raised(2));
        sender.flush();
      }
      Metrics metrics = new Metrics();
      OperatorPositions positions =
          new OperatorPositions(Map.of("utilities", List.of("north/utilities")));
      CountDownLatch mended = new CountDownLatch(1);
      InstantSource clock =
          () -> {
            if (mended.getCount() > 0) {
              throw new NoClassDefFoundError("x");
            }
            return Instant.now();
          };
      AlarmKpiWatch watch = new AlarmKpiWatch(kafka, positions, metrics, clock);
      watch.start();
      try {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(watch.health().reason()).contains("no figures of alarms"));
        mended.countDown();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(watch.reports().getOrDefault("utilities", AlarmKpis.Report.NONE))
                        .extracting(AlarmKpis.Report::annunciations)
                        .isEqualTo(2));
        assertThat(watch.health()).isEqualTo(Health.UP);
        assertThat(metrics.counter(AlarmKpiMeter.UNREADABLE).count())
            .as("two in each topic, one of them without a key, read twice at least")
            .isGreaterThanOrEqualTo(8)
            .matches(count -> count % 4 == 0);
        assertThat(metrics.scrape())
            .containsPattern("kpi_top_ten_times\\w*\\{position=\"utilities\",rank=\"1\"\\} 2\\.0")
            .containsPattern("kpi_peak\\w*\\{position=\"other\"\\} 0\\.0")
            .doesNotContain(Plant.PUMP.value());
      } finally {
        watch.close();
      }
    }
  }

  private static void foreign(KafkaSettings kafka, String topic) throws Exception {
    byte[] garbage = "not json".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, "a".getBytes(StandardCharsets.UTF_8), garbage))
          .get();
      // A compacted topic takes no record without a key.
      byte[] key = topic.equals(Topics.ASSETS.name()) ? new byte[0] : null;
      producer.send(new ProducerRecord<>(topic, key, garbage)).get();
    }
  }

  private static AlarmEvent raised(int number) {
    String id = "north/pump-7/LIMIT/vib/HIGH_ALARM@" + number;
    return new AlarmEvent(
        id + "#1",
        id,
        1,
        Plant.PUMP,
        null,
        "vib",
        AlarmCondition.LIMIT,
        AlarmStatus.UNACKNOWLEDGED,
        true,
        Priority.HIGH,
        Plant.hour(number),
        Plant.hour(number),
        "vib is high",
        "millwright",
        Origin.MEASURED);
  }
}
