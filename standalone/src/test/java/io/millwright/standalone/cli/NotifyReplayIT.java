package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.millwright.alerts.notification.delivery.DeliverySettings;
import io.millwright.alerts.notification.delivery.NotificationSender;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook refuses a message; a person mends that and sends it again. */
class NotifyReplayIT {
  private String broker = "";
  private int exit;

  @Test
  void aDeadLetterIsSentAgainOnceUnderItsId(@TempDir Path directory) throws Exception {
    AtomicInteger answer = new AtomicInteger(403);
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer room =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    room.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    room.start();
    DeliverySettings settings =
        Configuration.parse(
            "webhooks: {room: {form: generic, url: 'http://127.0.0.1:%d/'}}"
                .formatted(room.getAddress().getPort()),
            DeliverySettings.class);
    try (EmbeddedKafka kafka = new EmbeddedKafka(directory, 0)) {
      kafka.start();
      broker = kafka.settings().bootstrapServers();
      TopicProvisioner.ensure(kafka.settings(), 2, 1);
      try (TopicSender sender = new TopicSender(kafka.settings());
          NotificationSender notifier =
              new NotificationSender(
                  settings, kafka.settings(), new Metrics(), InstantSource.system())) {
        notifier.start();
        sender.send(Topics.NOTIFICATIONS, "room", message());
        sender.flush();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  try (var dead =
                      new TopicReader<>(kafka.settings(), Topics.UNDELIVERED_NOTIFICATIONS)) {
                    return dead.readToEnd().size() == 1;
                  }
                });

        answer.set(204);
        assertThat(replay("--all")).contains("WEBHOOK to room: room#1", "1 sent again");
        assertThat(exit).isZero();
        await().atMost(Duration.ofSeconds(60)).until(() -> keys.size() == 2);
        assertThat(keys).containsExactly("room%231", "room%231");
        assertThat(replay("--all")).contains("0 sent again");
        assertThat(replay("room#1")).contains("room#1 is no dead letter");
        assertThat(exit).isEqualTo(2);
        assertThat(replay()).contains("name messages, or give --all");
      }
    } finally {
      room.stop(0);
    }
  }

  private String replay(String... which) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all =
        new ArrayList<>(
            List.of("notify", "replay", "--kafka", broker, "--actor", "ann", "--reason", "mended"));
    all.addAll(List.of(which));
    PrintStream stream = new PrintStream(out, true, UTF_8);
    exit = CommandLineProgram.run(stream, stream, all.toArray(String[]::new));
    return out.toString(UTF_8);
  }

  private static Notification message() {
    return new Notification(
        "room#1",
        Notification.Kind.ALARM,
        "room",
        Notification.Channel.WEBHOOK,
        "room",
        Priority.HIGH,
        "Subject",
        "Text",
        null,
        null,
        List.of(),
        Instant.now());
  }
}
