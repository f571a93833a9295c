package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;
import static io.millwright.dashboards.grafana.Grafana.STANDING;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fleet health: which machine is worst, and why. */
final class FleetBoard {
  static final String UID = "millwright-fleet";

  /** From a cell with the id of a machine. */
  static final String TO_ASSET =
      "/d/" + AssetBoard.UID + "?var-asset=${__data.fields.asset}&${__url_time_range}";

  static final String TO_CONSOLE = "${console_url}/#/asset/${__data.fields.asset}";

  private FleetBoard() {}

  static GrafanaDashboard make() {
    return new GrafanaDashboard(
            UID,
            "Millwright / Fleet health",
            "Which machine is worst, and why. States are the platform's own; unknown and silent"
                + " machines are shown, not left out.",
            "now-7d")
        .machines(true)
        .panel(
            GrafanaPanel.pie(
                    "Machines by state",
                    "none",
                    "State of the last assessment of each machine in the range.")
                .healthColours()
                .rows(
                    "SELECT last(\"state\") AS \"state\" FROM \"assessments\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY \"asset\"")
                .transform(
                    "groupBy",
                    (ObjectNode)
                        Grafana.parse(
                            """
                            {"fields": {
                              "state": {"operation": "groupby", "aggregations": []},
                              "asset": {"operation": "aggregate", "aggregations": ["count"]}}}
                            """)))
        .panel(
            GrafanaPanel.lines(
                    "Health",
                    "none",
                    "Health index, 100 as new and 0 failed; mean of each interval. A gap means that"
                        + " the machine was not judged.")
                .size(18, 8)
                .range(0, 100)
                .series(
                    "$tag_asset",
                    "SELECT mean(\"health\") FROM \"assessments\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"asset\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "Machines, worst first",
                    "none",
                    "What was said last of each machine. Score is 1 at the threshold; remaining life"
                        + " in hours of running; click a machine for its page, or act on it in the"
                        + " console.")
                .rows(
                    "SELECT last(\"health\") AS \"health\", last(\"score\") AS \"score\","
                        + " last(\"state\") AS \"state\", last(\"operating\") AS \"running\","
                        + " last(\"rul_median\") AS \"remaining life\", last(\"reason\") AS"
                        + " \"reason\" FROM \"assessments\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY \"asset\"")
                .withoutTime()
                .sortBy("health", false)
                .column(
                    "state",
                    "HEALTHY",
                    "green",
                    "LEARNING",
                    "blue",
                    "DEGRADED",
                    "orange",
                    "ALARM",
                    "red",
                    "UNKNOWN",
                    "purple")
                .override("health", "decimals", 0)
                .override("score", "decimals", 2)
                .unit("h", "remaining life")
                .override("remaining life", "decimals", 0)
                .link("asset", "Machine", TO_ASSET)
                .link("state", "Console", TO_CONSOLE))
        .panel(
            GrafanaPanel.table(
                    "Data age",
                    "none",
                    "Time of the newest scan of each machine, oldest first. A machine that is not"
                        + " here sent nothing in the range; the platform raises its own alarm for"
                        + " that (condition SILENT).")
                .size(8, 9)
                .rows(
                    "SELECT last(\"good\") AS \"good channels\" FROM \"scans\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY \"asset\"")
                .sortBy("Time", false)
                .unit("dateTimeFromNow", "Time")
                .link("asset", "Machine", TO_ASSET))
        .panel(
            GrafanaPanel.table(
                    "Cases",
                    "none",
                    "Latest snapshot of the case of each machine and item. A case stays open until"
                        + " a person reports what was found.")
                .size(16, 9)
                .rows(
                    "SELECT last(\"revision\") AS \"revision\", \"status\", \"priority\", \"reason\""
                        + " FROM \"events\".\"cases\" WHERE "
                        + STANDING
                        + " AND "
                        + CHOSEN
                        + " GROUP BY \"asset\", \"item\"")
                .sortBy("Time", true)
                .column(
                    "status",
                    "OPEN",
                    "orange",
                    "CLOSED_REPAIRED",
                    "green",
                    "CLOSED_NOTHING_FOUND",
                    "text",
                    "CLOSED_ACCEPTED_AS_NORMAL",
                    "text")
                .link("asset", "Machine", TO_ASSET))
        .panel(
            GrafanaPanel.states(
                    "State over time",
                    "Last state of each interval; what was not judged stays as it was.")
                .size(24, 9)
                .healthColours()
                .series(
                    "$tag_asset",
                    "SELECT last(\"state\") FROM \"assessments\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"asset\" fill(none)"));
  }
}
