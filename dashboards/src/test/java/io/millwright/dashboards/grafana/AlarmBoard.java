package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;
import static io.millwright.dashboards.grafana.Grafana.STANDING;

/** How the alarm system performs by ISA-18.2 and IEC 62682, per operator position. */
final class AlarmBoard {
  static final String UID = "millwright-alarms";

  private AlarmBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Alarm performance",
                "ISA-18.2 and IEC 62682: figures of each operator position over 30 days of the"
                    + " plant's time, as the platform counts them, and what they are made of.",
                "now-30d")
            .machines(true)
            .query(
                "position",
                "Operator position",
                "SHOW TAG VALUES FROM \"millwright_alarm_kpi_rate\" WITH KEY = \"position\" WHERE"
                    + " $timeFilter",
                true);
    return events(figures(board));
  }

  /** Newest value of a figure of each position. */
  static String figure(String meter) {
    return "SELECT last(\"value\") FROM \"millwright_alarm_kpi_"
        + meter
        + "\" WHERE $timeFilter AND \"position\" =~ /^$position$/ GROUP BY \"position\"";
  }

  private static GrafanaPanel stat(
      String title, String unit, String description, String meter, Object... thresholds) {
    return GrafanaPanel.stat(title, unit, description)
        .size(6, 4)
        .thresholds(thresholds)
        .series("$tag_position", figure(meter));
  }

  private static GrafanaDashboard figures(GrafanaDashboard board) {
    return board
        .row("Per operator position, over 30 days")
        .panel(
            stat(
                "Mean per 10 min",
                "none",
                "Alarms that asked for an answer in ten minutes on average; about 1 is acceptable, 2"
                    + " the most that is manageable.",
                "average",
                "green",
                1,
                "orange",
                2,
                "red"))
        .panel(
            stat(
                "Peak per 10 min",
                "none",
                "Most of them in ten minutes; at most 10.",
                "peak",
                "green",
                10,
                "red"))
        .panel(
            stat(
                "Time in flood",
                "percentunit",
                "Share of ten minutes with more than 10; below 1 %.",
                "flood_share",
                "green",
                0.01,
                "red"))
        .panel(
            stat(
                "Top ten's share",
                "percentunit",
                "Share of the ten most frequent kinds; at most 5 %. In a plant with few alarms it is"
                    + " high without being bad.",
                "top_ten_share",
                "green",
                0.05,
                "orange"))
        .panel(
            stat(
                "Chattering",
                "none",
                "Kinds of alarm that were raised three times within a minute; 0.",
                "chattering",
                "green",
                1,
                "orange"))
        .panel(
            stat(
                "Fleeting",
                "none",
                "Alarms that went by themselves within a minute; 0.",
                "fleeting",
                "green",
                1,
                "orange"))
        .panel(
            stat(
                "Stale",
                "none",
                "Alarms that stand unchanged for more than a day; below 5.",
                "stale",
                "green",
                5,
                "orange"))
        .panel(
            stat(
                "Hidden",
                "none",
                "Alarms that are shelved, suppressed by design or out of service now; each must have"
                    + " a reason.",
                "hidden",
                "green",
                1,
                "blue"))
        .panel(
            GrafanaPanel.lines(
                    "Rate",
                    "none",
                    "Alarms that asked for an answer in the last ten minutes; from 10 on a flood.")
                .from(0)
                .thresholds("green", 10, "red")
                .series(
                    "$tag_position",
                    "SELECT max(\"value\") FROM \"millwright_alarm_kpi_rate\" WHERE $timeFilter AND"
                        + " \"position\" =~ /^$position$/ GROUP BY time($__interval), \"position\""
                        + " fill(none)"))
        .panel(
            GrafanaPanel.barGauge(
                    "Priorities",
                    "none",
                    "Alarms by priority. ISA-18.2 expects about 80 % low, 15 % medium and 5 % above.")
                .size(6, 8)
                .series(
                    "$tag_priority",
                    "SELECT last(\"value\") FROM \"millwright_alarm_kpi_priority\" WHERE $timeFilter"
                        + " AND \"position\" =~ /^$position$/ GROUP BY \"priority\""))
        .panel(
            GrafanaPanel.stat(
                    "Time to acknowledge",
                    "s",
                    "Median and ninth decile; without a value nothing was acknowledged.")
                .size(6, 8)
                .series("median $tag_position", figure("acknowledge_median"))
                .series("p90 $tag_position", figure("acknowledge_p90")));
  }

  private static GrafanaDashboard events(GrafanaDashboard board) {
    return board
        .row("What they are made of, by machine")
        .panel(
            GrafanaPanel.bars(
                    "Transitions to unacknowledged",
                    "none",
                    "Alarms that began to ask for an answer, by kind of condition. Escalations of a"
                        + " standing alarm are in it; the figures above leave them out.")
                .series(
                    "$tag_condition",
                    "SELECT count(\"revision\") FROM \"events\".\"alarms\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " AND \"status\" = 'UNACKNOWLEDGED' GROUP BY time($__interval),"
                        + " \"condition\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "Bad actors",
                    "none",
                    "Ten most frequent kinds of alarm of the range: the first to be mended.")
                .size(12, 8)
                .rows(
                    "SELECT top(\"times\", \"asset\", \"condition\", \"point\", 10) FROM (SELECT"
                        + " count(\"revision\") AS \"times\" FROM \"events\".\"alarms\" WHERE"
                        + " $timeFilter AND "
                        + CHOSEN
                        + " AND \"status\" = 'UNACKNOWLEDGED' GROUP BY \"asset\", \"condition\","
                        + " \"point\")")
                .withoutTime()
                .sortBy("top", true)
                .link("asset", "Machine", FleetBoard.TO_ASSET))
        .panel(
            GrafanaPanel.table(
                    "Alarms as they stand",
                    "none",
                    "Latest transition of each kind of alarm and machine, newest first; NORMAL means"
                        + " that it is over. Acknowledge and shelve in the console.")
                .size(12, 9)
                .rows(
                    "SELECT last(\"revision\") AS \"revision\", \"status\", \"priority\", \"reason\""
                        + " FROM \"events\".\"alarms\" WHERE "
                        + STANDING
                        + " AND "
                        + CHOSEN
                        + " GROUP BY \"asset\", \"condition\", \"point\"")
                .sortBy("Time", true)
                .column(
                    "status",
                    "UNACKNOWLEDGED",
                    "red",
                    "ACKNOWLEDGED",
                    "orange",
                    "RETURNED_UNACKNOWLEDGED",
                    "yellow",
                    "LATCHED_UNACKNOWLEDGED",
                    "red",
                    "LATCHED_ACKNOWLEDGED",
                    "orange",
                    "SHELVED",
                    "blue",
                    "SUPPRESSED_BY_DESIGN",
                    "blue",
                    "OUT_OF_SERVICE",
                    "blue",
                    "NORMAL",
                    "green")
                .link("status", "Console", FleetBoard.TO_CONSOLE)
                .link("asset", "Machine", FleetBoard.TO_ASSET))
        .panel(
            GrafanaPanel.table(
                    "Alarms that belong together",
                    "none",
                    "Groups that began together in one place, with the first of them as suspected"
                        + " root. A machine grouped them: a suspicion, not a finding.")
                .size(12, 9)
                .rows(
                    "SELECT last(\"alarms\") AS \"alarms\", \"assets\", \"status\", \"flood\","
                        + " \"reason\" FROM \"events\".\"root_cases\" WHERE "
                        + STANDING
                        + " GROUP BY \"asset\", \"place\"")
                .sortBy("Time", true)
                .link("asset", "Machine", FleetBoard.TO_ASSET))
        .panel(
            GrafanaPanel.bars(
                    "Messages to people",
                    "none",
                    "Messages by kind; those that no server took have the outcome dead. To whom is"
                        + " not recorded here.")
                .size(24, 7)
                .series(
                    "$tag_kind $tag_outcome",
                    "SELECT sum(\"count\") FROM \"events\".\"notifications\" WHERE $timeFilter GROUP"
                        + " BY time($__interval), \"kind\", \"outcome\" fill(none)"));
  }
}
