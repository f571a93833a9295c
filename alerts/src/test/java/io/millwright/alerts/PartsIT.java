package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.alerts.parts.PartsRule;
import io.millwright.alerts.parts.Pumps;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reservations and advice on a real broker: the desk goes on after a restart where it was. */
class PartsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private LoopbackBroker broker;
  private KafkaSettings kafka;

  @SuppressWarnings("NullAway.Init") // startBroker() makes the rest.
  PartsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void startBroker() throws Exception {
    broker = new LoopbackBroker(directory.resolve("broker"));
    kafka = broker.settings();
    TopicProvisioner.ensure(kafka, 2, 1);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private AlertsApplication started() {
    AlertsConfig config =
        Plant.config(
            "parts-it", new PartsRule(0.95, Map.of(), Duration.ofDays(30), Duration.ofSeconds(2)));
    AlertsApplication application =
        new AlertsApplication(config, kafka, directory.resolve("state"), new Metrics());
    application.start();
    return application;
  }

  @Test
  void aReservationIsReleasedOnceByWhoeverRunsThen() {
    try (AlertsApplication first = started();
        TopicSender sender = new TopicSender(kafka)) {
      sender.send(Topics.ASSETS, Plant.PUMP, PartsTopologyTest.pumpWithParts(1));
      for (int h = 0; h < 8; h++) {
        sender.send(
            Topics.ASSESSMENTS,
            Plant.PUMP,
            Plant.assessment(h, HealthState.ALARM, Plant.finding("bearing", 0.6), Pumps.LIFE));
      }
      sender.flush();
      await().atMost(PATIENCE).until(() -> !read(Topics.WORK_ORDERS).isEmpty());
      sender.send(
          Topics.OPERATOR_ACTIONS, Plant.PUMP, Plant.action("a-1", 9, Kind.APPROVE_ORDER, null));
      sender.flush();
      await().atMost(PATIENCE).until(() -> read(Topics.PART_RESERVATIONS).size() == 1);
      await().atMost(PATIENCE).until(() -> advised("6205") && advised("S-9"));
      assertThat(first.health()).isEqualTo(Health.UP);
    }
    try (AlertsApplication second = started();
        TopicSender sender = new TopicSender(kafka)) {
      sender.send(
          Topics.MAINTENANCE_REPORTS, Plant.PUMP, Plant.report("r-1", 10, Outcome.REPAIRED));
      sender.flush();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(read(Topics.PART_RESERVATIONS))
                      .extracting(PartReservation::released)
                      .containsExactly(false, true));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(read(Topics.SPARE_ADVICE))
                      .filteredOn(a -> a.partNumber().equals("6205"))
                      .last()
                      .satisfies(a -> assertThat(a.used()).isEqualTo(1))
                      .satisfies(a -> assertThat(a.reserved()).isZero()));
      assertThat(second.health()).isEqualTo(Health.UP);
    }
    List<SpareAdvice> told =
        read(Topics.SPARE_ADVICE).stream().filter(a -> a.partNumber().equals("6205")).toList();
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).revision()).as("none is lost, none told twice").isEqualTo(i + 1);
    }
  }

  private boolean advised(String part) {
    return read(Topics.SPARE_ADVICE).stream().anyMatch(a -> a.partNumber().equals(part));
  }

  private <V> List<V> read(Topic<?, V> topic) {
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.valuesToEnd();
    }
  }
}
