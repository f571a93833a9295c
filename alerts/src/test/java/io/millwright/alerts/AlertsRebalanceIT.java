package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, one of which is killed: what is told is what one that nobody disturbed tells. */
class AlertsRebalanceIT {
  private static final int ASSETS = 24;
  private static final int HOURS = 200;
  private static final int PARTITIONS = 4;
  private static final int FIRST_ANSWERS = 70;
  private static final int KILLED_AT = 80;
  private static final int LAST_ANSWERS = 170;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What is told, each key's in its order. */
  private static final List<Topic<?, ?>> TOLD =
      List.of(
          Topics.ALARMS,
          Topics.ADVISORIES,
          Topics.WORK_ORDERS,
          Topics.MACHINE_EVENTS,
          Topics.COMMAND_STATUS);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void killAndRebalanceAndRedeliveryTellTheSameAsNone() throws Exception {
    Map<String, List<Object>> undisturbed = undisturbed();
    Map<String, List<Object>> disturbed = disturbed(undisturbed);

    assertThat(differences(disturbed, undisturbed)).isEmpty();
  }

  /** What an equality of maps would drown in all that is equal. */
  private static List<String> differences(
      Map<String, List<Object>> actual, Map<String, List<Object>> expected) {
    Set<String> keys = new TreeSet<>(actual.keySet());
    keys.addAll(expected.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      List<Object> told = actual.getOrDefault(key, List.of());
      List<Object> wanted = expected.getOrDefault(key, List.of());
      if (!told.equals(wanted)) {
        differences.add(
            "%s was told %d, not %d times: %s instead of %s"
                .formatted(key, told.size(), wanted.size(), told, wanted));
      }
    }
    return differences;
  }

