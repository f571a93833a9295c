package io.millwright.dashboards.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queries in InfluxQL over {@code /query}, the one dialect that InfluxDB 1, 2 (by DBRP) and 3 have
 * in common. The raw answer is read here rather than by the client library, because a statement
 * that fails comes back with HTTP 200, and the library makes an empty result of it. Thread-safe.
 */
final class InfluxQl {
  private final URI endpoint;
  private final InfluxSettings settings;
  private final Duration timeout;
  private final HttpClient http;

  InfluxQl(InfluxSettings settings, Duration timeout) {
    this.endpoint = URI.create(settings.url().toString().replaceAll("/+$", "") + "/query");
    this.settings = settings;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** One row: tags and columns by name. */
  static final class ResultRow {
    private final JsonNode tags;
    private final Map<String, Integer> columns;
    private final JsonNode values;

    ResultRow(JsonNode tags, Map<String, Integer> columns, JsonNode values) {
      this.tags = tags;
      this.columns = columns;
      this.values = values;
    }

    long integer(String column) {
      return value(column).asLong();
    }

    /** A number; NaN where null or missing. */
    double number(String column) {
      JsonNode value = value(column);
      return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    /** A text; null where null or missing. */
    @Nullable String text(String column) {
      JsonNode value = value(column);
      return value.isTextual() ? value.asText() : null;
    }

    /** A number as double or text or truth; null where null or missing. */
    @Nullable Object any(String column) {
      JsonNode value = value(column);
      return value.isNumber()
          ? Double.valueOf(value.asDouble())
          : value.isBoolean()
              ? Boolean.valueOf(value.asBoolean())
              : value.isTextual() ? value.asText() : null;
    }

    Set<String> columns() {
      return columns.keySet();
    }

    boolean truth(String column) {
      return value(column).asBoolean();
    }

    String tag(String name) {
      return tags.path(name).asText();
    }

    private JsonNode value(String column) {
      Integer index = columns.get(column);
      return index == null ? MissingNode.getInstance() : values.path(index);
    }
  }

  /**
   * Rows of a statement; column {@code time} is in microseconds.
   *
   * @throws HistoryUnavailableException if the store does not answer or answers with an error
   */
  <T> List<T> query(String statement, Function<ResultRow, T> read) {
    JsonNode result = execute(statement);
    List<T> rows = new ArrayList<>();
    for (JsonNode series : result.path("series")) {
      Map<String, Integer> columns = new HashMap<>();
      JsonNode names = series.path("columns");
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i).asText(), i);
      }
      for (JsonNode values : series.path("values")) {
        rows.add(read.apply(new ResultRow(series.path("tags"), columns, values)));
      }
    }
    return rows;
  }

  private JsonNode execute(String statement) {
    String form = "db=" + encoded(settings.bucket()) + "&epoch=u&q=" + encoded(statement);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Token " + settings.token().value())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw StoreAnswer.of(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                response.headers().firstValue("Retry-After").orElse(null))
            .unavailable(settings.url() + ", asked " + statement + ",", settings.bucket());
      }
      JsonNode answer = CloudEventCodec.JSON.readTree(response.body());
      JsonNode result = answer.path("results").path(0);
      JsonNode error = answer.has("error") ? answer.path("error") : result.path("error");
      if (!error.isMissingNode()) {
        throw new HistoryUnavailableException(
            endpoint + " refused " + statement + ": " + error.asText(), null);
      }
      return result;
    } catch (IOException e) {
      throw new HistoryUnavailableException(endpoint + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailableException("interrupted while asking " + endpoint, e);
    }
  }

  /**
   * Version of the server, {@code 1.8.10} or {@code v2.7.1}; empty if it does not tell.
   *
   * @throws HistoryUnavailableException if it does not answer
   */
  String version() {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("ping")).timeout(timeout).GET().build();
    try {
      return http.send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("X-Influxdb-Version")
          .orElse("");
    } catch (IOException e) {
      throw new HistoryUnavailableException(endpoint + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailableException("interrupted while asking " + endpoint, e);
    }
  }

  /** A text as a literal of the language. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
