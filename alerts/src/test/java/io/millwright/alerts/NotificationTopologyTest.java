package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.alerts.alarm.Severity;
import io.millwright.alerts.watch.AlertRules;
import io.millwright.alerts.watch.SilenceRule;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Kind;
import io.millwright.runtime.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk in the topology: from an assessment to the log of what people are told. */
class NotificationTopologyTest {
  private static final String CONFIG =
      """
      notification:
        recipients:
          - {name: ann, email: ann@example.org}
          - {name: bob, email: bob@example.org}
        routes:
          - name: pumps
            area: north
            kinds: [alarm, alert, work-order]
            classes: [pump]
            tell: [ann]
          - {name: unseen, tell: [ann], escalate: [{after: 15m, tell: [bob]}]}
        delivery: {mail: {host: localhost, from: m@example.org}}
      """;

  private final Path directory;
  private TopologyTestDriver driver;
  private TestOutputTopic<String, Notification> notifications;

  @SuppressWarnings("NullAway.Init") // start() makes the driver.
  NotificationTopologyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static AlertsConfig config() {
    AlertsConfig told = Configuration.parse(CONFIG, AlertsConfig.class);
    AlertRules rules = Plant.rules();
    return Plant.config(
        new AlertRules(
            rules.raiseFor(),
            rules.health(),
            rules.limits(),
            rules.suppressWhileStopped(),
            rules.longestShelving(),
            rules.respondWithin(),
            rules.cases(),
            rules.workOrders(),
            // Time goes on without telemetry here.
            new SilenceRule(Set.of(), Duration.ofDays(1), Severity.WARNING)),
        told.applicationId(),
        Objects.requireNonNull(told.notification()));
  }

  @BeforeEach
  void start() {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver =
        new TopologyTestDriver(
            AlertsTopology.build(config()), p, Instant.parse("2026-06-01T00:00:00Z"));
    notifications =
        driver.createOutputTopic(
            Topics.NOTIFICATIONS.name(),
            Topics.NOTIFICATIONS.keyCodec().get().serde().deserializer(),
            Topics.NOTIFICATIONS.valueCodec().get().serde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> void send(Topic<AssetId, V> topic, V value) {
    driver
        .createInputTopic(
            topic.name(),
            topic.keyCodec().get().serde().serializer(),
            topic.valueCodec().get().serde().serializer())
        .pipeInput(Plant.PUMP, value);
  }

  private void raise() {
    send(Topics.ASSETS, Plant.pump());
    for (int h = 0; h < 12; h++) {
      send(Topics.ASSESSMENTS, Plant.suspects(h, HealthState.ALARM, "bearing"));
    }
  }

  @Test
  void whatHappensIsToldUnderTheNameOfTheRecipient() {
    raise();
    List<TestRecord<String, Notification>> told = notifications.readRecordsToList();
    assertThat(told).extracting(r -> r.key()).containsOnly("ann");
    assertThat(told)
        .extracting(r -> r.value().kind())
        .containsExactlyInAnyOrder(Kind.ALARM, Kind.ALERT, Kind.WORK_ORDER);
    assertThat(told).allMatch(r -> r.value().text().contains("Place: north / utilities"));
  }

  @Test
  void timeEscalatesUntilSomebodyAcknowledges() {
    raise();
    notifications.readValuesToList();
    driver.advanceWallClockTime(Duration.ofMinutes(14));
    assertThat(notifications.readValuesToList()).isEmpty();
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    assertThat(notifications.readValuesToList())
        .extracting(Notification::recipient, Notification::kind)
        .containsExactly(tuple("bob", Kind.ESCALATION));
  }

  @Test
  void whatIsAcknowledgedDoesNotEscalate() {
    raise();
    notifications.readValuesToList();
    send(Topics.OPERATOR_ACTIONS, Plant.action("a-1", 12, OperatorAction.Kind.ACKNOWLEDGE, null));
    driver.advanceWallClockTime(Duration.ofMinutes(60));
    assertThat(notifications.readValuesToList()).isEmpty();
  }

  @Test
  void whereNobodyIsToBeToldThereIsNoDesk() {
    Topology topology = AlertsTopology.build(Configuration.parse("{}", AlertsConfig.class));
    assertThat(topology.describe().toString()).doesNotContain("notification");
    assertThat(AlertsTopology.build(config()).describe().toString())
        .contains(NotificationProcessor.NAME, NotificationProcessor.HELD)
        .doesNotContain("KSTREAM");
  }
}