  private Map<String, List<Object>> undisturbed() throws Exception {
    try (LoopbackBroker broker = new LoopbackBroker(directory.resolve("calm-broker"))) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, PARTITIONS, 1);
      try (TopicSender sender = new TopicSender(kafka);
          Admin admin = Admin.create(kafka.admin());
          AlertsApplication application =
              new AlertsApplication(
                  AlertsInstance.CONFIG, kafka, directory.resolve("calm-state"), new Metrics())) {
        declare(sender);
        application.start();
        for (int h = 0; h < HOURS; h++) {
          if (h == FIRST_ANSWERS || h == LAST_ANSWERS) {
            answer(sender, admin, h);
          }
          send(sender, h);
        }
        sender.flush();
        await().atMost(PATIENCE).until(() -> lag(admin) == 0);
      }
      Map<String, List<Object>> told = told(kafka);
      for (Topic<?, ?> topic : TOLD) {
        assertThat(told.keySet().stream().filter(key -> key.startsWith(topic.name() + " ")))
            .as(topic.name())
            .hasSizeGreaterThan(5);
      }
      return told;
    }
  }

  private Map<String, List<Object>> disturbed(Map<String, List<Object>> expected) throws Exception {
    try (LoopbackBroker broker = new LoopbackBroker(directory.resolve("broker"))) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, PARTITIONS, 1);
      try (TopicSender sender = new TopicSender(kafka);
          Admin admin = Admin.create(kafka.admin());
          AlertsInstance first = AlertsInstance.start(kafka, directory.resolve("first"));
          AlertsInstance second = AlertsInstance.start(kafka, directory.resolve("second"))) {
        declare(sender);
        first.awaitRunning();
        second.awaitRunning();
        awaitSharedByTwo(admin);
        for (int h = 0; h < KILLED_AT; h++) {
          if (h == FIRST_ANSWERS) {
            answer(sender, admin, h);
          }
          sendAndPause(sender, h);
        }
        first.kill();
        try (AlertsInstance third = AlertsInstance.start(kafka, directory.resolve("third"))) {
          // A sender that does not know what was stored sends it once more.
          for (int h = KILLED_AT - 20; h < LAST_ANSWERS; h++) {
            sendAndPause(sender, h);
          }
          third.awaitRunning();
          awaitSharedByTwo(admin);
          for (int copy = 0; copy < 2; copy++) {
            answer(sender, admin, LAST_ANSWERS);
          }
          for (int h = LAST_ANSWERS - 20; h < HOURS; h++) {
            send(sender, h);
          }
          sender.flush();
          await().atMost(PATIENCE).until(() -> lag(admin) == 0);
          assertThat(second.isAlive() && third.isAlive()).as("nobody else ended").isTrue();
          // Commit markers reach the topics after the offsets.
          await()
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(() -> assertThat(differences(told(kafka), expected)).isEmpty());
        }
      }
      return told(kafka);
    }
  }

  private static void declare(TopicSender sender) {
    for (int n = 0; n < ASSETS; n++) {
      sender.send(Topics.ASSETS, asset(n), Plant.asset(asset(n), Criticality.B, Origin.REPLAYED));
    }
    sender.flush();
  }

  private static AssetId asset(int number) {
    return new AssetId("engine-" + number);
  }

  private static void sendAndPause(TopicSender sender, int hour) throws InterruptedException {
    send(sender, hour);
    sender.flush();
    Thread.sleep(20);
  }

  /** In an hour everyone is assessed. */
  private static void send(TopicSender sender, int hour) {
    for (int n = 0; n < ASSETS; n++) {
      sender.send(Topics.ASSESSMENTS, asset(n), assessment(n, hour));
    }
  }

  /**
   * People answer what was assessed before an hour: every alarm is acknowledged, every third asset
   * repaired. Between topics nothing but waiting makes an order.
   */
  private static void answer(TopicSender sender, Admin admin, int hour) {
    sender.flush();
    await().atMost(PATIENCE).until(() -> lag(admin) == 0);
    Instant time = Plant.hour(hour).minus(Duration.ofMinutes(20));
    for (int n = 0; n < ASSETS; n++) {
      sender.send(
          Topics.OPERATOR_ACTIONS,
          asset(n),
          new OperatorAction(
              "a-" + hour + "-" + n,
              asset(n),
              OperatorAction.Kind.ACKNOWLEDGE,
              null,
              time,
              "ann",
              "OPERATOR",
              "seen"));
      if (n % 3 == 0) {
        sender.send(
            Topics.MAINTENANCE_REPORTS,
            asset(n),
            new MaintenanceReport(
                "r-" + hour + "-" + n,
                asset(n),
                null,
                null,
                null,
                MaintenanceReport.Outcome.REPAIRED,
                "replaced",
                time.plusSeconds(60),
                "fitter"));
      }
    }
    sender.flush();
    await().atMost(PATIENCE).until(() -> lag(admin) == 0);
  }

  /** Each wears out at its hour, with some hours of doubt. */
  private static Assessment assessment(int number, int hour) {
    int life = 60 + 4 * number - hour + (hour % 7 == 0 ? 25 : 0);
    HealthState state =
        life < 10 ? HealthState.ALARM : life < 30 ? HealthState.DEGRADED : HealthState.HEALTHY;
    return Plant.assessment(
        asset(number),
        Plant.hour(hour),
        Origin.REPLAYED,
        state,
        state == HealthState.HEALTHY ? null : Plant.finding("bearing", 0.6),
        Plant.life(Math.max(0, life)));
  }

  /** Both instances of the group have partitions. */
  private static void awaitSharedByTwo(Admin admin) {
    String group = AlertsInstance.CONFIG.applicationId();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ConsumerGroupDescription now =
                  Objects.requireNonNull(
                      admin.describeConsumerGroups(List.of(group)).all().get().get(group));
              assertThat(now.groupState()).isEqualTo(GroupState.STABLE);
              assertThat(now.members())
                  .hasSize(2)
                  .allSatisfy(m -> assertThat(m.assignment().topicPartitions()).isNotEmpty());
            });
  }

  private static long lag(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic<?, ?> topic :
        List.of(Topics.ASSESSMENTS, Topics.OPERATOR_ACTIONS, Topics.MAINTENANCE_REPORTS)) {
      for (int p = 0; p < PARTITIONS; p++) {
        latest.put(new TopicPartition(topic.name(), p), OffsetSpec.latest());
      }
    }
    var committed =
        admin
            .listConsumerGroupOffsets(AlertsInstance.CONFIG.applicationId())
            .partitionsToOffsetAndMetadata()
            .get();
    long lag = 0;
    for (var end : admin.listOffsets(latest).all().get().entrySet()) {
      var read = committed.get(end.getKey());
      lag += end.getValue().offset() - (read == null ? 0 : read.offset());
    }
    return lag;
  }

  /** All that can be read as committed, by topic and key; of the compacted one what stands. */
  private static Map<String, List<Object>> told(KafkaSettings kafka) {
    Map<String, List<Object>> told = new TreeMap<>();
    for (Topic<?, ?> topic : TOLD) {
      for (TopicRecord<?, ?> record : read(kafka, topic)) {
        told.computeIfAbsent(topic.name() + " " + record.key(), key -> new ArrayList<>())
            .add(Objects.requireNonNull(record.value()));
      }
    }
    for (TopicRecord<?, ?> record : read(kafka, Topics.CURRENT_ALARMS)) {
      Object value = record.value();
      String key = Topics.CURRENT_ALARMS.name() + " " + record.key();
      told.put(key, value == null ? List.of() : List.of(value));
    }
    return told;
  }

  private static <K, V> List<TopicRecord<K, V>> read(KafkaSettings kafka, Topic<K, V> topic) {
    try (TopicReader<K, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.readToEnd();
    }
  }
}
