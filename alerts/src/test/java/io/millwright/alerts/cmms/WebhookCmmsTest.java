package io.millwright.alerts.cmms;

import static io.millwright.contracts.advisory.WorkOrder.Status.REQUESTED;
import static io.millwright.contracts.advisory.WorkOrder.Status.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.millwright.alerts.cmms.webhook.WebhookCmms;
import io.millwright.alerts.cmms.webhook.WebhookSettings;
import io.millwright.alerts.cmms.webhook.WebhookSettings.Mode;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.runtime.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookCmmsTest {
  private static final WorkOrder ORDER = Orders.order(1, 1, REQUESTED);

  private record Received(Headers headers, byte[] body) {}

  private final List<Received> received = new ArrayList<>();
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // start() makes it.
  WebhookCmmsTest() {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/hook",
        exchange -> {
          received.add(
              new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private WebhookCmms webhook(Mode mode, @Nullable Secret token, @Nullable Secret secret) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    return new WebhookCmms(
        new WebhookSettings(uri, mode, token, secret),
        new CmmsHttp(Duration.ofSeconds(5), () -> Orders.T0),
        () -> Orders.T0);
  }

  @Test
  void structuredModeSendsWhatIsOnTheTopic() {
    ExternalOrder told = webhook(Mode.STRUCTURED, null, null).create("MW1", ORDER);

    Received event = received.get(0);
    assertThat(event.headers().getFirst("Content-Type")).startsWith("application/cloudevents+json");
    assertThat(event.body()).isEqualTo(Topics.WORK_ORDERS.valueCodec().get().encode(ORDER));
    assertThat(event.headers().getFirst("millwright-reference")).isEqualTo("MW1");
    assertThat(event.headers()).doesNotContainKeys("Authorization", "Webhook-signature");
    assertThat(told.status()).isEqualTo(ExternalStatus.OPEN);
  }

  @Test
  void binaryModeHasAttributesInHeadersAndDataInTheBody() throws IOException {
    webhook(Mode.BINARY, new Secret("t0ken"), null).create("MW1", ORDER);

    Received event = received.get(0);
    assertThat(event.headers().getFirst("ce-specversion")).isEqualTo("1.0");
    assertThat(event.headers().getFirst("ce-id")).isEqualTo(Orders.id(1) + "#1");
    assertThat(event.headers().getFirst("ce-type")).isEqualTo("io.millwright.work-order.v1");
    assertThat(event.headers().getFirst("ce-subject")).isEqualTo("north/pump-1");
    assertThat(event.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(event.headers().getFirst("Authorization")).isEqualTo("Bearer t0ken");
    JsonNode data = CloudEventCodec.JSON.readTree(event.body());
    assertThat(CloudEventCodec.JSON.treeToValue(data, WorkOrder.class)).isEqualTo(ORDER);
  }

  @Test
  void signatureCoversIdTimeAndBody() throws GeneralSecurityException {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    Secret secret = new Secret("whsec_" + Base64.getEncoder().encodeToString(key));
    webhook(Mode.STRUCTURED, null, secret).create("MW1", ORDER);

    Received event = received.get(0);
    String id = event.headers().getFirst("webhook-id");
    String time = event.headers().getFirst("webhook-timestamp");
    assertThat(id).isEqualTo(Orders.id(1) + "#1");
    assertThat(time).isEqualTo(Long.toString(Orders.T0.getEpochSecond()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = id + "." + time + "." + new String(event.body(), StandardCharsets.UTF_8);
    assertThat(event.headers().getFirst("webhook-signature"))
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  /** As people name machines where letters have dots; the JDK's client takes no such header. */
  @Test
  void textOutsideAsciiIsEncodedInHeadersAndSignedSo() throws GeneralSecurityException {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    Secret secret = new Secret("whsec_" + Base64.getEncoder().encodeToString(key));
    WorkOrder order =
        new WorkOrder(
            "order:Süd 1/50%",
            ORDER.revision(),
            ORDER.caseId(),
            new AssetId("Süd/泵"),
            ORDER.itemId(),
            ORDER.status(),
            ORDER.priority(),
            ORDER.raisedAt(),
            ORDER.updatedAt(),
            ORDER.dueBy(),
            ORDER.title(),
            ORDER.description(),
            ORDER.failureMode(),
            ORDER.remainingLife(),
            ORDER.parts(),
            ORDER.comments(),
            ORDER.externalIds(),
            ORDER.origin(),
            ORDER.recommendation());
    webhook(Mode.BINARY, null, secret).create("MW1", order);

    Received event = received.get(0);
    String id = "order:S%C3%BCd%201/50%25#1";
    assertThat(event.headers().getFirst("ce-id")).isEqualTo(id);
    assertThat(event.headers().getFirst("ce-subject")).isEqualTo("S%C3%BCd/%E6%B3%B5");
    assertThat(event.headers().getFirst("webhook-id")).isEqualTo(id);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed =
        id
            + "."
            + event.headers().getFirst("webhook-timestamp")
            + "."
            + new String(event.body(), StandardCharsets.UTF_8);
    assertThat(event.headers().getFirst("webhook-signature"))
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void everyRevisionIsAMessageOfItsOwn() {
    WebhookCmms webhook = webhook(Mode.BINARY, null, null);
    ExternalOrder told = webhook.create("MW1", ORDER);
    ExternalOrder last = webhook.update(told, Orders.order(1, 2, WITHDRAWN));

    assertThat(received)
        .extracting(r -> r.headers().getFirst("ce-id"))
        .containsExactly(Orders.id(1) + "#1", Orders.id(1) + "#2");
    assertThat(last.status()).isEqualTo(ExternalStatus.CANCELLED);
  }
}
