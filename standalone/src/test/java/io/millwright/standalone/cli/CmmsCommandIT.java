package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.millwright.alerts.cmms.CmmsConfig;
import io.millwright.alerts.cmms.CmmsGateway;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook refuses an order; a person mends that and brings it back. */
class CmmsCommandIT {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private String broker = "";

  @Test
  void deadLetterIsListedAndReplayed() throws IOException {
    AtomicInteger answer = new AtomicInteger(422);
    ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/hook",
        exchange -> {
          ids.add(exchange.getRequestHeaders().getFirst("ce-id"));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    receiver.start();
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    CmmsConfig config =
        Configuration.parse("webhook: {url: '%s', mode: binary}".formatted(url), CmmsConfig.class);
    try (EmbeddedKafka kafka = new EmbeddedKafka(directory, 0)) {
      kafka.start();
      broker = kafka.settings().bootstrapServers();
      TopicProvisioner.ensure(kafka.settings(), 2, 1);
      try (TopicSender sender = new TopicSender(kafka.settings());
          CmmsGateway gateway = new CmmsGateway(config, kafka.settings(), new Metrics())) {
        gateway.start();
        sender.send(Topics.WORK_ORDERS, "order:1", order());
        sender.flush();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(cmms("list")).contains("1 of them dead letters"));
        assertThat(cmms("list")).contains("REFUSED").contains("order:1").contains("422");

        answer.set(204);
        assertThat(cmms("replay", "--gone", "--actor", "p.lanner", "--reason", "mended"))
            .as("it was refused, and is not gone")
            .doesNotContain("order:1");
        String replayed = cmms("replay", "--all", "--actor", "p.lanner", "--reason", "mended");
        assertThat(replayed).contains("order:1: DONE").contains("p.lanner: mended");
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(cmms("list")).startsWith("0 behind"));
        assertThat(ids).containsExactly("order:1#1", "order:1#1");
        assertThat(cmms("dismiss", "order:1", "--actor", "p.lanner", "--reason", "late"))
            .contains("order:1: REFUSED, order:1 is not given up");
      }
    } finally {
      receiver.stop(0);
    }
  }

  private String cmms(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] all = new String[arguments.length + 3];
    all[0] = "cmms";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--kafka";
    all[arguments.length + 2] = broker;
    PrintStream stream = new PrintStream(out, true, UTF_8);
    CommandLineProgram.run(stream, stream, all);
    return out.toString(UTF_8);
  }

  private static WorkOrder order() {
    return new WorkOrder(
        "order:1",
        1,
        "case-1",
        new AssetId("pump-1"),
        "bearing-de",
        WorkOrder.Status.REQUESTED,
        Priority.HIGH,
        NOON,
        NOON,
        null,
        "Inspect bearing of pump 1",
        "Requested by a machine",
        "VIB",
        null,
        List.of(),
        List.of(),
        Map.of(),
        Origin.MEASURED,
        null);
  }
}
