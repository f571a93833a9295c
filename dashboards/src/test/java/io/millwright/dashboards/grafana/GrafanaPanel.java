package io.millwright.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A panel under construction: what it shows, in which unit, and what it asks. Every panel has a
 * description and a unit; {@code none} is said aloud.
 */
final class GrafanaPanel {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode json = JSON.objectNode();
  private final ArrayNode targets = JSON.arrayNode();
  private final ArrayNode overrides = JSON.arrayNode();
  private final ArrayNode transformations = JSON.arrayNode();
  private final ObjectNode defaults = JSON.objectNode();
  private final ObjectNode custom = JSON.objectNode();
  private final ObjectNode options = JSON.objectNode();
  private final String type;
  private int width = 12;
  private int height = 8;

  private GrafanaPanel(String type, String title, String unit, String description) {
    this.type = type;
    json.put("type", type).put("title", title).put("description", description);
    json.set("datasource", Grafana.dataSource());
    defaults.put("unit", unit);
  }

  /** Lines over time. */
  static GrafanaPanel lines(String title, String unit, String description) {
    GrafanaPanel panel = new GrafanaPanel("timeseries", title, unit, description);
    panel
        .custom
        .put("drawStyle", "line")
        .put("lineWidth", 1)
        .put("fillOpacity", 0)
        .put("showPoints", "auto")
        .put("spanNulls", false);
    panel.options.set("legend", legend("bottom", true));
    panel.options.set("tooltip", tooltip("multi", "desc"));
    return panel;
  }

  /** Stacked bars over time. */
  static GrafanaPanel bars(String title, String unit, String description) {
    GrafanaPanel panel = lines(title, unit, description);
    panel.custom.put("drawStyle", "bars").put("fillOpacity", 80).put("showPoints", "never");
    panel.custom.set("stacking", JSON.objectNode().put("mode", "normal").put("group", "A"));
    return panel;
  }

  /** The last value of each series. */
  static GrafanaPanel stat(String title, String unit, String description) {
    GrafanaPanel panel = new GrafanaPanel("stat", title, unit, description).size(4, 4);
    panel
        .options
        .put("graphMode", "none")
        .put("colorMode", "value")
        .put("justifyMode", "auto")
        .put("textMode", "auto")
        .put("orientation", "auto")
        .put("wideLayout", true)
        .put("showPercentChange", false)
        .put("percentChangeColorMode", "standard");
    panel.options.set("reduceOptions", reduce(false));
    return panel;
  }

  /** Bars of the last values. */
  static GrafanaPanel barGauge(String title, String unit, String description) {
    GrafanaPanel panel = new GrafanaPanel("bargauge", title, unit, description);
    panel
        .options
        .put("displayMode", "basic")
        .put("orientation", "horizontal")
        .put("valueMode", "color")
        .put("namePlacement", "auto")
        .put("showUnfilled", true)
        .put("sizing", "auto")
        .put("minVizWidth", 8)
        .put("minVizHeight", 16)
        .put("maxVizHeight", 40);
    panel.options.set("legend", legend("bottom", false));
    panel.options.set("reduceOptions", reduce(false));
    return panel;
  }

  /** Rows as they are. */
  static GrafanaPanel table(String title, String unit, String description) {
    GrafanaPanel panel = new GrafanaPanel("table", title, unit, description).size(24, 9);
    panel.custom.put("align", "auto").put("inspect", false).put("filterable", true);
    panel.custom.set("cellOptions", JSON.objectNode().put("type", "auto"));
    panel.options.put("frameIndex", 0).put("showHeader", true).put("cellHeight", "sm");
    return panel;
  }

  /** States over time, a row a series. */
  static GrafanaPanel states(String title, String description) {
    GrafanaPanel panel = new GrafanaPanel("state-timeline", title, "none", description);
    panel.custom.put("lineWidth", 0).put("fillOpacity", 80);
    panel
        .options
        .put("mergeValues", true)
        .put("showValue", "auto")
        .put("alignValue", "left")
        .put("rowHeight", 0.9);
    panel.options.set("legend", legend("bottom", true));
    panel.options.set("tooltip", tooltip("single", "none"));
    return panel;
  }

  /** Shares of a whole, a slice a row. */
  static GrafanaPanel pie(String title, String unit, String description) {
    GrafanaPanel panel = new GrafanaPanel("piechart", title, unit, description).size(6, 8);
    panel.options.put("pieType", "donut").put("sort", "desc").put("orientation", "auto");
    panel.options.set("displayLabels", JSON.arrayNode().add("name").add("value"));
    panel.options.set("legend", legend("right", true).set("values", JSON.arrayNode().add("value")));
    panel.options.set("reduceOptions", reduce(true));
    panel.options.set("tooltip", tooltip("single", "none"));
    return panel;
  }

  private static ObjectNode legend(String placement, boolean shown) {
    return JSON.objectNode()
        .put("displayMode", "list")
        .put("placement", placement)
        .put("showLegend", shown)
        .set("calcs", JSON.arrayNode());
  }

  private static ObjectNode tooltip(String mode, String sort) {
    return JSON.objectNode().put("mode", mode).put("sort", sort);
  }

  private static ObjectNode reduce(boolean all) {
    return JSON.objectNode()
        .put("values", all)
        .put("fields", "")
        .set("calcs", JSON.arrayNode().add("lastNotNull"));
  }

  GrafanaPanel size(int columns, int rows) {
    width = columns;
    height = rows;
    return this;
  }

