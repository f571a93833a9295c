package io.millwright.alerts.cmms;

import static io.millwright.contracts.advisory.WorkOrder.Status.APPROVED;
import static io.millwright.contracts.advisory.WorkOrder.Status.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway between a real broker and a real HTTP server. */
class CmmsGatewayIT {
  private static final int ORDERS = 30;

  private final Path directory;
  private final CmmsConfig config =
      Configuration.parse(
          """
          webhook: {url: 'http://127.0.0.1/unused'}
          retry: {first: 100ms, longest: 1s, settle: 2s}
          timeout: 1s
          listenEvery: 200ms
          """,
          CmmsConfig.class);
  private final List<CmmsGateway> gateways = new ArrayList<>();
  private LoopbackBroker broker;
  private KafkaSettings kafka;
  private PlainCmmsServer server;

  @SuppressWarnings("NullAway.Init") // start() makes the rest.
  CmmsGatewayIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() throws Exception {
    broker = new LoopbackBroker(directory.resolve("broker"));
    kafka = broker.settings();
    server = new PlainCmmsServer(InstantSource.system());
  }

  @AfterEach
  void stop() {
    gateways.forEach(CmmsGateway::close);
    server.close();
    broker.close();
  }

  private CmmsGateway gateway() {
    return gateway(new Metrics());
  }

  private CmmsGateway gateway(Metrics metrics) {
    Cmms cmms =
        new PlainCmms(server.uri(), new CmmsHttp(Duration.ofSeconds(1), InstantSource.system()));
    CmmsGateway gateway = new CmmsGateway(config, cmms, kafka, metrics, InstantSource.system());
    gateways.add(gateway);
    gateway.start();
    return gateway;
  }

  private void send(int from, int to, int revision, Status status) {
    try (TopicSender sender = new TopicSender(kafka)) {
      for (int n = from; n < to; n++) {
        sender.send(Topics.WORK_ORDERS, Orders.id(n), Orders.order(n, revision, status));
      }
      sender.flush();
    }
  }

