package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millwright.dashboards.history.ScriptedInflux.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineWriterTest {
  private static final String CONFLICT_V1 =
      "{\"error\":\"partial write: field type conflict: input field \\\"v\\\" on measurement"
          + " \\\"a\\\" is type string, already exists as type float dropped=%d\"}\n";
  private static final String CONFLICT_V2 =
      "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to database:"
          + " partial write: field type conflict: input field \\\"v\\\" on measurement \\\"a\\\""
          + " is type string, already exists as type float dropped=%d\"}";

  private final List<String> refused = new ArrayList<>();
  private final LineProtocolText text = new LineProtocolText();

  @Test
  void sendsBucketOrganisationPrecisionAndToken() {
    try (ScriptedInflux influx = new ScriptedInflux(lines -> Answer.OK)) {
      add("a v=1 1");

      assertThat(write(influx)).isZero();

      assertThat(influx.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.get("query").split("&"))
                    .containsExactlyInAnyOrder("org=works", "bucket=b%2Fminute", "precision=us");
                assertThat(request.get("token")).isEqualTo("Token secret");
                assertThat(request.get("encoding")).isEqualTo("gzip");
              });
      assertThat(text.points()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"400, true", "422, false"})
  void keepsTheNeighboursOfLinesThatAreRefused(int status, boolean v1) {
    Function<List<String>, Answer> script =
        lines -> {
          long bad = lines.stream().filter(line -> line.contains("\"")).count();
          return bad == 0
              ? Answer.OK
              : new Answer(status, (v1 ? CONFLICT_V1 : CONFLICT_V2).formatted(bad));
        };
    try (ScriptedInflux influx = new ScriptedInflux(script)) {
      IntStream.range(0, 1_000)
          .forEach(i -> add(i == 300 || i == 301 || i == 999 ? "a v=\"x\" " + i : "a v=1 " + i));

      assertThat(write(influx)).isEqualTo(3);

      assertThat(refused).containsExactly("a v=\"x\" 300", "a v=\"x\" 301", "a v=\"x\" 999");
      assertThat(influx.accepted())
          .as("in order")
          .isEqualTo(
              IntStream.range(0, 1_000)
                  .filter(i -> i != 300 && i != 301 && i != 999)
                  .mapToObj(i -> "a v=1 " + i)
                  .toList());
    }
  }

  @Test
  void findsAMeasurementThatIsRefusedAsAWholeWithFewRequests() {
    Function<List<String>, Answer> script =
        lines -> {
          long bad = lines.stream().filter(line -> line.startsWith("a ")).count();
          return bad == 0 ? Answer.OK : new Answer(400, CONFLICT_V1.formatted(bad));
        };
    try (ScriptedInflux influx = new ScriptedInflux(script)) {
      IntStream.range(0, 5_000).forEach(i -> add((i % 3 == 0 ? "a v=\"x\" " : "b v=1 ") + i));

      assertThat(write(influx)).isEqualTo(1_667);

      assertThat(influx.accepted()).hasSize(3_333);
      assertThat(influx.requests()).hasSize(3);
    }
  }

  @Test
  void findsASeriesThatIsRefusedAsAWholeWithFewRequests() {
    Function<List<String>, Answer> script =
        lines -> {
          long bad = lines.stream().filter(line -> line.startsWith("a,p=\\ 7 ")).count();
          return bad == 0 ? Answer.OK : new Answer(400, CONFLICT_V1.formatted(bad));
        };
    try (ScriptedInflux influx = new ScriptedInflux(script)) {
      IntStream.range(0, 10_000).forEach(i -> add("a,p=\\ " + i % 100 + " v=1 " + i));

      assertThat(write(influx)).isEqualTo(100);

      assertThat(influx.accepted()).hasSize(9_900);
      assertThat(influx.requests()).as("two for each halving, about").hasSizeBetween(10, 40);
    }
  }

  @Test
  void goesOnAfterAnInterruptionWhereItWas() {
    AtomicInteger requests = new AtomicInteger();
    Function<List<String>, Answer> script =
        lines ->
            requests.incrementAndGet() == 15
                ? new Answer(503, "{\"error\":\"timeout\"}", "Retry-After", "7")
                : lines.stream().anyMatch(line -> line.contains("bad"))
                    ? new Answer(400, "{\"error\":\"unable to parse\"}")
                    : Answer.OK;
    try (ScriptedInflux influx = new ScriptedInflux(script)) {
      IntStream.range(0, 64).forEach(i -> add("a v=" + (i % 20 == 0 ? "bad " : "1 ") + i));

      assertThatThrownBy(() -> write(influx))
          .isInstanceOfSatisfying(
              HistoryUnavailableException.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
      assertThat(refused).as("found before").hasSizeBetween(1, 3);
      assertThat(text.points()).isEqualTo(64 - influx.accepted().size() - refused.size());
      write(influx);

      assertThat(refused).containsExactly("a v=bad 0", "a v=bad 20", "a v=bad 40", "a v=bad 60");
      assertThat(influx.accepted()).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void sendsLessAtOnceToAServerThatFindsItTooMuch() {
    Function<List<String>, Answer> script =
        lines ->
            lines.size() > 10
                ? new Answer(413, "<html>Request Entity Too Large</html>")
                : Answer.OK;
    try (ScriptedInflux influx = new ScriptedInflux(script)) {
      IntStream.range(0, 100).forEach(i -> add("a v=1 " + i));

      assertThat(write(influx)).isZero();

      assertThat(influx.accepted()).hasSize(100);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | {\"code\":\"unauthorized\",\"message\":\"unauthorized access\"} | refuses the token",
        "403 | {\"code\":\"forbidden\",\"message\":\"forbidden\"} | refuses the token",
        "404 | {\"code\":\"not found\",\"message\":\"bucket \\\"b\\\" not found\"} | has no bucket 'b/minute': create it",
        "404 | {\"error\":\"database not found: \\\"b\\\"\"} | has no bucket 'b/minute': create it",
        "500 | {\"error\":\"retention policy not found: minute\"} | has no bucket 'b/minute': create it",
        "500 | {\"error\":\"engine: error writing WAL entry: write /d/_1.wal: no space left on device\"} | no space left on its disk",
        "503 | {\"code\":\"unavailable\",\"message\":\"no space left on device\"} | no space left on its disk",
        "503 | unavailable | asks to be left alone",
        "429 | {\"code\":\"too many requests\",\"message\":\"limit\"} | asks to be left alone",
        "400 | <html>The plain HTTP request was sent to HTTPS port</html> | did not do what it was asked to",
        "502 | <html>Bad Gateway</html> | did not do what it was asked to"
      })
  void keepsEverythingAndSaysWhatIsWrong(int status, String body, String complaint) {
    try (ScriptedInflux influx = new ScriptedInflux(lines -> new Answer(status, body))) {
      add("a v=1 1");
      add("a v=1 2");

      HistoryUnavailableException away =
          catchThrowableOfType(HistoryUnavailableException.class, () -> write(influx));

      assertThat(away).hasMessageContaining(complaint).hasMessageContaining("(" + status);
      assertThat(text).hasToString("a v=1 1\na v=1 2\n");
      assertThat(refused).isEmpty();
      assertThat(influx.requests()).hasSize(1);
    }
  }

  @Test
  void honoursNoUnreasonableRetryAfter() {
    try (ScriptedInflux influx =
        new ScriptedInflux(lines -> new Answer(429, "", "Retry-After", "86400"))) {
      add("a v=1 1");

      assertThatThrownBy(() -> write(influx))
          .isInstanceOfSatisfying(
              HistoryUnavailableException.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }
  }

  private void add(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    text.append(bytes, 0, bytes.length, 1);
  }

  private int write(ScriptedInflux influx) {
    try (LineWriter writer =
        new LineWriter(
            influx.url(), "works", "secret".toCharArray(), Duration.ofSeconds(5), true)) {
      return writer.write("b/minute", text, (line, reason) -> refused.add(line));
    }
  }
}
