package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.runtime.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the API of InfluxDB 2 as its contract describes buckets; a real one is in the ITs. */
class BucketAdminTest {
  private final Map<String, ObjectNode> buckets = new LinkedHashMap<>();
  private HttpServer server;
  private int refuseWith;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v2/orgs", e -> answer(e, 200, orgs()));
    server.createContext("/api/v2/buckets", this::buckets);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void makesFindsAndLengthensTheBucketOfATier() {
    BucketAdmin admin = admin();
    assertThat(admin.existing()).isEmpty();

    admin.create(Tier.RAW, Duration.ofDays(30));
    admin.create(Tier.HOUR, Duration.ofDays(3650));
    admin.create(Tier.EVENTS, Duration.ZERO);

    assertThat(buckets).containsOnlyKeys("plant", "plant/hour", "plant/events");
    assertThat(
            requireNonNull(buckets.get("plant/hour"))
                .path("retentionRules")
                .path(0)
                .path("everySeconds")
                .asLong())
        .isEqualTo(Duration.ofDays(3650).toSeconds());
    assertThat(admin.existing())
        .isEqualTo(
            Map.of(
                Tier.RAW, Duration.ofDays(30),
                Tier.HOUR, Duration.ofDays(3650),
                Tier.EVENTS, Duration.ZERO));

    admin.keep(Tier.RAW, Duration.ofDays(60));

    assertThat(admin.existing()).containsEntry(Tier.RAW, Duration.ofDays(60));
  }

  /** The client cannot say more than 2^31 - 1 seconds, some 68 years. */
  @Test
  void keepsForEverWhatIsKeptLongerThanCanBeSaid() {
    BucketAdmin admin = admin();
    Duration century = Duration.ofDays(36_525);
    admin.create(Tier.HOUR, Duration.ofSeconds(Integer.MAX_VALUE));
    admin.create(Tier.EVENTS, century);
    admin.create(Tier.RAW, Duration.ofDays(30));
    admin.keep(Tier.RAW, century);

    assertThat(admin.existing())
        .isEqualTo(
            Map.of(
                Tier.RAW, Duration.ZERO,
                Tier.HOUR, Duration.ofSeconds(Integer.MAX_VALUE),
                Tier.EVENTS, Duration.ZERO));
    assertThat(admin.command(Tier.EVENTS, century, true)).endsWith("--retention 0");
  }

  /** As a person may have set it; the recorder waits for another one to be set. */
  @Test
  void refusesABucketThatIsKeptLongerThanCanBeRead() {
    BucketAdmin admin = admin();
    admin.create(Tier.RAW, Duration.ofDays(30));
    requireNonNull(buckets.get("plant"))
        .putArray("retentionRules")
        .add(json().put("type", "expire").put("everySeconds", 36_525L * 86_400));

    assertThatThrownBy(admin::existing)
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("up to 596523h")
        .hasMessageContaining("everySeconds");
  }

  @Test
  void tellsWhatTheServerSays() {
    refuseWith = 403;
    assertThatThrownBy(() -> admin().existing())
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("no such permission");
  }

  @Test
  void tellsTheCommandOfAPerson() {
    assertThat(admin().command(Tier.MINUTE, Duration.ofDays(365), false))
        .isEqualTo("influx bucket create --org 'works' --name 'plant/minute' --retention 8760h");
    assertThat(admin().command(Tier.EVENTS, Duration.ZERO, false))
        .endsWith("--retention 0 --shard-group-duration 4368h");
  }

  private BucketAdmin admin() {
    return new BucketAdmin(
        new InfluxSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "works",
            "plant",
            new Secret("t"),
            false),
        Duration.ofSeconds(5));
  }

  private void buckets(HttpExchange exchange) throws IOException {
    if (refuseWith != 0) {
      answer(
          exchange,
          refuseWith,
          json().put("code", "forbidden").put("message", "no such permission"));
      return;
    }
    JsonNode body = CloudEventCodec.JSON.readTree(exchange.getRequestBody().readAllBytes());
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        ObjectNode made = ((ObjectNode) body).put("id", "0" + buckets.size());
        buckets.put(body.path("name").asText(), made);
        answer(exchange, 201, made);
      }
      case "PATCH" -> {
        ObjectNode changed = requireNonNull(buckets.get(body.path("name").asText()));
        changed.set("retentionRules", body.path("retentionRules"));
        answer(exchange, 200, changed);
      }
      default -> {
        String query = exchange.getRequestURI().getQuery();
        String name = query.replaceAll(".*name=([^&]*).*", "$1");
        ArrayNode found = CloudEventCodec.JSON.createArrayNode();
        if (buckets.containsKey(name)) {
          found.add(buckets.get(name));
          answer(exchange, 200, json().set("buckets", found));
        } else {
          answer(exchange, 404, json().put("code", "not found").put("message", "not found"));
        }
      }
    }
  }

  private static JsonNode orgs() {
    ArrayNode orgs = CloudEventCodec.JSON.createArrayNode();
    orgs.add(json().put("id", "abc").put("name", "works"));
    return json().set("orgs", orgs);
  }

  private static ObjectNode json() {
    return CloudEventCodec.JSON.createObjectNode();
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    try (exchange) {
      byte[] bytes = CloudEventCodec.JSON.writeValueAsBytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