  private <V> List<V> read(Topic<?, V> topic) {
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.valuesToEnd();
    }
  }

  private Map<String, CmmsLink> links() {
    Map<String, CmmsLink> links = new LinkedHashMap<>();
    read(Topics.CMMS_LINKS).forEach(link -> links.put(link.workOrderId(), link));
    return links;
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
  }

  private void everyOrderIsThereOnce(int orders, ThrowingConsumer<ObjectNode> each) {
    assertThat(server.orders())
        .extracting(o -> o.get("asset").asText())
        .hasSize(orders)
        .doesNotHaveDuplicates();
    assertThat(server.orders()).allSatisfy(each);
  }

  /** Two instances, one leaves in the middle, answers are lost, the records are sent again. */
  @Test
  void twoInstancesShareTheOrdersAndDoubleNone() {
    TopicProvisioner.ensure(kafka, 4, 1);
    CmmsGateway first = gateway();
    gateway();
    server.fail(new PlainCmmsServer.Fault("POST", 0, Map.of(), true));
    server.fail(new PlainCmmsServer.Fault("POST", 503, Map.of("Retry-After", "1"), false));
    server.fail(new PlainCmmsServer.Fault("POST", 500, Map.of(), true));
    send(0, ORDERS, 1, REQUESTED);
    eventually(() -> assertThat(server.orders()).hasSizeGreaterThan(ORDERS / 3));
    first.close();
    send(0, ORDERS, 1, REQUESTED);
    send(0, ORDERS, 2, APPROVED);
    gateway();

    eventually(
        () ->
            assertThat(links().values())
                .hasSize(ORDERS)
                .allMatch(l -> l.deliveredRevision() == 2 && l.backlog() == null));
    everyOrderIsThereOnce(
        ORDERS,
        order -> {
          assertThat(order.get("revision").asInt()).isEqualTo(2);
          List<Integer> revisions = new ArrayList<>();
          order.get("revisions").forEach(r -> revisions.add(r.asInt()));
          assertThat(revisions).isSorted();
        });
    int requests = server.log().size();
    gateways.forEach(CmmsGateway::close);
    gateway();
    server.edit(externalId(7), o -> o.put("status", "IN_PROGRESS").put("user", "j.doe"));
    eventually(
        () ->
            assertThat(server.log().subList(requests, server.log().size()))
                .hasSizeGreaterThan(3)
                .as("a restart asks for changes and sends nothing")
                .containsOnly("GET 200"));
  }

  private String externalId(int number) {
    CmmsLink link = Objects.requireNonNull(links().get(Orders.id(number)));
    return Objects.requireNonNull(link.externalId());
  }

  @Test
  void whatPeopleDecideIsHeardByWhoOwnsTheOrder() {
    TopicProvisioner.ensure(kafka, 2, 1);
    gateway();
    gateway();
    send(1, 3, 1, REQUESTED);
    eventually(() -> assertThat(links().values()).hasSize(2).allMatch(l -> l.backlog() == null));
    server.edit(externalId(1), o -> o.put("status", "APPROVED").put("user", "j.doe"));
    server.edit(externalId(2), o -> o.put("status", "REJECTED").put("user", "j.doe"));

    eventually(
        () ->
            assertThat(read(Topics.OPERATOR_ACTIONS))
                .extracting(OperatorAction::targetId, a -> a.kind().name())
                .containsExactlyInAnyOrder(
                    tuple(Orders.id(1), "APPROVE_ORDER"), tuple(Orders.id(2), "REJECT_ORDER")));
  }

  @Test
  void deadLetterDegradesUntilItIsReplayed() {
    TopicProvisioner.ensure(kafka, 2, 1);
    Metrics metrics = new Metrics();
    server.fail("POST", 422);
    CmmsGateway gateway = gateway(metrics);
    send(1, 2, 1, REQUESTED);
    eventually(() -> assertThat(gateway.health().status()).isEqualTo(Health.Status.DEGRADED));
    assertThat(gateway.health().reason()).contains("1 dead letters");
    assertThat(metrics.scrape()).containsPattern("millwright_cmms_dead_letters_orders 1\\.0");

    try (TopicSender sender = new TopicSender(kafka)) {
      sender.send(
          Topics.CMMS_COMMANDS,
          Orders.id(1),
          new CmmsCommand(
              "c-1",
              Orders.id(1),
              CmmsCommand.Kind.REPLAY,
              Instant.now(),
              "p.lanner",
              "PLANNER",
              "mapped now"));
    }

    eventually(() -> assertThat(gateway.health()).isEqualTo(Health.UP));
    assertThat(server.orders()).hasSize(1);
    assertThat(read(Topics.COMMAND_STATUS))
        .extracting(CommandStatus::requestId)
        .containsExactly(Orders.id(1) + "#1", "c-1");
  }

  @Test
  void silenceDegradesAndForeignRecordsAreRejected() throws Exception {
    TopicProvisioner.ensure(kafka, 2, 1);
    server.stop();
    CmmsGateway gateway = gateway();
    byte[] garbage = "not json".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.WORK_ORDERS.name(), garbage, garbage)).get();
    }
    send(1, 2, 1, REQUESTED);

    eventually(() -> assertThat(gateway.health().reason()).contains("plain does not answer since"));
    eventually(
        () ->
            assertThat(read(Topics.REJECTED))
                .extracting(RejectedTelemetry::raw)
                .containsExactly(garbage));
    server.restart();
    eventually(() -> assertThat(server.orders()).hasSize(1));
    eventually(() -> assertThat(gateway.health()).isEqualTo(Health.UP));
  }

  /** Such as a library throws that runs out of stack. */
  @Test
  void anErrorOfAConnectorIsToldByHealth() {
    TopicProvisioner.ensure(kafka, 2, 1);
    Cmms broken =
        (Cmms)
            Proxy.newProxyInstance(
                Cmms.class.getClassLoader(),
                new Class<?>[] {Cmms.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "name" -> "broken";
                      case "answersQuestions" -> true;
                      case "close" -> null;
                      default -> throw new StackOverflowError("as the test wants it");
                    });
    CmmsGateway gateway =
        new CmmsGateway(config, broken, kafka, new Metrics(), InstantSource.system());
    gateways.add(gateway);
    gateway.start();

    eventually(() -> assertThat(gateway.health().status()).isNotEqualTo(Health.Status.UP));
    assertThat(gateway.health().reason()).contains("StackOverflowError");
  }

  @Test
  void oneLinkThatCannotBeReadIsSteppedOverAndCounted() throws Exception {
    TopicProvisioner.ensure(kafka, 1, 1);
    byte[] garbage = "not json".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.CMMS_LINKS.name(), garbage, garbage)).get();
    }
    Metrics metrics = new Metrics();
    gateway(metrics);
    send(1, 2, 1, REQUESTED);

    eventually(() -> assertThat(server.orders()).hasSize(1));
    assertThat(metrics.scrape()).containsPattern("cmms_links_unreadable\\S* [1-9]");
  }

  @Test
  void refusedListeningDegrades() {
    TopicProvisioner.ensure(kafka, 2, 1);
    for (int i = 0; i < 40; i++) {
      server.fail("GET", 400);
    }
    CmmsGateway gateway = gateway();

    eventually(
        () ->
            assertThat(gateway.health().reason())
                .contains("what people do in plain is not heard for")
                .contains("400"));
    eventually(() -> assertThat(gateway.health()).isEqualTo(Health.UP));
  }

  @Test
  void topicsWithDifferentPartitionsAreRefused() throws Exception {
    try (Admin admin = Admin.create(kafka.admin())) {
      admin.createTopics(List.of(new NewTopic(Topics.CMMS_LINKS.name(), 3, (short) 1))).all().get();
    }
    TopicProvisioner.ensure(kafka, 2, 1);

    assertThatThrownBy(this::gateway)
        .hasMessageContaining("the same number of partitions")
        .hasMessageContaining("millwright.cmms-links=3");
  }
}
