package io.millwright.dashboards.grafana;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The dashboards that are shipped, as source: {@code GrafanaFilesTest} writes them to {@code
 * src/main/resources/grafana/dashboards} and finds files that are not what stands here.
 */
final class Grafana {
  static final String DATA_SOURCE = "millwright-influxdb";

  /** Machines that are chosen. */
  static final String CHOSEN = "\"asset\" =~ /^$asset$/";

  /**
   * State that is told when it changes only, as it stood in the range or up to a quarter year
   * before.
   */
  static final String STANDING = "time >= ${__from}ms - 90d AND time <= ${__to}ms";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Grafana() {}

  /** All dashboards. */
  static List<GrafanaDashboard> dashboards() {
    return List.of(
        FleetBoard.make(),
        AssetBoard.make(),
        SignalBoard.make(),
        AlarmBoard.make(),
        PredictionBoard.make(),
        SavingsBoard.make(),
        PlatformBoard.make());
  }

  static ObjectNode dataSource() {
    return JsonNodeFactory.instance.objectNode().put("type", "influxdb").put("uid", DATA_SOURCE);
  }

  /** A query in raw InfluxQL. */
  static ObjectNode target(String refId, String query, String format) {
    ObjectNode target =
        JsonNodeFactory.instance
            .objectNode()
            .put("refId", refId)
            .put("query", query)
            .put("rawQuery", true)
            .put("resultFormat", format);
    target.set("datasource", dataSource());
    return target;
  }

  static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is committed: indented by two, a line end at the end. */
  static String text(JsonNode json) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(json) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
