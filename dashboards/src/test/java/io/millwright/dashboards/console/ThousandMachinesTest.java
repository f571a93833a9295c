package io.millwright.dashboards.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.codec.CloudEventCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ThousandMachinesTest {
  private static final ThousandMachines MACHINES = new ThousandMachines(0);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws Exception {
    MACHINES.open();
    await()
        .until(
            () ->
                CloudEventCodec.JSON.readTree(unzipped(fleet(null))).path("assets").size()
                    == ThousandMachines.MACHINES);
  }

  @AfterAll
  static void close() {
    MACHINES.close();
  }

  /** 100 kB are a tenth of a second at 10 Mbit/s. */
  @Test
  void theFleetIsSmallOnTheLine() throws Exception {
    byte[] body = fleet(null).body();

    assertThat(body.length).isLessThan(100_000);
    assertThat(unzipped(body).length).isGreaterThan(body.length * 5);
  }

  @Test
  void whoKnowsTheFleetIsNotToldAgain() throws Exception {
    // A round of the plant may lie between the two; then it is another fleet.
    await()
        .untilAsserted(
            () -> {
              HttpResponse<byte[]> same = fleet(tag(fleet(null)));
              assertThat(same.statusCode()).isEqualTo(304);
              assertThat(same.body()).isEmpty();
            });
    String old = tag(fleet(null));
    await().until(() -> fleet(old).statusCode() == 200);
    assertThat(fleet(null).headers().firstValue("Cache-Control")).contains("private, no-cache");
  }

  @Test
  void answersWithoutCompressionWhoDoesNotAskForIt() throws Exception {
    HttpResponse<String> plain =
        HTTP.send(HttpRequest.newBuilder(path()).build(), BodyHandlers.ofString(UTF_8));

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(CloudEventCodec.JSON.readTree(plain.body()).path("assets"))
        .hasSize(ThousandMachines.MACHINES);
  }

  private static URI path() {
    return MACHINES.url().resolve("api/v1/assets");
  }

  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<byte[]> fleet(@Nullable String known) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(path()).header("Accept-Encoding", "gzip");
    if (known != null) {
      request.header("If-None-Match", known);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] unzipped(HttpResponse<byte[]> response) throws IOException {
    return unzipped(response.body());
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }
}
