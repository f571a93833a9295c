package io.millwright.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The consumer of docs/consumers.md: what the alerts decide, as JavaScript libraries of others read
 * it from a real broker. Skipped where {@code node} and {@code npm} are not on the path.
 */
class ForeignConsumerIT {
  private static final Path EXAMPLE = Path.of("..", "docs", "consumer");
  private static final Path SCHEMAS =
      Path.of("..", "contracts", "src", "main", "resources", "jsonschema", "v1");
  private static final int ASSETS = 3;
  private static final int HOURS = 250;

  /** Records that {@link #trouble} adds. */
  private static final int TROUBLES = 8;

  private final AlertsConfig config = Plant.config("foreign-it");
  private final List<AlarmEvent> alarms = new ArrayList<>();
  private final List<WorkOrder> orders = new ArrayList<>();

  @BeforeAll
  static void findNode() {
    for (String program : List.of("node", "npm")) {
      String reason = "no " + program + " on the path: apt-get install nodejs npm";
      boolean found =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
      if (!found) {
        assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
        System.err.println("ForeignConsumerIT skipped: " + reason);
        assumeTrue(false, reason);
      }
    }
  }

  @Test
  void readsWhatTheAlertsDecided(@TempDir Path directory) throws Exception {
    try (LoopbackBroker broker = new LoopbackBroker(directory.resolve("broker"))) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, 2, 1);
      decide(kafka, directory.resolve("state"));
      trouble(kafka);
      WorkOrder again = orders.get(0);
      int records = 2 * alarms.size() + orders.size() + TROUBLES;
      Path consumer = install(directory.resolve("consumer"));

      List<String> all = run(consumer, kafka, "all", records);

