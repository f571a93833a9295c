package io.millwright.alerts.cmms;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange, with its failures in the words of {@link CmmsException}. Follows no redirect:
 * a redirected POST may lose its body or its secret. Thread-safe.
 */
public final class CmmsHttp {
  /** Far above a page of 100 orders with their texts, far below what would exhaust the memory. */
  private static final long LONGEST_BODY = 16 << 20;

  /** A wrong clock or a slip must not silence a system for days. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  private final HttpClient client;
  private final Duration timeout;
  private final InstantSource clock;

  /**
   * @param timeout of a whole exchange, from connecting to the last byte
   * @param clock that tells how far off the date of a {@code Retry-After} is
   */
  public CmmsHttp(Duration timeout, InstantSource clock) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * A response of 2xx, or 404 to a GET, which is an answer, too.
   *
   * @throws CmmsException otherwise
   */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return judged(exchange(request));
  }

  /**
   * Any response, for systems whose refusals are part of the conversation.
   *
   * @throws CmmsException if there is none in time
   */
  public HttpResponse<String> exchange(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(built, LimitedBody.upTo(LONGEST_BODY));
    try {
      // The timeout of a request ends with the head of its response; the body may stall, too.
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw CmmsException.unavailable(what(built) + ": no answer in " + timeout, e);
    } catch (ExecutionException e) {
      throw CmmsException.unavailable(what(built) + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw CmmsException.unavailable(what(built) + ": interrupted", e);
    }
  }

  /**
   * The response, if it is one of success.
   *
   * @throws CmmsException otherwise
   */
  public HttpResponse<String> judged(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status / 100 == 2 || (status == 404 && response.request().method().equals("GET"))) {
      return response;
    }
    String answer = what(response.request()) + ": " + status + " " + response.body();
    throw failure(answer, response);
  }

  /** Without the query, which may hold a secret. */
  private static String what(HttpRequest request) {
    return request.method() + " " + request.uri().getHost() + request.uri().getPath();
  }

  private CmmsException failure(String answer, HttpResponse<?> response) {
    Duration retryAfter =
        response.headers().firstValue("Retry-After").map(this::retryAfter).orElse(null);
    return switch (response.statusCode()) {
      case 429, 503 -> CmmsException.busy(answer, retryAfter);
      case 409, 412 -> CmmsException.conflict(answer);
      // A time-out and a "too early" of the server are no verdict on the order.
      case 408, 425 -> CmmsException.unavailable(answer, null);
      // The next order would fare no better.
      case 401, 403, 407 -> CmmsException.misconfigured(answer);
      // A POST is about what is to be made, another write about one order, which may be gone.
      case 404 ->
          response.request().method().equals("POST")
              ? CmmsException.misconfigured(answer)
              : CmmsException.refused(answer);
      default ->
          response.statusCode() >= 500
              ? CmmsException.unavailable(answer, null)
              : response.statusCode() < 400
                  ? CmmsException.misconfigured(answer)
                  : CmmsException.refused(answer);
    };
  }

  /** Seconds or a date, RFC 9110 section 10.2.3, six hours at most; null if it is neither. */
  private @Nullable Duration retryAfter(String value) {
    try {
      return value.matches("\\d{1,9}")
          ? bounded(Duration.ofSeconds(Long.parseLong(value)))
          : bounded(
              Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration bounded(Duration d) {
    if (d.isNegative()) {
      return Duration.ZERO;
    }
    return d.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : d;
  }
}
