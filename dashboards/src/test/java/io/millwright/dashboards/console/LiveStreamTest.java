package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.metrics.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The live stream over real sockets, of which some do not read. */
@Timeout(value = 90, threadMode = ThreadMode.SEPARATE_THREAD)
class LiveStreamTest {
  private static final int MACHINES = 1_000;
  private static final int MOST_VIEWERS = 4;

  private final TestConsole console = new TestConsole().at(Clock.systemUTC());
  private final InMemoryFleetFeed feed = console.feed;
  private final Metrics metrics = console.metrics;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void open() {
    for (int i = 0; i < MACHINES; i++) {
      Asset machine = HistoryExamples.named(id(i), "Pump " + "x".repeat(800) + i, "flow");
      feed.add(view -> view.declare(machine));
    }
    assessAll(0);
    console.open(
        new ConsoleSettings("127.0.0.1", 0, false, Duration.ofMillis(50), MOST_VIEWERS, null));
  }

  @AfterEach
  void close() throws IOException {
    console.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aViewerThatStopsReadingHoldsNobodyUp() throws Exception {
    Socket stuck = connect(); // and never reads
    BufferedReader reader = reader(connect());
    await().until(() -> metrics.scrape().contains("millwright_console_live_clients 2.0"));
    next(reader);

    // A megabyte and a half each: more than any buffer between the two holds of the first of them.
    for (int round = 1; round <= 8; round++) {
      String ending = "#" + round;
      declareAll(round);
      long begun = System.nanoTime();
      awaitName(reader, id(7), ending);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("less than the server waits for a client, 30 s")
          .isLessThan(Duration.ofSeconds(10));
    }
    assertThat(stuck.getInputStream().available()).as("what it has not read").isPositive();
  }

  @Test
  void whoReadsAgainIsToldTheNewestOfEveryMachine() throws Exception {
    Socket slow = connect();
    await().until(() -> slow.getInputStream().available() > 0);
    for (int round = 1; round <= 20; round++) {
      declareAll(round); // a megabyte each, which no buffer of a socket holds twenty times
      Thread.sleep(60);
    }

    BufferedReader lines = reader(slow);
    Map<String, String> names = new HashMap<>();
    long messages = 0;
    while (names.size() < MACHINES || !names.values().stream().allMatch(n -> n.endsWith("#20"))) {
      messages++;
      next(lines)
          .path("assets")
          .forEach(a -> names.put(a.path("id").asText(), a.path("name").asText()));
    }
    assertThat(messages).as("what it missed came at once").isLessThan(20);
  }

  @Test
  void valuesThatMoveAreToldInTurnAndStatesAtOnce() throws Exception {
    BufferedReader lines = reader(connect());
    next(lines);

    assessAll(1);
    feed.add(view -> view.assess(HistoryExamples.assessment(id(999), at(2), 9, 10, 1)));

    Map<String, Double> scores = new HashMap<>();
    boolean first = true;
    while (scores.size() < MACHINES) {
      JsonNode message = next(lines);
      assertThat(message.path("assets").size()).isBetween(1, LiveStream.MOVED_PER_ROUND + 1);
      message
          .path("assets")
          .forEach(a -> scores.put(a.path("id").asText(), a.path("anomalyScore").asDouble()));
      assertThat(scores.containsKey(id(999)) || !first).as("a state is told first").isTrue();
      first = false;
    }
    assertThat(scores.values()).containsOnly(0.01, 9.0);
  }

  @Test
  void aMachineThatThePlantHasNoMoreIsToldAsGone() throws Exception {
    Socket slow = connect();
    await().until(() -> slow.getInputStream().available() > 0);
    BufferedReader lines = reader(connect());
    assertThat(next(lines).path("whole").asBoolean()).isTrue();

    feed.add(view -> view.withdraw(id(5)));

    awaitRemoved(lines, id(5));
    BufferedReader after = reader(slow);
    assertThat(next(after).path("assets")).as("as it was when it came").hasSize(MACHINES);
    awaitRemoved(after, id(5));

    JsonNode whole = next(reader(connect()));
    assertThat(whole.path("assets")).hasSize(MACHINES - 1);
    assertThat(whole.path("assets").findValuesAsText("id")).doesNotContain(id(5));
    assertThat(whole.path("removed")).isEmpty();

    feed.add(view -> view.declare(HistoryExamples.named(id(5), "again", "flow")));
    awaitName(lines, id(5), "again");
  }

  private static void awaitRemoved(BufferedReader lines, String id) throws IOException {
    JsonNode message = next(lines);
    while (message.path("removed").isEmpty()) {
      message = next(lines);
    }
    assertThat(message.path("removed")).singleElement().matches(gone -> gone.asText().equals(id));
    assertThat(message.path("whole").asBoolean()).isFalse();
    assertThat(message.at("/states/HEALTHY").asInt()).isEqualTo(MACHINES - 1);
  }

  @Test
  void refusesMoreViewersThanItMay() throws Exception {
    for (int i = 0; i < MOST_VIEWERS; i++) {
      connect();
    }
    await().until(() -> metrics.scrape().contains("live_clients " + MOST_VIEWERS + ".0"));

    BufferedReader refused =
        new BufferedReader(new InputStreamReader(connect().getInputStream(), UTF_8));
    assertThat(refused.readLine()).contains("503");

    sockets.get(0).close(); // which is noticed when something is sent
    await()
        .until(
            () -> {
              feed.add(view -> view.declare(HistoryExamples.asset(id(0), "flow")));
              return metrics.scrape().contains("live_clients " + (MOST_VIEWERS - 1) + ".0");
            });
  }

  private void assessAll(int round) {
    for (int i = 0; i < MACHINES; i++) {
      String id = id(i);
      feed.add(
          view -> view.assess(HistoryExamples.assessment(id, at(round), round / 100.0, 97, 500)));
    }
  }

  private void declareAll(int round) {
    for (int i = 0; i < MACHINES; i++) {
      Asset machine = HistoryExamples.named(id(i), "Pump " + "x".repeat(800) + "#" + round, "flow");
      feed.add(view -> view.declare(machine));
    }
  }

  private static Instant at(int round) {
    return T0.plusSeconds(round);
  }

  private static String id(int i) {
    return "north/pump-" + i;
  }

  /**
   * Asks for the stream and reads nothing; what the kernel takes for it is little. By HTTP/1.0, so
   * that no chunks stand between the lines.
   */
  private Socket connect() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), console.url().getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/live HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(UTF_8));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 20);
  }

  private static void awaitName(BufferedReader lines, String id, String ending) throws IOException {
    for (; ; ) {
      for (JsonNode asset : next(lines).path("assets")) {
        if (asset.path("id").asText().equals(id) && asset.path("name").asText().endsWith(ending)) {
          return;
        }
      }
    }
  }

  /** The next message. */
  private static JsonNode next(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return CloudEventCodec.JSON.readTree(line.substring(6));
      }
    }
    throw new IOException("the stream has ended");
  }
}
