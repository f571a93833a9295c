package io.millwright.alerts.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.millwright.alerts.cmms.CmmsException.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmmsHttpTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final CmmsHttp http = new CmmsHttp(Duration.ofSeconds(20), () -> NOW);
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // start() makes it.
  CmmsHttpTest() {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x?key=secret");
  }

  private void answer(int status, @Nullable String retryAfter) {
    answer(status, retryAfter, "because");
  }

  private void answer(int status, @Nullable String retryAfter, String text) {
    server.createContext(
        "/",
        exchange -> {
          if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private CmmsException failure() {
    return failure(http);
  }

  private CmmsException failure(CmmsHttp http) {
    return catchThrowableOfType(
        CmmsException.class,
        () -> http.send(HttpRequest.newBuilder(uri()).POST(HttpRequest.BodyPublishers.noBody())));
  }

  @ParameterizedTest
  @CsvSource({
    "301, MISCONFIGURED",
    "400, REFUSED",
    "401, MISCONFIGURED",
    "403, MISCONFIGURED",
    "407, MISCONFIGURED",
    "404, MISCONFIGURED",
    "408, UNAVAILABLE",
    "409, CONFLICT",
    "412, CONFLICT",
    "425, UNAVAILABLE",
    "429, BUSY",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, BUSY"
  })
  void statusDecidesTheFate(int status, Fate fate) {
    answer(status, null);

    assertThat(failure().fate()).isEqualTo(fate);
    assertThat(failure())
        .hasMessageContaining("POST 127.0.0.1/x: " + status + " because")
        .hasMessageNotContaining("secret");
    assertThat(failure().retryAfter()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | PT7S",
        "999999999 | PT6H",
        "Sat, 01 Mar 2036 08:01:00 GMT | PT6H",
        "Sun, 01 Mar 2026 08:01:00 GMT | PT1M",
        "Sun, 01 Mar 2026 07:00:00 GMT | PT0S",
        "soon |"
      })
  void readsWhenToComeBack(String header, @Nullable Duration wait) {
    answer(429, header);

    assertThat(failure().retryAfter()).isEqualTo(wait);
  }

  @Test
  void aPageOfHtmlIsShortened() {
    answer(400, null, "<p>sorry</p>".repeat(1000));

    assertThat(failure()).hasMessageContaining("400 <p>sorry").hasMessageEndingWith("…");
    assertThat(failure().getMessage()).hasSize(1001);
  }

  @Test
  void anAnswerWithoutEndIsNotKept() {
    answer(200, null, "x".repeat((16 << 20) + 1));
    CmmsException tooLong =
        catchThrowableOfType(CmmsException.class, () -> http.send(HttpRequest.newBuilder(uri())));

    assertThat(tooLong.fate()).isEqualTo(Fate.UNAVAILABLE);
    assertThat(tooLong).hasMessageContaining("the answer is longer than 16777216 bytes");
  }

  @Test
  void nothingFoundIsAnAnswer() {
    answer(404, null);

    assertThat(http.send(HttpRequest.newBuilder(uri())).statusCode()).isEqualTo(404);
  }

  /** The head of the answer comes at once, its body never ends. */
  @Test
  void bodyThatStallsTimesOut() {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    CmmsException failure = failure(new CmmsHttp(Duration.ofMillis(300), () -> NOW));
    end.countDown();
    assertThat(failure.fate()).isEqualTo(Fate.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("no answer in PT0.3S");
  }

  @Test
  void nobodyListening() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:" + free + "/x");

    assertThat(
            catchThrowableOfType(
                    CmmsException.class, () -> http.send(HttpRequest.newBuilder(nowhere)))
                .fate())
        .isEqualTo(Fate.UNAVAILABLE);
  }
}
