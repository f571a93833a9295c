package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;

/** Whether the platform keeps up, and whether data can be trusted. */
final class PlatformBoard {
  static final String UID = "millwright-platform";

  private static final String OVER_TIME = " WHERE $timeFilter GROUP BY time($__interval)";

  private PlatformBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Platform & data quality",
                "Does the platform keep up, and can its data be trusted? Health is judged by what"
                    + " flows, not by which processes run.",
                "now-6h")
            .machines(true);
    return data(platform(board));
  }

  private static GrafanaDashboard platform(GrafanaDashboard board) {
    return board
        .row("Platform")
        .panel(
            GrafanaPanel.lines(
                    "Lag",
                    "none",
                    "Records in Kafka that a consumer has not committed yet; saw teeth are the"
                        + " checkpoints of the stream processor.")
                .from(0)
                .series(
                    "$tag_group",
                    "SELECT max(\"value\") FROM \"millwright_consumer_lag\""
                        + OVER_TIME
                        + ", \"group\" fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "Event-time delay",
                    "s",
                    "From the source time of a scan until the platform accepted it, highest of the"
                        + " interval. Replays and simulations are as late as they are old.")
                .series(
                    "$tag_asset",
                    "SELECT max(\"delay\") FROM \"scans\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"asset\" fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "From ingest to assessment",
                    "ms",
                    "Median and 99th percentile of the time from the acceptance of a scan to what is"
                        + " said of it.")
                .from(0)
                .series(
                    "$col",
                    "SELECT percentile(\"latency\", 50) AS \"median\", percentile(\"latency\", 99)"
                        + " AS \"p99\" FROM \"assessments\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval) fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "Age of the newest checkpoint",
                    "s",
                    "What a restart would repeat at most, for each job. One that grows without end"
                        + " means that a job cannot complete its checkpoints.")
                .from(0)
                .series(
                    "$tag_job",
                    "SELECT max(\"value\") FROM \"millwright_checkpoint_age\""
                        + OVER_TIME
                        + ", \"job\" fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "History: points written and refused",
                    "none",
                    "Points that the store accepted and those that it refused for good, in each step"
                        + " of the metrics.")
                .from(0)
                .series(
                    "accepted",
                    "SELECT sum(\"value\") FROM \"millwright_history_points\""
                        + OVER_TIME
                        + " fill(none)")
                .series(
                    "refused",
                    "SELECT sum(\"value\") FROM \"millwright_history_refused\""
                        + OVER_TIME
                        + " fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "History: lag and failed writes",
                    "none",
                    "Records that are not in the store yet, and attempts to write that failed.")
                .from(0)
                .series(
                    "lag",
                    "SELECT max(\"value\") FROM \"millwright_history_lag\""
                        + OVER_TIME
                        + " fill(none)")
                .series(
                    "failed writes",
                    "SELECT sum(\"value\") FROM \"millwright_history_failures\""
                        + OVER_TIME
                        + " fill(none)"))
        .panel(
            GrafanaPanel.barGauge(
                    "History: cardinality",
                    "none",
                    "Series of each measurement that this process wrote to; from"
                        + " history.mostSeries (100,000 unless configured) on new ones are refused.")
                .from(0)
                .thresholds("green", 50_000, "orange", 90_000, "red")
                .series(
                    "$tag_measurement",
                    "SELECT last(\"value\") FROM \"millwright_history_series\" WHERE $timeFilter"
                        + " GROUP BY \"measurement\""))
        .panel(
            GrafanaPanel.lines(
                    "Memory",
                    "bytes",
                    "Heap that the process uses; what matters is the level of the valleys.")
                .from(0)
                .series(
                    "$tag_id",
                    "SELECT max(\"value\") FROM \"jvm_memory_used\" WHERE $timeFilter AND \"area\" ="
                        + " 'heap' GROUP BY time($__interval), \"id\" fill(none)"));
  }

  private static GrafanaDashboard data(GrafanaDashboard board) {
    return board
        .row("Data")
        .panel(
            GrafanaPanel.bars(
                    "Rejected records",
                    "none",
                    "Records that were not accepted, by reason; the whole record is on the rejected"
                        + " topic.")
                .series(
                    "$tag_reason",
                    "SELECT sum(\"count\") FROM \"rejected\" WHERE $timeFilter GROUP BY"
                        + " time($__interval), \"reason\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "Who sends them",
                    "none",
                    "Rejected records of the range by machine and reason; none is a name that no"
                        + " declared machine has.")
                .size(12, 8)
                .rows(
                    "SELECT sum(\"count\") AS \"records\", last(\"detail\") AS \"last detail\" FROM"
                        + " \"rejected\" WHERE $timeFilter GROUP BY \"asset\", \"reason\"")
                .withoutTime()
                .sortBy("records", true))
        .panel(
            GrafanaPanel.lines(
                    "Good channels",
                    "percentunit",
                    "Share of the channels of all scans that were good: completeness and validity in"
                        + " one. Below, which kind of trouble.")
                .range(0, 1)
                .series(
                    "$tag_asset",
                    "SELECT sum(\"good\") / (sum(\"good\") + sum(\"uncertain\") + sum(\"bad\") +"
                        + " sum(\"absent\")) FROM \"scans\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"asset\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "Quality by machine",
                    "none",
                    "Channels of the range by their quality, and the mean delay of scans in seconds.")
                .size(12, 8)
                .rows(
                    "SELECT sum(\"good\") AS \"good\", sum(\"uncertain\") AS \"uncertain\","
                        + " sum(\"bad\") AS \"bad\", sum(\"absent\") AS \"absent\", mean(\"delay\") AS"
                        + " \"delay\" FROM \"scans\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY \"asset\"")
                .withoutTime()
                .sortBy("bad", true)
                .unit("s", "delay")
                .link("asset", "Machine", FleetBoard.TO_ASSET));
  }
}
