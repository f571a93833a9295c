package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.STANDING;

/** Whether calls were right, by the version of platform and models that made them. */
final class PredictionBoard {
  static final String UID = "millwright-prediction";

  private static final String FROM = " FROM \"events\".\"performance\" WHERE ";
  private static final String MODELS = "\"scope\" = 'MODEL' AND \"name\" =~ /^$model$/";
  private static final String BY_HOUR = " GROUP BY time($__interval), \"name\" fill(none)";

  private static final String MODELS_OVER_TIME = FROM + "$timeFilter AND " + MODELS + BY_HOUR;

  private PredictionBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Prediction quality",
                "Were calls right? Precision, misses, lead time and calibration from what people"
                    + " reported, by the version that made the call. docs/kpis.md defines every"
                    + " figure and says what it cannot know.",
                "now-90d")
            .query(
                "model",
                "Version",
                "SHOW TAG VALUES FROM \"events\".\"performance\" WITH KEY = \"name\" WHERE"
                    + " \"scope\" = 'MODEL' AND $timeFilter",
                true);
    return plant(models(board));
  }

  private static GrafanaDashboard models(GrafanaDashboard board) {
    return board
        .row("By version")
        .panel(
            GrafanaPanel.table(
                    "Versions",
                    "none",
                    "Latest figures of each version. Precision is right / (right + false) of the"
                        + " calls that somebody looked at; coverage is the share of failures within"
                        + " the interval that the case had told, beside what the intervals promised."
                        + " Look at how few calls a figure rests on before believing it.")
                .size(24, 7)
                .rows(
                    "SELECT last(\"precision\") AS \"precision\", last(\"judged\") AS \"judged\","
                        + " last(\"unanswered\") AS \"unanswered\", last(\"lead_p50\") AS \"median"
                        + " lead\", last(\"actionable\") AS \"actionable\", last(\"coverage\") AS"
                        + " \"coverage\", last(\"promised\") AS \"promised\", last(\"held\") AS"
                        + " \"held\", last(\"sooner\") AS \"sooner\", last(\"later\") AS \"later\","
                        + " last(\"hidden\") AS \"hidden\""
                        + FROM
                        + STANDING
                        + " AND "
                        + MODELS
                        + " GROUP BY \"name\"")
                .withoutTime()
                .unit("percentunit", "precision", "actionable", "coverage", "promised")
                .unit("h", "median lead"))
        .panel(
            GrafanaPanel.lines(
                    "Precision",
                    "percentunit",
                    "Right calls among right and false ones, with the 95 % interval of Wilson.")
                .range(0, 1)
                .series(
                    "$col $tag_name",
                    "SELECT last(\"precision\") AS \"precision\", last(\"precision_lower\") AS"
                        + " \"lower\", last(\"precision_upper\") AS \"upper\""
                        + MODELS_OVER_TIME))
        .panel(
            GrafanaPanel.lines(
                    "Calibration of remaining life",
                    "percentunit",
                    "Share of failures within the interval that their case had told, with the 95 %"
                        + " interval of Wilson, and what the intervals promised. Calendar time against"
                        + " hours of running: exact for machines that run around the clock.")
                .range(0, 1)
                .series(
                    "$col $tag_name",
                    "SELECT last(\"coverage\") AS \"measured\", last(\"coverage_lower\") AS"
                        + " \"lower\", last(\"coverage_upper\") AS \"upper\", last(\"promised\") AS"
                        + " \"promised\""
                        + MODELS_OVER_TIME))
        .panel(
            GrafanaPanel.lines(
                    "Lead time",
                    "h",
                    "Quantiles of the time from a right call to the failure, by Kaplan and Meier;"
                        + " a quantile that too many repairs hide is missing.")
                .from(0)
                .series(
                    "$col $tag_name",
                    "SELECT last(\"lead_p10\") AS \"p10\", last(\"lead_p50\") AS \"median\","
                        + " last(\"lead_p90\") AS \"p90\""
                        + MODELS_OVER_TIME))
        .panel(
            GrafanaPanel.barGauge(
                    "What calls turned out to be",
                    "none",
                    "Calls of the chosen versions; unanswered ones say nothing yet.")
                .series(
                    "$tag_name $col",
                    "SELECT last(\"right\") AS \"right\", last(\"nothing_found\") AS \"nothing"
                        + " found\", last(\"accepted_as_normal\") AS \"accepted as normal\","
                        + " last(\"contradicted\") AS \"contradicted\", last(\"late\") AS \"late\","
                        + " last(\"unanswered\") AS \"unanswered\""
                        + FROM
                        + STANDING
                        + " AND "
                        + MODELS
                        + " GROUP BY \"name\""));
  }

  private static GrafanaDashboard plant(GrafanaDashboard board) {
    return board
        .row("Plant and classes: failures belong to no version")
        .panel(
            GrafanaPanel.table(
                    "Classes and items",
                    "none",
                    "Latest figures. Missed are failures that no case had called; MTBF divides"
                        + " observed calendar time.")
                .size(24, 8)
                .rows(
                    "SELECT last(\"precision\") AS \"precision\", last(\"failures\") AS"
                        + " \"failures\", last(\"missed\") AS \"missed\", last(\"missed_share\") AS"
                        + " \"missed share\", last(\"false_per_asset_year\") AS \"false per"
                        + " asset-year\", last(\"mtbf\") AS \"MTBF\", last(\"mttr\") AS \"MTTR\","
                        + " last(\"mtta\") AS \"MTTA\""
                        + FROM
                        + STANDING
                        + " AND \"scope\" =~ /^(PLANT|CLASS|ITEM)$/ GROUP BY \"scope\", \"name\"")
                .withoutTime()
                .unit("percentunit", "precision", "missed share")
                .unit("h", "MTBF", "MTTR")
                .unit("s", "MTTA"))
        .panel(
            GrafanaPanel.lines(
                    "Failures and misses",
                    "none",
                    "Failures of the window of the ledger, those called before and those missed.")
                .from(0)
                .series(
                    "$col",
                    "SELECT last(\"failures\") AS \"failures\", last(\"called\") AS \"called\","
                        + " last(\"missed\") AS \"missed\""
                        + FROM
                        + "$timeFilter AND \"scope\" = 'PLANT' GROUP BY time($__interval)"
                        + " fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "False calls per asset-year",
                    "none",
                    "Calls that found nothing or were accepted as normal, over observed asset-years.")
                .from(0)
                .series(
                    "$tag_name",
                    "SELECT last(\"false_per_asset_year\")"
                        + FROM
                        + "$timeFilter AND \"scope\" =~ /^(PLANT|CLASS)$/"
                        + BY_HOUR));
  }
}
