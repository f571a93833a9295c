package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Answer.Refused;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real HTTP server. */
class WebhookChannelTest {
  private static final Instant T = Instant.parse("2026-01-05T11:00:00Z");

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "ok";
  private String retryAfter = "";

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
    headers.add(new HashMap<>(exchange.getRequestHeaders()));
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer post(String form, String more, String subject, String text) {
    return channel(form, more).deliver(Messages.post("room", subject, text));
  }

  private WebhookChannel channel(String form, String more) {
    WebhookSettings settings =
        Configuration.parse(
            "{form: %s, url: 'http://127.0.0.1:%d/hook?access_token=s3cret', timeout: 2s%s}"
                .formatted(form, server.getAddress().getPort(), more),
            WebhookSettings.class);
    return new WebhookChannel(settings, InstantSource.fixed(T));
  }

  private JsonNode body() {
    try {
      return CloudEventCodec.JSON.readTree(bodies.get(bodies.size() - 1));
    } catch (IOException e) {
      throw new AssertionError(bodies.get(bodies.size() - 1), e);
    }
  }

  /** Everything that JSON and markup could stumble over. */
  private static final String ODD = "泵 \"7\" \\ <@U1> [x](http://evil) *b* `c` & \u0001\tend";

  @Test
  void slackGetsBlocksOfPlainText() {
    assertThat(post("slack", "", ODD.replaceAll("\\p{Cntrl}", ""), ODD + "\nline 2"))
        .isInstanceOf(Accepted.class);
    assertThat(body().at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(body().at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
    assertThat(body().at("/blocks/1/text/type").asText()).isEqualTo("plain_text");
    assertThat(body().at("/blocks/1/text/text").asText()).isEqualTo(ODD + "\nline 2");
    assertThat(body().at("/text").asText()).contains("&lt;@U1&gt;").contains("&amp;");
    assertThat(headers.get(0).get("Content-type"))
        .containsExactly("application/json; charset=utf-8");
    assertThat(headers.get(0).get("Idempotency-key")).containsExactly("id%2F%E6%B3%B5%2F1");
  }

  @Test
  void slackRefusesInWords() {
    answer = "invalid_payload";
    assertThat(post("slack", "", "s", "t")).isEqualTo(new Refused("200 invalid_payload"));
  }

  @Test
  void teamsGetsAnAdaptiveCardForAWorkflow() {
    status = 202;
    answer = "";
    assertThat(post("teams", "", "Subject", ODD + "\nline 2")).isInstanceOf(Accepted.class);
    assertThat(body().at("/type").asText()).isEqualTo("message");
    JsonNode attachment = body().at("/attachments/0");
    assertThat(attachment.at("/contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.at("/content/type").asText()).isEqualTo("AdaptiveCard");
    assertThat(attachment.at("/content/body/0/text").asText()).isEqualTo("Subject");
    assertThat(attachment.at("/content/body/1/text").asText())
        .contains("＜@U1＞ ［x］(http://evil) ＊b＊")
        .endsWith("end\n\nline 2");
    assertThat(attachment.at("/content/actions/0/url").asText())
        .isEqualTo("https://millwright.example.org/#/asset/p%2F1");
  }

  @Test
  void dingTalkGetsMarkdownAndASignature() throws Exception {
    answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    assertThat(post("dingtalk", ", secret: SEC42", "Subject", "text")).isInstanceOf(Accepted.class);
    assertThat(body().at("/msgtype").asText()).isEqualTo("markdown");
    assertThat(body().at("/markdown/title").asText()).isEqualTo("Subject");
    assertThat(body().at("/markdown/text").asText()).isEqualTo("#### Subject\n\ntext");

    Map<String, String> query = new HashMap<>();
    for (String pair : queries.get(0).split("&")) {
      int at = pair.indexOf('=');
      query.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    assertThat(query).containsEntry("access_token", "s3cret");
    assertThat(query).containsEntry("timestamp", "1767610800000");
    assertThat(query.get("sign")).isEqualTo(hmac("SEC42", "1767610800000\nSEC42"));
  }

  /** HMAC-SHA256 by the definition of RFC 2104, on nothing but the digest. */
  private static String hmac(String key, String message) throws Exception {
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    byte[] k = key.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 64; i++) {
      byte b = i < k.length ? k[i] : 0;
      inner[i] = (byte) (b ^ 0x36);
      outer[i] = (byte) (b ^ 0x5c);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(inner);
    byte[] first = sha.digest(message.getBytes(StandardCharsets.UTF_8));
    sha.update(outer);
    return Base64.getEncoder().encodeToString(sha.digest(first));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dingtalk | {\"errcode\":310000,\"errmsg\":\"sign not match\"} | Refused",
        "dingtalk | {\"errcode\":130101,\"errmsg\":\"send too fast\"} | Later",
        "dingtalk | {\"errcode\":-1,\"errmsg\":\"busy\"} | Later",
        "teams | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0 | Refused",
        "teams | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0 | Later",
        "teams | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 503 with ContextId tcid=0 | Later",
        "teams | Webhook message delivery failed with error: timed out | Later",
        "wecom | {\"errcode\":0,\"errmsg\":\"ok\"} | Accepted",
        "wecom | {\"errcode\":93000,\"errmsg\":\"invalid webhook\"} | Refused",
        "wecom | {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"} | Later",
        "wecom | <html> | Refused"
      })
  void anErrorInABodyOf200IsAnError(String form, String body, String expected) {
    answer = body;
    assertThat(post(form, "", "s", "t").getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void weComGetsNoMoreThanItTakesAndIsToldSo() {
    answer = "{\"errcode\":0}";
    post("wecom", "", "Subject", "泵".repeat(5000));
    String content = body().at("/markdown/content").asText();
    assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(3900, 4096);
    assertThat(content).startsWith("泵泵").endsWith("… (shortened)");
  }

  @ParameterizedTest
  @EnumSource(WebhookForm.class)
  void aLongTextKeepsWithinTheLimitsOfTheVendor(WebhookForm form) {
    answer = form == WebhookForm.SLACK ? "ok" : "{\"errcode\":0}";
    String text = "😀泵\n".repeat(200_000);
    Answer told = post(form.name(), "", "Subject", text);
    assertThat(told).isInstanceOf(Accepted.class);
    assertThat(form.fit(text)).endsWith("(shortened)");
    assertThat(form.fit(text).codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    int bytes = bodies.get(0).getBytes(StandardCharsets.UTF_8).length;
    switch (form) {
      case SLACK ->
          assertThat(body().at("/blocks/1/text/text").asText().length()).isLessThanOrEqualTo(3000);
      case TEAMS -> assertThat(bytes).isLessThanOrEqualTo(28 * 1024);
      case WECOM -> assertThat(bytes).isLessThanOrEqualTo(6000);
      case DINGTALK -> assertThat(bytes).isLessThanOrEqualTo(20_000);
      case GENERIC -> assertThat(bytes).isLessThanOrEqualTo(1_500_000);
      default -> throw new AssertionError(form);
    }
  }

  @Test
  void theGenericFormIsTheNotification() {
    post("generic", "", "Subject", ODD);
    assertThat(body().at("/id").asText()).isEqualTo("id/泵/1");
    assertThat(body().at("/text").asText()).isEqualTo(ODD);
    assertThat(body().at("/priority").asText()).isEqualTo("URGENT");
    assertThat(body().at("/about")).extracting(JsonNode::asText).containsExactly("p/1@1", "p/1@2");
  }

  @Test
  void aPlantsOwnTemplateIsUsed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("t"), "{\"alarm\": \"{{priority}} {{text}}\"}");
    post("generic", ", template: '" + file + "'", "s", "a \"b\"");
    assertThat(bodies.get(0)).isEqualTo("{\"alarm\": \"URGENT a \\\"b\\\"\"}");

    Files.writeString(file, "{\"alarm\": {{text}} }");
    assertThat(post("generic", ", template: '" + file + "'", "s", "t")).isInstanceOf(Refused.class);
    assertThat(bodies).as("what is no JSON is not sent").hasSize(1);
    Files.writeString(file, "{{#text}}");
    assertThatThrownBy(() -> channel("generic", ", template: '" + file + "'"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> channel("generic", ", template: /nowhere"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("/nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, PT7S",
    "429, 99999999, PT1H",
    "503, 'Mon, 05 Jan 2026 11:00:30 GMT', PT30S",
    "503, nonsense, ",
    "500, , ",
    "408, , "
  })
  void serversMaySayWhenToComeAgain(int code, String after, Duration expected) {
    status = code;
    retryAfter = after == null ? "" : after;
    Answer told = post("slack", "", "s", "t");
    assertThat(told).isInstanceOf(Later.class);
    assertThat(((Later) told).after()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"400", "403", "404", "410", "302"})
  void otherAnswersAreForGood(int code) {
    status = code;
    assertThat(post("slack", "", "s", "t")).isInstanceOf(Refused.class);
  }

  @Test
  void nobodyThereIsAMomentsFailureThatDoesNotShowTheSecret() {
    WebhookChannel channel = channel("slack", "");
    server.stop(0);
    Answer told = channel.deliver(Messages.post("room", "s", "t"));
    assertThat(told).isInstanceOf(Later.class);
    assertThat(told.words()).doesNotContain("s3cret");
  }

  @Test
  void aServerThatIsSilentIsNotWaitedForForEver() {
    server.removeContext("/hook");
    server.createContext("/hook", exchange -> {});
    Notification n = Messages.post("room", "s", "t");
    assertThat(channel("slack", "").deliver(n)).isInstanceOf(Later.class);
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithoutShowingIt() {
    assertThatThrownBy(
            () -> Configuration.parse("{form: slack, url: 'htp:/s3cret'}", WebhookSettings.class))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("url must be an address")
        .hasMessageNotContaining("s3cret");
  }
}
