package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console reads from a real broker. */
class KafkaConsoleIT {
  private static final int ENTRIES = FleetView.LOG_KEPT + 300;
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  @SuppressWarnings("NullAway.Init")
  private static LoopbackBroker broker;

  @SuppressWarnings("NullAway.Init")
  private static KafkaSettings kafka;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    broker = new LoopbackBroker(directory);
    kafka = broker.settings();
    TopicProvisioner.ensure(kafka, 2, 1);
    try (TopicSender sender = new TopicSender(kafka)) {
      for (int i = 0; i < ENTRIES; i++) {
        String actor = "actor " + i % 16; // so that no partition of the topic is empty
        sender.send(
            Topics.AUDIT,
            actor,
            new AuditEntry("a" + i, T0.plusSeconds(i), actor, "", "ACKNOWLEDGE", "x", "y", true));
      }
      sender.flush();
    }
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void readsTheNewestOfTheAuditLogOnceHoweverOftenItBeginsAnew() {
    FleetView view = new FleetView();
    read(view);
    List<AuditEntry> log = view.snapshot().log(Topics.AUDIT);

    assertThat(log).hasSize(FleetView.LOG_KEPT);
    Set<String> ids = new HashSet<>();
    log.forEach(entry -> ids.add(entry.id()));
    assertThat(ids).hasSize(FleetView.LOG_KEPT).contains("a" + (ENTRIES - 1), "a" + (ENTRIES - 2));

    read(view);
    assertThat(view.snapshot().log(Topics.AUDIT)).isEqualTo(log);
  }

  @Test
  void aMachineGoesWithItsTombstone() throws Exception {
    Asset stays = HistoryExamples.asset("stays", "flow");
    Asset goes = HistoryExamples.asset("goes", "flow");
    FleetView view = new FleetView();
    try (TopicSender sender = new TopicSender(kafka)) {
      sender.send(Topics.ASSETS, stays.id(), stays);
      sender.send(Topics.ASSETS, goes.id(), goes);
      sender.flush();
      read(view);
      assertThat(view.snapshot().assets()).containsOnlyKeys(stays.id(), goes.id());

      sender.send(Topics.ASSETS, goes.id(), null);
      sender.flush();
    }
    read(view);

    assertThat(view.snapshot().assets()).containsOnlyKeys(stays.id());
  }

  @Test
  void leavesNoConsumerBehindWhenItCannotStart() throws Exception {
    KafkaSettings nobody =
        new KafkaSettings("127.0.0.1:1", Map.of("default.api.timeout.ms", "300"));

    assertThatThrownBy(() -> new KafkaFleetFeed(nobody, new Metrics()))
        .isInstanceOf(KafkaException.class);

    assertThat(
            ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.consumer:type=consumer-metrics,*"), null))
        .as("consumers that are not closed")
        .isEmpty();
  }

  @Test
  void tellsHowFarAGroupIsBehind() throws Exception {
    TopicPartition partition = new TopicPartition(Topics.AUDIT.name(), 0);
    long end;
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            kafka.consumer("slow-reader"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      reader.assign(List.of(partition));
      reader.commitSync(Map.of(partition, new OffsetAndMetadata(end - 7)));
    }
    assertThat(end).isGreaterThan(7);

    try (KafkaGroupLags lags = new KafkaGroupLags(kafka)) {
      await()
          .untilAsserted(
              () -> assertThat(lags.now()).containsExactly(new GroupLag("slow-reader", 0, 7)));
    }
  }

  @Test
  void saysThatItCannotTellWithoutABroker() {
    try (KafkaGroupLags lags = new KafkaGroupLags(KafkaSettings.plain("127.0.0.1:1"))) {
      assertThatThrownBy(lags::now)
          .isInstanceOf(GroupLags.UnknownException.class)
          .hasMessageContaining("not known");
    }
  }

  private static void read(FleetView view) {
    try (KafkaFleetFeed feed = new KafkaFleetFeed(kafka, new Metrics())) {
      await()
          .until(
              () -> {
                feed.poll(view, Duration.ofMillis(100));
                return feed.caughtUp();
              });
    }
  }
}
