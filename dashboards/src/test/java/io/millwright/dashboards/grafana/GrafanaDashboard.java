package io.millwright.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A dashboard under construction. Panels flow from left to right over 24 columns. */
final class GrafanaDashboard {
  /** Of schema version 41, what Grafana 12 and 13 write for classic dashboards. */
  private static final int SCHEMA_VERSION = 41;

  private static final int COLUMNS = 24;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String uid;
  private final ObjectNode json = JSON.objectNode();
  private final ArrayNode panels = JSON.arrayNode();
  private final ArrayNode variables = JSON.arrayNode();
  private final ArrayNode annotations = JSON.arrayNode();
  private int x;
  private int y;
  private int rowHeight;

  GrafanaDashboard(String uid, String title, String description, String from) {
    this.uid = uid;
    json.put("uid", uid)
        .put("title", title)
        .put("description", description)
        .put("editable", false)
        .put("graphTooltip", 1)
        .put("schemaVersion", SCHEMA_VERSION)
        .put("version", 1)
        .put("refresh", "1m")
        .put("timezone", "browser");
    json.putArray("tags").add("millwright");
    json.putObject("time").put("from", from).put("to", "now");
    ArrayNode links = json.putArray("links");
    ObjectNode boards =
        links
            .addObject()
            .put("title", "Millwright")
            .put("type", "dashboards")
            .put("asDropdown", true)
            .put("icon", "external link")
            .put("includeVars", true)
            .put("keepTime", true)
            .put("targetBlank", false)
            .put("tooltip", "Other dashboards, with the same machines and time")
            .put("url", "");
    boards.putArray("tags").add("millwright");
    ObjectNode console =
        links
            .addObject()
            .put("title", "Console")
            .put("type", "link")
            .put("asDropdown", false)
            .put("icon", "external link")
            .put("includeVars", false)
            .put("keepTime", false)
            .put("targetBlank", true)
            .put("tooltip", "Where people act: acknowledge, approve, report")
            .put("url", "${console_url}");
    console.putArray("tags");
  }

  String uid() {
    return uid;
  }

  /** Chooses machines by place. */
  GrafanaDashboard machines(boolean many) {
    String within = "time >= ${__from}ms - 1d AND time <= ${__to}ms";
    String assets = "FROM \"events\".\"assets\" WHERE " + within;
    query("site", "Site", "SELECT DISTINCT(\"site_id\") " + assets, true);
    query(
        "area",
        "Area",
        "SELECT DISTINCT(\"area_id\") " + assets + " AND \"site\" =~ /^$site$/",
        true);
    query(
        "asset",
        "Machine",
        "SELECT DISTINCT(\"asset_id\") "
            + assets
            + " AND \"site\" =~ /^$site$/ AND \"area\" =~ /^$area$/",
        many);
    return this;
  }

  /** A variable of what a query finds. */
  GrafanaDashboard query(String name, String label, String query, boolean many) {
    ObjectNode v =
        variables
            .addObject()
            .put("name", name)
            .put("label", label)
            .put("type", "query")
            .put("query", query)
            .put("refresh", 2)
            .put("sort", 1)
            .put("hide", 0)
            .put("multi", many)
            .put("includeAll", many)
            .put("regex", "")
            .put("skipUrlSync", false);
    v.set("datasource", Grafana.dataSource());
    if (many) {
      ObjectNode current = v.putObject("current").put("selected", true);
      current.putArray("text").add("All");
      current.putArray("value").add("$__all");
    }
    return this;
  }

  /** How fine trends are. */
  GrafanaDashboard tier() {
    ObjectNode v =
        variables
            .addObject()
            .put("name", "tier")
            .put("label", "Resolution")
            .put("description", "autogen: as measured, the last days; minute: a year; hour: ten")
            .put("type", "custom")
            .put("query", "autogen,minute,hour")
            .put("hide", 0)
            .put("multi", false)
            .put("includeAll", false)
            .put("skipUrlSync", false);
    v.putObject("current").put("selected", true).put("text", "autogen").put("value", "autogen");
    ArrayNode options = v.putArray("options");
    for (String tier : new String[] {"autogen", "minute", "hour"}) {
      options
          .addObject()
          .put("selected", tier.equals("autogen"))
          .put("text", tier)
          .put("value", tier);
    }
    return this;
  }

  /** Marks of cases and orders. */
  GrafanaDashboard marks() {
    annotation(
        "Cases",
        "orange",
        "SELECT \"reason\", \"item\", \"status\" FROM \"events\".\"cases\" WHERE $timeFilter AND "
            + Grafana.CHOSEN,
        "reason",
        "item,status");
    annotation(
        "Orders",
        "blue",
        "SELECT \"title\", \"item\", \"status\" FROM \"events\".\"work_orders\" WHERE $timeFilter"
            + " AND "
            + Grafana.CHOSEN,
        "title",
        "item,status");
    return annotation(
        "Alarms",
        "red",
        "SELECT \"reason\", \"condition\", \"status\" FROM \"events\".\"alarms\" WHERE $timeFilter"
            + " AND "
            + Grafana.CHOSEN,
        "reason",
        "condition,status");
  }

  private GrafanaDashboard annotation(
      String name, String colour, String query, String text, String tags) {
    ObjectNode a =
        annotations
            .addObject()
            .put("name", name)
            .put("enable", true)
            .put("hide", false)
            .put("iconColor", colour);
    a.set("datasource", Grafana.dataSource());
    a.putObject("target")
        .put("refId", name)
        .put("query", query)
        .put("rawQuery", true)
        .put("queryType", "tags")
        .put("fromAnnotations", true)
        .put("textColumn", text)
        .put("tagsColumn", tags)
        .put("titleColumn", "");
    return this;
  }

  /** A heading; panels after it begin below. */
  GrafanaDashboard row(String title) {
    newLine();
    ObjectNode row =
        panels
            .addObject()
            .put("type", "row")
            .put("id", panels.size())
            .put("title", title)
            .put("collapsed", false);
    row.putObject("gridPos").put("x", 0).put("y", y).put("w", COLUMNS).put("h", 1);
    row.putArray("panels");
    y++;
    return this;
  }

  GrafanaDashboard panel(GrafanaPanel panel) {
    if (x + panel.width() > COLUMNS) {
      newLine();
    }
    panels.add(panel.json(panels.size() + 1, x, y));
    x += panel.width();
    rowHeight = Math.max(rowHeight, panel.height());
    return this;
  }

  private void newLine() {
    x = 0;
    y += rowHeight;
    rowHeight = 0;
  }

  ObjectNode json() {
    ObjectNode made = json.deepCopy();
    ArrayNode all = variables.deepCopy();
    ObjectNode console =
        all.addObject()
            .put("name", "console_url")
            .put("label", "Console")
            .put("description", "Address at which people reach the console of Millwright")
            .put("type", "textbox")
            .put("query", "http://127.0.0.1:8080")
            .put("hide", 0)
            .put("skipUrlSync", false);
    console
        .putObject("current")
        .put("selected", true)
        .put("text", "http://127.0.0.1:8080")
        .put("value", "http://127.0.0.1:8080");
    made.putObject("templating").set("list", all);
    made.putObject("annotations").set("list", annotations);
    made.set("panels", panels);
    return made;
  }
}
