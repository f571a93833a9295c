package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;
import static io.millwright.dashboards.grafana.Grafana.STANDING;

/** What it saved and cost, and which spare parts to keep. */
final class SavingsBoard {
  static final String UID = "millwright-savings";

  private static final String FROM =
      " FROM \"events\".\"savings\" WHERE $timeFilter AND \"currency\" =~ /^$currency$/";

  private SavingsBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Savings and spares",
                "The savings ledger by month, above 0 saved and below spent or lost; every entry with"
                    + " its figures, assumption and evidence is in the console. And advice on spare"
                    + " parts.",
                "now-1y")
            .machines(true)
            .query(
                "currency",
                "Currency",
                "SHOW TAG VALUES FROM \"events\".\"savings\" WITH KEY = \"currency\" WHERE"
                    + " \"currency\" != 'none' AND $timeFilter",
                false);
    return spares(savings(board));
  }

  private static GrafanaDashboard savings(GrafanaDashboard board) {
    return board
        .row("Savings")
        .panel(
            GrafanaPanel.stat(
                    "Net of the range",
                    "none",
                    "Sum of all valued entries of the months in the range, false calls, failures and"
                        + " the platform itself subtracted.")
                .size(6, 8)
                .decimals(0)
                .thresholds("red", 0, "green")
                .series("net", "SELECT sum(\"amount\")" + FROM))
        .panel(
            GrafanaPanel.bars(
                    "By month and kind",
                    "none",
                    "Sums of a month by kind of entry, in the chosen currency, at the month's begin.")
                .size(18, 8)
                .series(
                    "$tag_kind",
                    "SELECT sum(\"amount\")" + FROM + " GROUP BY time(1d), \"kind\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "By kind",
                    "none",
                    "Entries of the range that have an amount in the chosen currency, and those that have none because"
                        + " nobody declared the figures; no sum holds these.")
                .size(12, 8)
                .rows(
                    "SELECT sum(\"amount\") AS \"amount\", sum(\"entries\") AS \"entries\","
                        + " sum(\"not_valued\") AS \"not valued\" FROM \"events\".\"savings\" WHERE"
                        + " $timeFilter AND \"currency\" =~ /^($currency|none)$/ GROUP BY \"kind\"")
                .withoutTime()
                .sortBy("amount", true))
        .panel(
            GrafanaPanel.table(
                    "By machine",
                    "none",
                    "Bad actors by money: the lowest first. The platform's own cost is of none.")
                .size(12, 8)
                .rows(
                    "SELECT sum(\"amount\") AS \"amount\", sum(\"entries\") AS \"entries\""
                        + FROM
                        + " GROUP BY \"asset\"")
                .withoutTime()
                .sortBy("amount", false)
                .link("asset", "Machine", FleetBoard.TO_ASSET));
  }

  private static GrafanaDashboard spares(GrafanaDashboard board) {
    return board
        .row("Spare parts")
        .panel(
            GrafanaPanel.table(
                    "Advice",
                    "none",
                    "Latest advice on each part: what to keep on the shelf and to order so that the"
                        + " stock lasts through a lead time. A machine calculated it; nothing is"
                        + " ordered by it.")
                .rows(
                    "SELECT last(\"order_quantity\") AS \"order\", \"name\", \"stock\","
                        + " \"on_order\", \"reserved\", \"base_stock\", \"lead_time\", \"demand\","
                        + " \"risk\", \"advised_risk\", \"shortages\", \"uncovered\" FROM"
                        + " \"events\".\"spares\" WHERE "
                        + STANDING
                        + " GROUP BY \"part\"")
                .withoutTime()
                .sortBy("risk", true)
                .unit("percentunit", "risk", "advised_risk")
                .unit("d", "lead_time"))
        .panel(
            GrafanaPanel.lines(
                    "Risk of running out",
                    "percentunit",
                    "Probability that failures within the lead time ask for more than there is, if"
                        + " nothing is ordered.")
                .range(0, 1)
                .series(
                    "$tag_part",
                    "SELECT max(\"risk\") FROM \"events\".\"spares\" WHERE $timeFilter GROUP BY"
                        + " time($__interval), \"part\" fill(none)"))
        .panel(
            GrafanaPanel.table(
                    "Set aside",
                    "none",
                    "Latest reservation of each part and machine; 0 once it was given back or used.")
                .size(12, 8)
                .rows(
                    "SELECT last(\"quantity\") AS \"pieces\", \"order_id\", \"needed_by\" FROM"
                        + " \"events\".\"reservations\" WHERE "
                        + STANDING
                        + " AND "
                        + CHOSEN
                        + " GROUP BY \"part\", \"asset\"")
                .sortBy("Time", true)
                .link("asset", "Machine", FleetBoard.TO_ASSET));
  }
}
