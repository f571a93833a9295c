package io.millwright.alerts.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Answer.Refused;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Posts JSON to a webhook. What it says of failures never shows the address, which is a secret. */
final class WebhookChannel implements Channel {
  private static final int WORDS = 500;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final Template template;
  private final HttpClient client;

  /**
   * @throws IllegalArgumentException if the template is missing or is none
   */
  WebhookChannel(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.template = template(settings);
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static Template template(WebhookSettings settings) {
    String name = settings.form().name().toLowerCase(Locale.ROOT) + ".json.mustache";
    try {
      String source;
      if (settings.template() != null) {
        source = Files.readString(settings.template());
      } else {
        try (InputStream shipped = WebhookChannel.class.getResourceAsStream(name)) {
          source =
              new String(
                  Objects.requireNonNull(shipped, name).readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      return Mustache.compiler()
          .withEscaper(text -> new String(JsonStringEncoder.getInstance().quoteAsString(text)))
          .emptyStringIsFalse(true)
          .compile(source);
    } catch (IOException e) {
      if (settings.template() == null) {
        throw new UncheckedIOException(e);
      }
      throw new IllegalArgumentException("template " + settings.template() + " cannot be read", e);
    } catch (MustacheException e) {
      throw new IllegalArgumentException(
          "template " + settings.template() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Answer deliver(Notification n) {
    String json = json(n);
    try {
      CloudEventCodec.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return new Refused("the template makes no JSON: " + e.getOriginalMessage());
    }
    HttpRequest request =
        HttpRequest.newBuilder(address())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Idempotency-Key", key(n.id()))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      // The request's own time-out ends with the headers.
      return judge(sent.get(2 * settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return Later.of(words(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      sent.cancel(true);
      return Later.of("no whole answer in time");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return Later.of("interrupted");
    }
  }

  private String json(Notification n) {
    Map<String, Object> page = new HashMap<>();
    page.put("id", n.id());
    page.put("kind", n.kind().name());
    page.put("recipient", n.recipient());
    page.put("priority", n.priority().name());
    page.put("subject", settings.form().fit(n.subject()).strip());
    page.put("text", settings.form().fit(n.text().strip()));
    page.put("link", n.link() == null ? "" : n.link());
    page.put("about", n.about());
    page.put("createdAt", n.createdAt().toString());
    // Slack's fallback line is markup.
    page.put(
        "escapedSubject",
        n.subject().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    return template.execute(page);
  }

  private URI address() {
    Secret secret = settings.secret();
    String url = settings.url().value();
    if (secret == null) {
      return URI.create(url);
    }
    long millis = clock.millis();
    return URI.create(
        url
            + (url.contains("?") ? "&" : "?")
            + "timestamp="
            + millis
            + "&sign="
            + URLEncoder.encode(sign(millis, secret.value()), StandardCharsets.UTF_8));
  }

  /**
   * The signature of DingTalk's custom robots ("加签"): HMAC-SHA256 of the time and the secret,
   * separated by a line feed, with the secret as key.
   */
  private static String sign(long millis, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal((millis + "\n" + secret).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  private Answer judge(HttpResponse<String> response) {
    int status = response.statusCode();
    String body = response.body();
    String words = status + (body.isBlank() ? "" : " " + shortened(body));
    if (!WebhookForm.isForGood(status)) {
      return new Later(
          words, response.headers().firstValue("Retry-After").map(this::wait).orElse(null));
    }
    if (status < 200 || status > 299) {
      return new Refused(words);
    }
    Answer answer = settings.form().judge(status, body);
    if (answer instanceof Later later) {
      return new Later(words, later.after());
    }
    return answer instanceof Accepted ? new Accepted(words) : new Refused(words);
  }

  /** Seconds or a date (RFC 9110, 10.2.3), bounded; null if it is neither. */
  private @Nullable Duration wait(String retryAfter) {
    Duration wait;
    try {
      wait =
          retryAfter.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeParseException | NumberFormatException e) {
      return null;
    }
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static String shortened(String body) {
    String line = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= WORDS ? line : line.substring(0, WORDS) + "…";
  }

  /** A header holds no more than US-ASCII. */
  private static String key(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static String words(Throwable error) {
    // Messages of the client may hold the address.
    return error.getClass().getSimpleName();
  }
}
