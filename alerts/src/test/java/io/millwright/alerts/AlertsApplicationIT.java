package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a real broker: exactly once, across restarts. */
class AlertsApplicationIT {
  private static final int ASSETS = 20;
  private static final int HOURS = 250;

  private final Path directory;
  private final AlertsConfig config = Plant.config("alerts-it");
  private LoopbackBroker broker;
  private KafkaSettings kafka;

  @SuppressWarnings("NullAway.Init") // startBroker() makes the rest.
  AlertsApplicationIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void startBroker() throws Exception {
    broker = new LoopbackBroker(directory.resolve("broker"));
    kafka = broker.settings();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private AlertsApplication application(Metrics metrics) {
    return new AlertsApplication(config, kafka, directory.resolve("state"), metrics);
  }

  private static AssetId asset(int number) {
    return new AssetId("engine-" + number);
  }

  private static Assessment assessment(int number, int hour) {
    int life = HOURS + 10 * (number - ASSETS / 2) - hour;
    HealthState state =
        life < 5 ? HealthState.ALARM : life < 30 ? HealthState.DEGRADED : HealthState.HEALTHY;
    return Plant.assessment(
        asset(number),
        Plant.hour(hour),
        Origin.REPLAYED,
        state,
        state == HealthState.HEALTHY ? null : Plant.finding("bearing", 0.6),
        Plant.life(Math.max(0, life)));
  }

  /** Stores are written under the times of records; a broker refuses what is dated ahead of it. */
  @Test
  void aReplayOfTheFutureStopsNothing() {
    TopicProvisioner.ensure(kafka, 2, 1);
    Metrics metrics = new Metrics();
    AlertsApplication application = application(metrics);
    application.start();
    try (TopicSender sender = new TopicSender(kafka)) {
      sender.send(Topics.ASSETS, asset(0), Plant.asset(asset(0), Criticality.B, Origin.REPLAYED));
      for (int h = 0; h < 8; h++) {
        Instant time = Instant.now().plus(Duration.ofDays(400 + h));
        sender.send(
            Topics.ASSESSMENTS,
            asset(0),
            Plant.assessment(
                asset(0),
                time,
                Origin.REPLAYED,
                HealthState.ALARM,
                Plant.finding("bearing", 0.6),
                null));
      }
      sender.flush();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(read(Topics.WORK_ORDERS)).hasSize(1));
    assertThat(application.health()).isEqualTo(Health.UP);
    application.close();
    assertThat(metrics.counter(AlertsMeter.THREADS_REPLACED).count()).isZero();
  }

  @Test
  void restartsAndRedeliveryChangeNothing() {
    TopicProvisioner.ensure(kafka, 2, 1);
    List<AlarmEvent> alarms = new ArrayList<>();
    List<Advisory> cases = new ArrayList<>();
    List<WorkOrder> orders = new ArrayList<>();
    AssetWatch watch = new AssetWatch(config.rules());
    for (int n = 0; n < ASSETS; n++) {
      AssetState state = AssetState.NEW;
      Asset declared = Plant.asset(asset(n), Criticality.B, Origin.REPLAYED);
      for (int h = 0; h < HOURS; h++) {
        Decision decision = watch.assessment(state, declared, assessment(n, h), false);
        state = decision.state();
        alarms.addAll(decision.alarms());
        cases.addAll(decision.cases());
        orders.addAll(decision.orders());
      }
    }

    for (int part = 0; part < 5; part++) {
      Metrics metrics = new Metrics();
      AlertsApplication application = application(metrics);
      application.start();
      int to = (part + 1) * HOURS / 5;
      // Every part begins with a redelivery of the hours before it.
      send(Math.max(0, to - HOURS / 5 - 20), to);
      if (part == 4) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(read(Topics.ALARMS)).hasSameSizeAs(alarms));
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(read(Topics.WORK_ORDERS)).hasSameSizeAs(orders));
        long raised = alarms.stream().filter(a -> a.status() == AlarmStatus.UNACKNOWLEDGED).count();
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () ->
                    assertThat(metrics.scrape())
                        .as("the figures of the alarm system follow")
                        .containsPattern(
                            "alarm_kpi_priority\\w*\\{position=\"plant\",priority=\"HIGH\"\\} "
                                + raised
                                + "\\.0"));
      }
      assertThat(application.health().status()).isEqualTo(Health.Status.UP);
      application.close();
      assertThat(application.health().status()).isEqualTo(Health.Status.DOWN);
    }

    assertThat(orders).isNotEmpty();
    assertThat(read(Topics.ALARMS)).containsExactlyInAnyOrderElementsOf(alarms);
    assertThat(read(Topics.ADVISORIES)).containsExactlyInAnyOrderElementsOf(cases);
    assertThat(read(Topics.WORK_ORDERS)).containsExactlyInAnyOrderElementsOf(orders);
  }

  private void send(int from, int to) {
    try (TopicSender sender = new TopicSender(kafka)) {
      for (int n = 0; n < ASSETS; n++) {
        sender.send(Topics.ASSETS, asset(n), Plant.asset(asset(n), Criticality.B, Origin.REPLAYED));
      }
      sender.flush();
      for (int h = from; h < to; h++) {
        for (int n = 0; n < ASSETS; n++) {
          sender.send(Topics.ASSESSMENTS, asset(n), assessment(n, h));
        }
      }
      sender.flush();
    }
  }

  private <V> List<V> read(Topic<?, V> topic) {
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.valuesToEnd();
    }
  }

  @Test
  void unreadableRecordGoesToTheRejectedTopic() throws Exception {
    TopicProvisioner.ensure(kafka, 2, 1);
    byte[] garbage = "not json".getBytes(StandardCharsets.UTF_8);
    try (AlertsApplication application = application(new Metrics());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      application.start();
      List<Topic<?, ?>> inputs = List.of(Topics.OPERATOR_ACTIONS, Topics.MAINTENANCE_REPORTS);
      for (Topic<?, ?> input : inputs) {
        producer
            .send(new ProducerRecord<>(input.name(), "a".getBytes(StandardCharsets.UTF_8), garbage))
            .get();
      }

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(read(Topics.REJECTED))
                      .hasSize(2)
                      .allSatisfy(
                          r -> {
                            assertThat(r.raw()).isEqualTo(garbage);
                            assertThat(r.reason()).isEqualTo(RejectionReason.UNREADABLE);
                            assertThat(r.detail()).contains("JSON");
                            assertThat(inputs)
                                .anyMatch(t -> r.source().matches(t.name() + "-\\d@0"));
                          }));
      byte[] malformed =
          new String(
                  Topics.MAINTENANCE_REPORTS
                      .valueCodec()
                      .get()
                      .encode(Plant.report("r-9", 1, MaintenanceReport.Outcome.REPAIRED)),
                  StandardCharsets.UTF_8)
              .replace("REPAIRED", "MENDED")
              .getBytes(StandardCharsets.UTF_8);
      producer
          .send(
              new ProducerRecord<>(
                  Topics.MAINTENANCE_REPORTS.name(),
                  "a".getBytes(StandardCharsets.UTF_8),
                  malformed))
          .get();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(read(Topics.COMMAND_STATUS))
                      .hasSize(3)
                      .allSatisfy(
                          s -> assertThat(s.outcome()).isEqualTo(CommandStatus.Outcome.REFUSED))
                      .anySatisfy(
                          s -> {
                            assertThat(s.requestId()).isEqualTo("r-9");
                            assertThat(s.detail()).contains("cannot be read", "MENDED");
                          }));
      assertThat(application.health()).isEqualTo(Health.UP);
    }
  }

  /** All tasks wait for the thread that reads suspensions: nothing that is sent may end it. */
  @Test
  void aForeignRecordAmongSuspensionsStopsNothingNowNorAfterARestart() throws Exception {
    TopicProvisioner.ensure(kafka, 2, 1);
    for (int run = 0; run < 2; run++) {
      Metrics metrics = new Metrics();
      try (AlertsApplication application = application(metrics);
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
        application.start();
        producer
            .send(
                new ProducerRecord<>(
                    Topics.OPERATOR_SCOPES.name(),
                    "north".getBytes(StandardCharsets.UTF_8),
                    "not json".getBytes(StandardCharsets.UTF_8)))
            .get();
        int least = run + 1; // of this run, and what the last one left
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(undecodable(metrics.scrape())).isGreaterThanOrEqualTo(least));
        assertThat(application.health()).isEqualTo(Health.UP);
      }
    }
  }

  private static double undecodable(String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("millwright_alerts_undecodable"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Whoever may write to an input may send as much as its topic takes. */
  @Test
  void aLargeForeignRecordIsRejectedAndDoesNotStopTheAlerts() throws Exception {
    TopicProvisioner.ensure(kafka, 2, 1);
    byte[] large = new byte[3_000_000];
    byte[] largest = new byte[4_190_000]; // what a topic takes, less its key and frame
    new Random(1).nextBytes(large); // incompressible
    new Random(2).nextBytes(largest);
    try (AlertsApplication application = application(new Metrics());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      application.start();
      for (byte[] foreign : List.of(large, largest)) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.ASSESSMENTS.name(), "a".getBytes(StandardCharsets.UTF_8), foreign))
            .get();
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(read(Topics.REJECTED))
                      .extracting(RejectedTelemetry::raw)
                      .containsExactlyInAnyOrder(large, Arrays.copyOf(largest, 4_000_000)));
      assertThat(application.health()).isEqualTo(Health.UP);
    }
  }

  @Test
  void inputsWithDifferentPartitionsAreRefused() throws Exception {
    try (AlertsApplication application = application(new Metrics())) {
      assertThatThrownBy(application::start).hasMessageContaining("a topic of alerts is missing");
    }
    try (Admin admin = Admin.create(kafka.admin())) {
      admin.createTopics(List.of(new NewTopic(Topics.SCALAR.name(), 3, (short) 1))).all().get();
    }
    TopicProvisioner.ensure(kafka, 2, 1);
    try (AlertsApplication application = application(new Metrics())) {
      assertThatThrownBy(application::start)
          .hasMessageContaining("the same number of partitions")
          .hasMessageContaining("millwright.telemetry.scalar=3");
    }
  }
}
