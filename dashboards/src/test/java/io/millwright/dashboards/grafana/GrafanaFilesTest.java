package io.millwright.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shipped dashboards are what their source says, and every panel says what it shows. With
 * {@code -Dmillwright.grafana.write} the files are written instead.
 */
class GrafanaFilesTest {
  private static final Path FILES = Path.of("src/main/resources/grafana/dashboards");
  private static final Pattern INTERNAL = Pattern.compile("/d/([a-z-]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)}?");
  private static final Pattern OPERAND = Pattern.compile("\\$([A-Z])");
  private static final Set<String> MACROS = Set.of("__from", "__to", "__interval", "__data");

  @Test
  void filesAreWhatTheirSourceSays() throws Exception {
    List<GrafanaDashboard> dashboards = Grafana.dashboards();
    assertThat(dashboards)
        .extracting(d -> d.uid().replace("millwright-", ""))
        .containsExactlyElementsOf(GrafanaQueries.DASHBOARDS);
    for (GrafanaDashboard dashboard : dashboards) {
      Path file = FILES.resolve(dashboard.uid().replace("millwright-", "") + ".json");
      String text = Grafana.text(dashboard.json());
      if (System.getProperty("millwright.grafana.write") != null) {
        Files.createDirectories(FILES);
        Files.writeString(file, text);
      }
      assertThat(Files.readString(file)).as("%s; -Dmillwright.grafana.write", file).isEqualTo(text);
    }
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.count()).isEqualTo(dashboards.size());
    }
  }

  @Test
  void everyPanelSaysWhatItShowsAndEveryQueryHasATimeFilter() {
    assertThat(GrafanaQueries.DASHBOARDS.stream().map(GrafanaQueries::dashboard))
        .allSatisfy(d -> assertThat(complaints(d)).isEmpty());
    assertThat(GrafanaQueries.alerts()).isNotEmpty();
    assertThat(GrafanaQueries.alerts()).allSatisfy(q -> assertThat(timeless(q.text())).isFalse());
  }

  @Test
  void aFaultIsFound() {
    ObjectNode dashboard = GrafanaQueries.dashboard("fleet").deepCopy();
    ObjectNode panel = (ObjectNode) dashboard.path("panels").get(0);
    panel.put("description", " ");
    ((ObjectNode) panel.path("fieldConfig").path("defaults")).remove("unit");
    ((ObjectNode) panel.path("targets").get(0))
        .put("query", "SELECT last(\"x\") FROM \"y\" WHERE \"site\" = '$nowhere'");
    ((ObjectNode) dashboard.path("panels").get(1).path("targets").get(0).path("datasource"))
        .put("uid", "other");

    assertThat(complaints(dashboard))
        .hasSize(5)
        .anyMatch(c -> c.contains("no description"))
        .anyMatch(c -> c.contains("no unit"))
        .anyMatch(c -> c.contains("no time filter"))
        .anyMatch(c -> c.contains("variable nowhere"))
        .anyMatch(c -> c.contains("data source"));
  }

  @Test
  void linksLeadToDashboardsThatAreThere() {
    Set<String> uids = new HashSet<>();
    GrafanaQueries.DASHBOARDS.forEach(
        d -> uids.add(GrafanaQueries.dashboard(d).path("uid").asText()));
    assertThat(uids).hasSize(GrafanaQueries.DASHBOARDS.size());
    int links = 0;
    for (String name : GrafanaQueries.DASHBOARDS) {
      Matcher matcher = INTERNAL.matcher(GrafanaQueries.dashboard(name).toString());
      while (matcher.find()) {
        links++;
        assertThat(uids).contains(matcher.group(1));
      }
    }
    assertThat(links).isGreaterThan(5);
    GrafanaQueries.provisioning("alerting")
        .findValues("__dashboardUid__")
        .forEach(uid -> assertThat(uids).contains(uid.asText()));
  }

  @Test
  void rulesHaveWhatGrafanaNeeds() {
    Set<String> uids = new HashSet<>();
    for (JsonNode rule :
        GrafanaQueries.provisioning("alerting").path("groups").get(0).path("rules")) {
      String uid = rule.path("uid").asText();
      assertThat(uids.add(uid)).as("%s is there once", uid).isTrue();
      assertThat(uid).hasSizeLessThanOrEqualTo(40);
      List<String> refs = new ArrayList<>();
      rule.path("data").forEach(d -> refs.add(d.path("refId").asText()));
      assertThat(refs).as(uid).doesNotHaveDuplicates().contains("A", "B").endsWith("C");
      assertThat(rule.path("condition").asText()).isEqualTo("C");
      assertThat(rule.path("for").asText()).matches("\\d+[smh]");
      assertThat(rule.path("noDataState").asText()).isIn("Alerting", "NoData", "OK", "KeepLast");
      assertThat(rule.path("execErrState").asText()).isIn("Alerting", "Error", "OK", "KeepLast");
      assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
      for (JsonNode d : rule.path("data")) {
        assertThat(d.path("model").path("refId")).isEqualTo(d.path("refId"));
        String source = d.path("datasourceUid").asText();
        assertThat(source).isIn(Grafana.DATA_SOURCE, "__expr__");
        if (source.equals("__expr__")) {
          assertThat(operands(d.path("model"))).isNotEmpty().isSubsetOf(refs);
        } else {
          assertThat(d.path("relativeTimeRange").path("from").asInt()).isPositive();
        }
      }
      JsonNode condition = rule.path("data").get(refs.size() - 1).path("model");
      if (condition.path("type").asText().equals("threshold")) {
        JsonNode evaluator = condition.path("conditions").get(0).path("evaluator");
        assertThat(evaluator.path("type").asText()).isIn("gt", "lt");
        assertThat(evaluator.path("params").get(0).isNumber()).isTrue();
      } else {
        assertThat(condition.path("type").asText()).isEqualTo("math");
      }
    }
    assertThat(uids).contains("millwright-silent-plant", "millwright-lag", "millwright-rejected");
  }

  /** A rule that looks at the meters themselves must not fall asleep with them. */
  @Test
  void rulesOnThePlatformsOwnMetersAlertWithoutData() {
    int rules = 0;
    for (JsonNode rule :
        GrafanaQueries.provisioning("alerting").path("groups").get(0).path("rules")) {
      if (rule.path("data").toString().contains("FROM \\\"millwright_")) {
        rules++;
        assertThat(rule.path("noDataState").asText())
            .as(rule.path("title").asText())
            .isEqualTo("Alerting");
      }
    }
    assertThat(rules).isEqualTo(3);
  }

  /** What an expression takes: a reference, or several of a formula. */
  private static List<String> operands(JsonNode model) {
    String expression = model.path("expression").asText();
    return model.path("type").asText().equals("math")
        ? OPERAND.matcher(expression).results().map(found -> found.group(1)).toList()
        : List.of(expression);
  }

  @Test
  void theDataSourceIsTheOneThatDashboardsName() {
    JsonNode source = GrafanaQueries.provisioning("datasources").path("datasources").get(0);
    assertThat(source.path("uid").asText()).isEqualTo(Grafana.DATA_SOURCE);
    assertThat(source.path("type").asText()).isEqualTo("influxdb");
    assertThat(source.path("jsonData").path("version").asText()).isEqualTo("InfluxQL");
    assertThat(source.path("secureJsonData").toString()).contains("${MILLWRIGHT_INFLUX_TOKEN}");
    assertThat(
            GrafanaQueries.provisioning("dashboards")
                .path("providers")
                .get(0)
                .path("options")
                .path("path")
                .asText())
        .isEqualTo("${MILLWRIGHT_GRAFANA_DASHBOARDS}");
  }

  @Test
  void macrosAreReplacedAsGrafanaDoes() {
    Instant from = Instant.ofEpochMilli(1_000);
    GrafanaMacros macros =
        new GrafanaMacros(from, from.plusSeconds(1), Duration.ofMinutes(1))
            .with("asset", List.of("north/pump.1", "p2"))
            .with("tier", List.of("minute"));

    assertThat(
            macros.apply(
                "SELECT x FROM \"${tier}\".y WHERE $timeFilter AND \"asset\" =~ /^$asset$/ GROUP BY"
                    + " time($__interval)"))
        .isEqualTo(
            "SELECT x FROM \"minute\".y WHERE time >= 1000ms and time <= 2000ms AND \"asset\" =~"
                + " /^(north\\/pump\\.1|p2)$/ GROUP BY time(60s)");
    assertThatThrownBy(() -> macros.apply("SELECT $other")).hasMessageContaining("macro is left");
  }

  /** What is wrong with a dashboard; empty if nothing is. */
  private static List<String> complaints(JsonNode dashboard) {
    List<String> found = new ArrayList<>();
    Set<String> variables = new HashSet<>();
    for (JsonNode v : dashboard.path("templating").path("list")) {
      if (v.path("type").asText().equals("query") && timeless(v.path("query").asText())) {
        found.add("no time filter in variable " + v.path("name").asText());
      }
      variables.add(v.path("name").asText());
    }
    if (!variables.contains("console_url")) {
      found.add("no console_url");
    }
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      if (!ids.add(panel.path("id").asInt())) {
        found.add(title + ": its id is taken");
      }
      if (panel.path("type").asText().equals("row")) {
        continue;
      }
      if (title.isBlank() || panel.path("description").asText().isBlank()) {
        found.add(title + ": no description");
      }
      if (panel.path("fieldConfig").path("defaults").path("unit").asText().isBlank()) {
        found.add(title + ": no unit");
      }
      if (panel.path("targets").isEmpty()) {
        found.add(title + ": asks nothing");
      }
      for (JsonNode target : panel.path("targets")) {
        String query = target.path("query").asText();
        if (timeless(query)) {
          found.add(title + ": no time filter in " + query);
        }
        if (!target.path("datasource").path("uid").asText().equals(Grafana.DATA_SOURCE)) {
          found.add(title + ": another data source");
        }
        unknown(query, variables, title, found);
      }
    }
    for (JsonNode a : dashboard.path("annotations").path("list")) {
      if (timeless(a.path("target").path("query").asText())) {
        found.add("no time filter in annotation " + a.path("name").asText());
      }
    }
    return found;
  }

  private static void unknown(
      String query, Set<String> variables, String title, List<String> found) {
    Matcher matcher = VARIABLE.matcher(query.replace("$timeFilter", ""));
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!variables.contains(name) && !MACROS.contains(name)) {
        found.add(title + ": no variable " + name);
      }
    }
  }

  private static boolean timeless(String query) {
    return !query.contains("$timeFilter") && !query.matches("(?s).*time >= \\$\\{__from}ms.*");
  }
}
