package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A console that runs over what a test fills by hand, and what a browser asks of it. */
final class TestConsole implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  final InMemoryFleetFeed feed = new InMemoryFleetFeed();
  final InMemoryHistoryStore history = new InMemoryHistoryStore();
  final RecordingCommandSink sink = new RecordingCommandSink();
  final Metrics metrics = new Metrics();
  private final AccessTokens tokens = new AccessTokens();
  private final HttpClient http = HttpClient.newHttpClient();
  private HistoryStore store = history;
  private Clock clock = Clock.fixed(T0.plusSeconds(100), ZoneOffset.UTC);
  private GroupLags lags = List::of;
  private Supplier<Map<String, Health>> parts = Map::of;
  private @Nullable PlantEditor plant;
  private @Nullable Console console;

  /** Its clock, which otherwise stands a hundred seconds after {@link #T0}. */
  TestConsole at(Clock now) {
    clock = now;
    return this;
  }

  /** Reads another store than {@link #history}. */
  TestConsole over(HistoryStore other) {
    store = other;
    return this;
  }

  TestConsole lags(GroupLags groups) {
    lags = groups;
    return this;
  }

  TestConsole parts(Supplier<Map<String, Health>> health) {
    parts = health;
    return this;
  }

  TestConsole plant(@Nullable PlantEditor editor) {
    plant = editor;
    return this;
  }

  /** A token of somebody in these roles. */
  String token(String name, Role... roles) {
    return tokens.issueOneTime(name, Set.of(roles));
  }

  void open() {
    open(ConsoleSettings.onLoopback(0));
  }

  /** Opens it, or opens it anew with other settings. */
  void open(ConsoleSettings settings) {
    close();
    Console next =
        new Console(settings, () -> feed, sink, lags, store, tokens, metrics, parts, clock, plant);
    next.start();
    console = next;
  }

  Console running() {
    return Objects.requireNonNull(console, "not opened");
  }

  /** Where this machine reaches it, whatever it listens to. */
  URI url() {
    return URI.create("http://127.0.0.1:" + running().url().getPort() + "/");
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> as)
      throws IOException, InterruptedException {
    return http.send(request.build(), as);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, null);
  }

  HttpResponse<String> get(String path, @Nullable String token)
      throws IOException, InterruptedException {
    return send(request(path, token), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, @Nullable String token, String body)
      throws IOException, InterruptedException {
    return send(
        request(path, token).POST(HttpRequest.BodyPublishers.ofString(body)),
        BodyHandlers.ofString());
  }

  /** What is answered to whoever has no token. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return Objects.requireNonNull(CloudEventCodec.JSON.readTree(response.body()));
  }

  static void assertProblem(HttpResponse<String> response, int status, String... details)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = CloudEventCodec.JSON.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(details);
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
      console = null;
    }
  }
}
