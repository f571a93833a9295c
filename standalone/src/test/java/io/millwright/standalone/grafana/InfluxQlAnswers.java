package io.millwright.standalone.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks an InfluxDB and believes no empty answer: a statement that fails comes with HTTP 200. */
final class InfluxQlAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String database;

  InfluxQlAnswers(URI server, String database) {
    this.endpoint = server.resolve("/query");
    this.database = database;
  }

  /** What is wrong with the answer; empty if it holds values and not nulls only. */
  Optional<String> problem(String query) {
    JsonNode answer = ask(query);
    JsonNode result = answer.path("results").path(0);
    if (answer.has("error") || result.has("error")) {
      return Optional.of("fails: " + answer);
    }
    JsonNode series = result.path("series");
    if (series.isEmpty()) {
      return Optional.of("finds nothing");
    }
    // A column without any value would be an empty line of a panel.
    JsonNode columns = series.get(0).path("columns");
    for (int c = 1; c < columns.size(); c++) {
      boolean filled = false;
      for (JsonNode one : series) {
        for (JsonNode row : one.path("values")) {
          filled |= !row.path(c).isNull();
        }
      }
      if (!filled) {
        return Optional.of("has no value of " + columns.get(c).asText());
      }
    }
    return Optional.empty();
  }

  /** What a variable would offer: the second column of each row, as Grafana takes it. */
  List<String> values(String query) {
    List<String> values = new ArrayList<>();
    for (JsonNode series : ask(query).path("results").path(0).path("series")) {
      for (JsonNode row : series.path("values")) {
        values.add(row.path(1).asText());
      }
    }
    return values;
  }

  private JsonNode ask(String query) {
    String form = "db=" + encoded(database) + "&epoch=ms&q=" + encoded(query);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new IllegalStateException(query, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(query, e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
