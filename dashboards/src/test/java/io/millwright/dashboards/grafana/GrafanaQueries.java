package io.millwright.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Every query that the shipped files ask of the data source, read from the files themselves: those
 * of variables, panels, annotations and alert rules.
 */
public final class GrafanaQueries {
  /** Names of the dashboards' files, without ending. */
  public static final List<String> DASHBOARDS =
      List.of("fleet", "asset", "signals", "alarms", "prediction", "savings", "platform");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private GrafanaQueries() {}

  /**
   * A query.
   *
   * @param dashboard file it stands in
   * @param where panel, variable, annotation or rule
   * @param variable name of the variable that it fills; empty if it fills none
   * @param text InfluxQL with Grafana's macros
   */
  public record Query(String dashboard, String where, String variable, String text) {
    @Override
    public String toString() {
      return dashboard + " / " + where + ": " + text;
    }
  }

  /** A dashboard as it is shipped. */
  public static JsonNode dashboard(String name) {
    return read(JSON, "/grafana/dashboards/" + name + ".json");
  }

  /**
   * A provisioning file as it is shipped: {@code datasources}, {@code dashboards}, {@code
   * alerting}.
   */
  public static JsonNode provisioning(String kind) {
    return read(YAML, "/grafana/provisioning/" + kind + "/millwright.yaml");
  }

  private static JsonNode read(ObjectMapper mapper, String path) {
    try (InputStream in = GrafanaQueries.class.getResourceAsStream(path)) {
      return mapper.readTree(Objects.requireNonNull(in, path));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Variables of a dashboard, in the order in which they depend on one another. */
  public static List<Query> variables(String name) {
    List<Query> queries = new ArrayList<>();
    for (JsonNode v : dashboard(name).path("templating").path("list")) {
      if (v.path("type").asText().equals("query")) {
        String variable = v.path("name").asText();
        queries.add(new Query(name, "variable " + variable, variable, v.path("query").asText()));
      }
    }
    return queries;
  }

  /** Queries of panels and annotations of a dashboard. */
  public static List<Query> shown(String name) {
    List<Query> queries = new ArrayList<>();
    JsonNode dashboard = dashboard(name);
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String where =
            "panel " + panel.path("title").asText() + " " + target.path("refId").asText();
        queries.add(new Query(name, where, "", target.path("query").asText()));
      }
    }
    for (JsonNode a : dashboard.path("annotations").path("list")) {
      queries.add(
          new Query(
              name,
              "annotation " + a.path("name").asText(),
              "",
              a.path("target").path("query").asText()));
    }
    return queries;
  }

  /** Queries of alert rules. */
  public static List<Query> alerts() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode group : provisioning("alerting").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        for (JsonNode data : rule.path("data")) {
          if (!data.path("datasourceUid").asText().equals("__expr__")) {
            queries.add(
                new Query(
                    "alerting",
                    "rule " + rule.path("title").asText(),
                    "",
                    data.path("model").path("query").asText()));
          }
        }
      }
    }
    return queries;
  }
}
