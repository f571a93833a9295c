package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Channel;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery with a real broker, mail server and web server that fail in turn. */
class NotificationSenderIT {
  private final Path directory;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final AtomicInteger webStatus = new AtomicInteger(200);
  private final Metrics metrics = new Metrics();
  private InstantSource clock = InstantSource.system();
  private LoopbackBroker broker;
  private KafkaSettings kafka;
  private ScriptedMailServer mail;
  private HttpServer web;

  @SuppressWarnings("NullAway.Init") // start() makes the rest.
  NotificationSenderIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() throws Exception {
    broker = new LoopbackBroker(directory.resolve("broker"));
    kafka = broker.settings();
    TopicProvisioner.ensure(kafka, 2, 1);
    mail = new ScriptedMailServer(0, null);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (webStatus.get() == 200) {
            posted.add(body);
          }
          exchange.sendResponseHeaders(webStatus.get(), -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stop() {
    web.stop(0);
    mail.close();
    broker.close();
  }

  private NotificationSender sender(String giveUpAfter) {
    return new NotificationSender(
        Configuration.parse(
            """
            giveUpAfter: %s
            firstRetry: 50ms
            longestRetry: 200ms
            mail: {host: localhost, port: %d, security: none, from: m@example.org, timeout: 2s}
            webhooks: {room: {form: generic, url: 'http://127.0.0.1:%d/', timeout: 2s}}
            """
                .formatted(giveUpAfter, mail.port(), web.getAddress().getPort()),
            DeliverySettings.class),
        kafka,
        metrics,
        clock);
  }

  private void send(Notification... notifications) {
    try (TopicSender sender = new TopicSender(kafka)) {
      for (Notification n : notifications) {
        sender.send(Topics.NOTIFICATIONS, n.recipient(), n);
      }
      sender.flush();
    }
  }

  private static Notification to(String recipient, int number) {
    return Messages.mail(recipient + "#" + number, recipient, "Message " + number, Instant.now());
  }

  private static Notification post(int number) {
    return Messages.message(
        "room#" + number,
        "room",
        Channel.WEBHOOK,
        "room",
        "Message " + number,
        "Text",
        Instant.now());
  }

  private <V> List<V> read(Topic<?, V> topic) {
    List<V> values = new ArrayList<>();
    try (TopicReader<?, V> reader = new TopicReader<>(kafka, topic)) {
      reader.readToEnd().forEach(r -> values.add(Objects.requireNonNull(r.value())));
    }
    return values;
  }

  private List<String> subjects() {
    return mail.taken.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Subject: "))
        .map(line -> line.substring(9))
        .toList();
  }

  private static void soon(ThrowingRunnable what) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(what);
  }

  @Test
  void aServerThatIsAwayIsWaitedForAndThenToldOnceInOrder() throws Exception {
    int port = mail.port();
    mail.close();
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      for (int i = 0; i < 5; i++) {
        send(to("ann", i), post(i));
      }
      soon(() -> assertThat(posted).as("the webhook does not wait for the mail").hasSize(5));
      soon(
          () ->
              assertThat(sender.health().reason())
                  .contains("not delivered: EMAIL ann@example.org")
                  .contains("tries"));
      assertThat(sender.health().status()).isEqualTo(Health.Status.DEGRADED);

      mail = new ScriptedMailServer(port, null);
      soon(() -> assertThat(subjects()).hasSize(5));
      soon(() -> assertThat(sender.health()).isEqualTo(Health.UP));
    }
    assertThat(subjects())
        .containsExactly("Message 0", "Message 1", "Message 2", "Message 3", "Message 4");
    assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS)).isEmpty();
  }

  @Test
  void whatIsRefusedIsSetAsideAndWhatIsPutOffIsTriedAgain() {
    mail.replies.addAll(
        List.of("550 5.1.1 no such user", "451 4.7.1 greylisted", "421 4.3.2 later", "hang up"));
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      send(to("ann", 1), to("ann", 2));
      soon(() -> assertThat(subjects()).containsExactly("Message 2"));
      soon(() -> assertThat(read(Topics.AUDIT)).hasSize(2));
      assertThat(sender.health().reason()).contains("could not be delivered");
    }
    assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS))
        .extracting(Notification::id)
        .containsExactly("ann#1");
    assertThat(read(Topics.AUDIT))
        .extracting(AuditEntry::target, AuditEntry::allowed, AuditEntry::reason)
        .containsExactly(
            tuple(
                "ann#1",
                false,
                "NOT delivered EMAIL to ann (ann@example.org), 1 attempt: 550 5.1.1 no such user"),
            tuple(
                "ann#2",
                true,
                "delivered EMAIL to ann (ann@example.org), 4 attempts: 250 2.0.0 queued as 42"));
    assertThat(metrics.scrape())
        .containsPattern("notifications_retried\\w*\\{channel=\"EMAIL\"} 3.0");
  }

  @Test
  void oneFullMailboxKeepsNobodyElseWaitingAndIsGivenUp() {
    for (int i = 0; i < 200; i++) {
      mail.replies.add("452 4.2.2 mailbox full");
    }
    try (NotificationSender sender = sender("2s")) {
      sender.start();
      send(to("ann", 1));
      soon(() -> assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS)).hasSize(1));
      mail.replies.clear();
      send(to("bob", 1));
      soon(() -> assertThat(subjects()).hasSize(1));
    }
    assertThat(read(Topics.AUDIT).get(0).reason())
        .contains("given up after PT2S: 452 4.2.2 mailbox full");
  }

  @Test
  void aRestartRepeatsNothingThatWasDeliveredAndLosesNothing() {
    webStatus.set(503);
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      // Both have a place in the same two partitions, whatever the keys fall into.
      for (int i = 0; i < 20; i++) {
        send(post(i), to("ann", i), to("bob", i), to("eve", i));
      }
      soon(() -> assertThat(subjects()).hasSize(60));
    }
    webStatus.set(200);
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      soon(() -> assertThat(posted).hasSize(20));
      send(to("ann", 20));
      soon(() -> assertThat(subjects()).hasSize(61));
    }
    assertThat(posted).doesNotHaveDuplicates();
    assertThat(read(Topics.AUDIT))
        .extracting(AuditEntry::target)
        .doesNotHaveDuplicates()
        .hasSize(81);
  }

  @Test
  void whatIsNoNotificationAndWhatHasNoChannelStopsNothing() throws Exception {
    try (NotificationSender sender = sender("1h");
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      sender.start();
      byte[] key = "ann".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(Topics.NOTIFICATIONS.name(), key, key)).get();
      producer.send(new ProducerRecord<>(Topics.NOTIFICATIONS.name(), key, null)).get();
      send(
          Messages.message("lost#1", "ann", Channel.WEBHOOK, "nowhere", "s", "t", Instant.now()),
          to("ann", 1));
      soon(() -> assertThat(subjects()).containsExactly("Message 1"));
      soon(() -> assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS)).hasSize(1));
    }
    assertThat(metrics.scrape()).containsPattern("dead\\w*\\{channel=\"UNREADABLE\"} 2.0");
    assertThat(read(Topics.REJECTED))
        .extracting(RejectedTelemetry::reason, r -> new String(r.raw(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(
            tuple(RejectionReason.UNREADABLE, "ann"), tuple(RejectionReason.UNREADABLE, ""));
    assertThat(read(Topics.AUDIT)).anyMatch(a -> a.reason().contains("no webhook is declared"));
  }

  @Test
  void anErrorOfTheReadingThreadIsToldAndItBeginsAnew() {
    AtomicBoolean failed = new AtomicBoolean();
    clock =
        () -> {
          if (Thread.currentThread().getName().equals("notifier")
              && failed.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("x");
          }
          return Instant.now();
        };
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      send(post(1));
      soon(() -> assertThat(sender.health().reason()).contains("notifications are not read", "x"));
      soon(() -> assertThat(sender.health()).isEqualTo(Health.UP));
      soon(() -> assertThat(read(Topics.AUDIT)).hasSize(1));
    }
  }

  @Test
  void whatIsOldWhenItIsReadIsNotTried() {
    Instant old = Instant.now().minus(Duration.ofHours(2));
    // Nothing was committed: these may have been told a year ago.
    for (int i = 0; i < 50; i++) {
      send(Messages.mail("ann#" + i, "ann", "Message " + i, old));
    }
    send(to("ann", 50));
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      soon(() -> assertThat(read(Topics.AUDIT)).hasSize(51));
      assertThat(sender.health()).isEqualTo(Health.UP);
    }
    assertThat(subjects()).containsExactly("Message 50");
    assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS)).isEmpty();
    assertThat(read(Topics.AUDIT))
        .filteredOn(a -> a.action().equals("NOTIFY_SKIP"))
        .hasSize(50)
        .allMatch(a -> a.reason().contains("older than PT1H when it was read"));

    // The offsets are known from here on: this one nobody has.
    send(Messages.mail("ann#51", "ann", "Message 51", old));
    try (NotificationSender sender = sender("1h")) {
      sender.start();
      soon(() -> assertThat(read(Topics.UNDELIVERED_NOTIFICATIONS)).hasSize(1));
      assertThat(sender.health().reason()).contains("could not be delivered");
    }
    assertThat(subjects()).hasSize(1);
  }
}