  /**
   * Asks for series.
   *
   * @param alias name of each; {@code $tag_point} and {@code $col} are what InfluxQL returned
   */
  GrafanaPanel series(String alias, String query) {
    targets.add(Grafana.target(refId(), query, "time_series").put("alias", alias));
    return this;
  }

  /** Asks for rows. */
  GrafanaPanel rows(String query) {
    targets.add(Grafana.target(refId(), query, "table"));
    return this;
  }

  private String refId() {
    return String.valueOf((char) ('A' + targets.size()));
  }

  GrafanaPanel range(double min, double max) {
    defaults.put("min", min).put("max", max);
    return this;
  }

  GrafanaPanel from(double min) {
    defaults.put("min", min);
    return this;
  }

  GrafanaPanel decimals(int digits) {
    defaults.put("decimals", digits);
    return this;
  }

  /**
   * Colours from a value on; the first stands below all.
   *
   * @param steps colour, value, colour, value, … colour
   */
  GrafanaPanel thresholds(Object... steps) {
    ArrayNode list = JSON.arrayNode();
    list.addObject().put("color", steps[0].toString()).putNull("value");
    for (int i = 1; i < steps.length; i += 2) {
      list.addObject()
          .put("color", steps[i + 1].toString())
          .put("value", ((Number) steps[i]).doubleValue());
    }
    defaults.set("thresholds", JSON.objectNode().put("mode", "absolute").set("steps", list));
    if (type.equals("timeseries")) {
      custom.set("thresholdsStyle", JSON.objectNode().put("mode", "dashed"));
    } else if (!type.equals("table")) {
      defaults.set("color", JSON.objectNode().put("mode", "thresholds"));
    }
    return this;
  }

  /** Colours of health states. */
  GrafanaPanel healthColours() {
    return mapped(
        "HEALTHY",
        "green",
        "LEARNING",
        "blue",
        "DEGRADED",
        "orange",
        "ALARM",
        "red",
        "UNKNOWN",
        "purple",
        "NOT_ASSESSED",
        "text");
  }

  /** Colours of texts: text, colour, text, colour … */
  GrafanaPanel mapped(String... textsAndColours) {
    defaults.set("mappings", JSON.arrayNode().add(mapping(textsAndColours)));
    return this;
  }

  private static ObjectNode mapping(String... textsAndColours) {
    ObjectNode texts = JSON.objectNode();
    for (int i = 0; i < textsAndColours.length; i += 2) {
      texts
          .putObject(textsAndColours[i])
          .put("text", textsAndColours[i])
          .put("color", textsAndColours[i + 1])
          .put("index", i / 2);
    }
    return JSON.objectNode().put("type", "value").set("options", texts);
  }

  /** Sets a property of the series or column of a name. */
  GrafanaPanel override(String name, String property, Object value) {
    ObjectNode found = null;
    for (var existing : overrides) {
      if (existing.path("matcher").path("options").asText().equals(name)) {
        found = (ObjectNode) existing;
      }
    }
    if (found == null) {
      found = overrides.addObject();
      found.putObject("matcher").put("id", "byName").put("options", name);
      found.putArray("properties");
    }
    ((ArrayNode) found.get("properties"))
        .addObject()
        .put("id", property)
        .set("value", Grafana.node(value));
    return this;
  }

  /** Sets the unit of the series or columns of these names. */
  GrafanaPanel unit(String unit, String... names) {
    for (String name : names) {
      override(name, "unit", unit);
    }
    return this;
  }

  /** Colours the cells of a column by text. */
  GrafanaPanel column(String name, String... textsAndColours) {
    return override(name, "mappings", JSON.arrayNode().add(mapping(textsAndColours)))
        .override(name, "custom.cellOptions", JSON.objectNode().put("type", "color-text"));
  }

  /** A link in a column or series. */
  GrafanaPanel link(String name, String title, String url) {
    ObjectNode link = JSON.objectNode().put("title", title).put("url", url);
    return override(name, "links", JSON.arrayNode().add(link));
  }

  /** Fills the band between two series. */
  GrafanaPanel band(String upper, String lower) {
    return override(upper, "custom.fillBelowTo", lower)
        .override(upper, "custom.lineWidth", 0)
        .override(upper, "custom.fillOpacity", 20)
        .override(lower, "custom.lineWidth", 0);
  }

  GrafanaPanel transform(String id, ObjectNode settings) {
    transformations.addObject().put("id", id).set("options", settings);
    return this;
  }

  /** Sorts rows. */
  GrafanaPanel sortBy(String column, boolean descending) {
    ObjectNode by = JSON.objectNode();
    by.putArray("sort").addObject().put("field", column).put("desc", descending);
    return transform("sortBy", by);
  }

  /** Leaves the times out that InfluxQL puts beside aggregates. */
  GrafanaPanel withoutTime() {
    ObjectNode settings = JSON.objectNode();
    settings.putObject("excludeByName").put("Time", true);
    settings.putObject("indexByName");
    settings.putObject("renameByName");
    return transform("organize", settings);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  ObjectNode json(int id, int x, int y) {
    ObjectNode made = json.deepCopy().put("id", id);
    made.set("gridPos", JSON.objectNode().put("x", x).put("y", y).put("w", width).put("h", height));
    made.set("targets", targets);
    made.set("options", options);
    if (!transformations.isEmpty()) {
      made.set("transformations", transformations);
    }
    ObjectNode all = defaults.deepCopy();
    all.set("custom", custom);
    made.set(
        "fieldConfig",
        JSON.objectNode().<ObjectNode>set("defaults", all).set("overrides", overrides));
    return made;
  }
}
