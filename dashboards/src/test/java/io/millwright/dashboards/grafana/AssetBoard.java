package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;

/** One machine: how it is, how it became so, and how long it lasts. */
final class AssetBoard {
  static final String UID = "millwright-asset";

  private static final String ASSESSED = " FROM \"assessments\" WHERE $timeFilter AND " + CHOSEN;

  private AssetBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Asset",
                "One machine: health on its P–F curve, remaining life with its measured"
                    + " calibration, trends, and what explains an anomaly.",
                "now-30d")
            .machines(false)
            .tier()
            .marks();
    return trends(life(now(board)));
  }

  private static GrafanaDashboard now(GrafanaDashboard board) {
    return board
        .panel(
            GrafanaPanel.stat("Health", "none", "Health index of the last assessment; 100 as new.")
                .decimals(0)
                .thresholds("red", 40, "orange", 70, "green")
                .series("health", "SELECT last(\"health\")" + ASSESSED))
        .panel(
            GrafanaPanel.stat("State", "none", "State of the last assessment.")
                .healthColours()
                .series("state", "SELECT last(\"state\")" + ASSESSED))
        .panel(
            GrafanaPanel.stat(
                    "Anomaly score",
                    "none",
                    "Worst detector over its threshold; 1 is the threshold.")
                .decimals(2)
                .thresholds("green", 1, "orange")
                .series("score", "SELECT last(\"score\")" + ASSESSED))
        .panel(
            GrafanaPanel.stat(
                    "Remaining life", "h", "Median of the last estimate, in hours of running.")
                .decimals(0)
                .series("remaining life", "SELECT last(\"rul_median\")" + ASSESSED))
        .panel(
            GrafanaPanel.stat(
                    "Intervals that held",
                    "percentunit",
                    "Measured calibration: share of failures of the plant that came within the"
                        + " interval that their case had told, beside what the intervals promise."
                        + " Repairs hide failures and are not counted; docs/kpis.md says how.")
                .decimals(0)
                .series(
                    "$col",
                    "SELECT last(\"coverage\") AS \"measured\", last(\"promised\") AS \"promised\""
                        + " FROM \"events\".\"performance\" WHERE "
                        + Grafana.STANDING
                        + " AND \"scope\" = 'PLANT'"))
        .panel(
            GrafanaPanel.stat(
                    "Failures behind it",
                    "none",
                    "How many failures the measured calibration rests on.")
                .decimals(0)
                .series(
                    "$col",
                    "SELECT last(\"held\") AS \"held\", last(\"sooner\") AS \"sooner\","
                        + " last(\"later\") AS \"later\" FROM \"events\".\"performance\" WHERE "
                        + Grafana.STANDING
                        + " AND \"scope\" = 'PLANT'"));
  }

  private static GrafanaDashboard life(GrafanaDashboard board) {
    return board
        .panel(
            GrafanaPanel.lines(
                    "P–F curve",
                    "none",
                    "Health from good to failed. P, where the failure became detectable, is the mark"
                        + " of the case; F is where health would reach 0. The case and its order are"
                        + " marked, so what lies between them is what was left to act.")
                .range(0, 100)
                .thresholds("red", 40, "orange", 70, "green")
                .series(
                    "health",
                    "SELECT mean(\"health\")"
                        + ASSESSED
                        + " GROUP BY time($__interval) fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "Remaining life",
                    "h",
                    "Median and interval of the estimate at each time, in hours of running. The band"
                        + " promises 90 %; how often it held is measured above.")
                .from(0)
                .band("upper", "lower")
                .series(
                    "$col",
                    "SELECT mean(\"rul_lower\") AS \"lower\", mean(\"rul_median\") AS \"median\","
                        + " mean(\"rul_upper\") AS \"upper\""
                        + ASSESSED
                        + " GROUP BY time($__interval) fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "Anomaly score", "none", "Highest score of each interval; from 1 on anomalous.")
                .from(0)
                .thresholds("green", 1, "orange")
                .series(
                    "score",
                    "SELECT max(\"score\")" + ASSESSED + " GROUP BY time($__interval) fill(none)"))
        .panel(
            GrafanaPanel.bars(
                    "What explains it",
                    "percentunit",
                    "Mean share of each channel in the anomaly score; nothing while the machine"
                        + " behaves as it used to.")
                .range(0, 1)
                .series(
                    "$tag_point",
                    "SELECT mean(\"share\") FROM \"contributions\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"point\" fill(none)"));
  }

  private static GrafanaDashboard trends(GrafanaDashboard board) {
    return board
        .row("Trends")
        .panel(
            GrafanaPanel.lines(
                    "Measurements",
                    "short",
                    "Mean of each interval in the unit of the point; in the resolutions minute and"
                        + " hour the plain mean of their means, however many readings each is of."
                        + " Choose a coarser resolution for ranges longer than raw data is kept.")
                .size(24, 10)
                .series(
                    "$tag_point",
                    "SELECT mean(/^(v|mean)$/) FROM \"${tier}\".\"readings\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"point\" fill(none)"))
        .panel(
            SignalBoard.severity()
                .series(
                    "$tag_point $tag_channel",
                    "SELECT max(\"velocity\") FROM \"severity\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"point\", \"channel\" fill(none)")
                .rows(SignalBoard.LIMITS))
        .panel(
            GrafanaPanel.bars(
                    "Channels without good quality",
                    "none",
                    "Channels of scans that were uncertain, bad or absent, summed.")
                .series(
                    "$col",
                    "SELECT sum(\"uncertain\") AS \"uncertain\", sum(\"bad\") AS \"bad\","
                        + " sum(\"absent\") AS \"absent\" FROM \"scans\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval) fill(none)"));
  }
}