      assertThat(starting(all, "alarm "))
          .containsExactlyInAnyOrderElementsOf(alarms.stream().map(this::line).toList());
      assertThat(starting(all, "order "))
          .as("and one that came again after its tombstone")
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(orders.stream().map(this::line), Stream.of(line("again", again)))
                  .toList());
      assertThat(starting(all, "current ")).hasSameSizeAs(alarms);
      assertThat(starting(all, "repeated "))
          .containsExactly("repeated millwright.alarms " + alarms.get(0).eventId());
      assertThat(starting(all, "tombstone "))
          .containsExactlyInAnyOrder(
              "tombstone millwright.alarms.current " + alarms.get(0).alarmId(),
              "tombstone millwright.work-orders " + again.workOrderId());
      assertThat(starting(all, "older "))
          .containsExactlyInAnyOrder(
              "older millwright.alarms.current late-alarm",
              "older millwright.work-orders late-order");
      assertThat(starting(all, "refused "))
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).contains("event/data must have required property 'reason'"),
              line -> assertThat(line).contains("No CloudEvent detected"));
      assertThat(all).as("nothing of an aborted transaction").noneMatch(l -> l.contains("never"));

      List<String> before = run(consumer, kafka, "restarted", records / 2);
      List<String> after = run(consumer, kafka, "restarted", records - records / 2);
      assertThat(starting(Stream.concat(before.stream(), after.stream()).toList(), "order "))
          .as("a restart goes on where it ended")
          // What it saw before it ended is not remembered: an older snapshot may look new then.
          .filteredOn(line -> !line.contains("late-order"))
          .containsExactlyInAnyOrderElementsOf(starting(all, "order "));
    }
  }

  /** The real application on machines that wear out. */
  private void decide(KafkaSettings kafka, Path state) {
    AssetWatch watch = new AssetWatch(config.rules());
    try (AlertsApplication application =
            new AlertsApplication(config, kafka, state, new Metrics());
        TopicSender sender = new TopicSender(kafka)) {
      application.start();
      for (int n = 0; n < ASSETS; n++) {
        AssetId id = new AssetId("engine-" + n);
        Asset declared = Plant.asset(id, Criticality.B, Origin.REPLAYED);
        sender.send(Topics.ASSETS, id, declared);
        sender.flush();
        AssetState known = AssetState.NEW;
        for (int hour = 0; hour < HOURS; hour++) {
          Assessment assessment = assessment(id, hour);
          sender.send(Topics.ASSESSMENTS, id, assessment);
          Decision decision = watch.assessment(known, declared, assessment, false);
          known = decision.state();
          alarms.addAll(decision.alarms());
          orders.addAll(decision.orders());
        }
      }
      sender.flush();
      assertThat(alarms).hasSizeGreaterThanOrEqualTo(ASSETS);
      assertThat(orders).hasSizeGreaterThanOrEqualTo(ASSETS);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(read(kafka, Topics.ALARMS)).hasSameSizeAs(alarms);
                assertThat(read(kafka, Topics.CURRENT_ALARMS)).hasSameSizeAs(alarms);
                assertThat(read(kafka, Topics.WORK_ORDERS)).hasSameSizeAs(orders);
              });
    }
  }

  private static Assessment assessment(AssetId id, int hour) {
    int life = HOURS - hour;
    HealthState state =
        life < 5 ? HealthState.ALARM : life < 30 ? HealthState.DEGRADED : HealthState.HEALTHY;
    return Plant.assessment(
        id,
        Plant.hour(hour),
        Origin.REPLAYED,
        state,
        state == HealthState.HEALTHY ? null : Plant.finding("bearing", 0.6),
        Plant.life(life));
  }

  /**
   * What a consumer has to bear: a repeat, tombstones, what comes again after one, late snapshots,
   * two records of strangers, an abort.
   */
  private void trouble(KafkaSettings kafka) {
    AlarmEvent first = alarms.get(0);
    byte[] alarm = Topics.ALARMS.valueCodec().get().encode(first);
    WorkOrder order = orders.get(0);
    byte[] ordered = Topics.WORK_ORDERS.valueCodec().get().encode(order);
    String orderId = order.workOrderId() + "#" + order.revision();
    Properties transactional = kafka.producer();
    transactional.put("transactional.id", "foreign-it-stranger");
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                transactional, new ByteArraySerializer(), new ByteArraySerializer());
        TopicSender sender = new TopicSender(kafka)) {
      producer.initTransactions();
      producer.beginTransaction();
      String current = Topics.CURRENT_ALARMS.name();
      String workOrders = Topics.WORK_ORDERS.name();
      producer.send(event(current, first.alarmId(), renamed(alarm, first.eventId(), "late-alarm")));
      producer.send(
          event(workOrders, order.workOrderId(), renamed(ordered, orderId, "late-order")));
      producer.commitTransaction();

      sender.send(Topics.ALARMS, first.assetId(), first);
      sender.send(Topics.CURRENT_ALARMS, first.alarmId(), null);
      sender.send(Topics.WORK_ORDERS, order.workOrderId(), null);
      sender.flush();

      producer.beginTransaction();
      producer.send(event(workOrders, order.workOrderId(), renamed(ordered, orderId, "again")));
      String alarms = Topics.ALARMS.name();
      byte[] incomplete =
          new String(alarm, UTF_8).replace("\"reason\":", "\"cause\":").getBytes(UTF_8);
      producer.send(event(alarms, "stranger", incomplete));
      producer.send(record(alarms, "stranger", alarm, List.of()));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(event(alarms, "stranger", renamed(alarm, first.eventId(), "never")));
      producer.flush();
      producer.abortTransaction();
    }
  }

  /** An event under another id. */
  private static byte[] renamed(byte[] event, String id, String to) {
    return new String(event, UTF_8).replace('"' + id + '"', '"' + to + '"').getBytes(UTF_8);
  }

  private static ProducerRecord<byte[], byte[]> event(String topic, String key, byte[] value) {
    return record(topic, key, value, List.of(CloudEventCodec.STRUCTURED));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, byte[] value, List<Header> headers) {
    return new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), value, headers);
  }

  private static <V> List<V> read(KafkaSettings kafka, Topic<?, V> topic) {
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.valuesToEnd();
    }
  }

  private String line(AlarmEvent alarm) {
    return "alarm %s %s %s %s: %s"
        .formatted(
            alarm.eventId(), alarm.status(), alarm.priority(), alarm.assetId(), alarm.reason());
  }

  private String line(WorkOrder order) {
    return line(order.workOrderId() + "#" + order.revision(), order);
  }

  private static String line(String id, WorkOrder order) {
    return "order %s %s due %s: %s".formatted(id, order.status(), order.dueBy(), order.title());
  }

  private static List<String> starting(List<String> lines, String prefix) {
    return lines.stream().filter(line -> line.startsWith(prefix)).toList();
  }

  /** As its README says, but in a copy: nothing is left in the source tree. */
  private static Path install(Path directory) throws Exception {
    Files.createDirectories(directory);
    for (String file : List.of("package.json", "package-lock.json", "consumer.mjs")) {
      Files.copy(EXAMPLE.resolve(file), directory.resolve(file));
    }
    execute(
        directory,
        Duration.ofMinutes(3),
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
    return directory;
  }

  private static List<String> run(Path consumer, KafkaSettings kafka, String group, int events)
      throws Exception {
    return execute(
        consumer,
        Duration.ofMinutes(2),
        List.of(
            "node",
            "consumer.mjs",
            "--brokers",
            kafka.bootstrapServers(),
            "--group",
            group,
            "--schemas",
            SCHEMAS.toAbsolutePath().toString(),
            "--events",
            Integer.toString(events)));
  }

  /** Lines of standard output. */
  private static List<String> execute(Path directory, Duration timeout, List<String> command)
      throws Exception {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(out) + Files.readString(errors);
    assertThat(ended).as("%s ends within %s%n%s", command, timeout, said).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", command, said).isZero();
    return Files.readAllLines(out);
  }
}
