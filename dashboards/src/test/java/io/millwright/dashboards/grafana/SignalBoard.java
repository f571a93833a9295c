package io.millwright.dashboards.grafana;

import static io.millwright.dashboards.grafana.Grafana.CHOSEN;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Vibration and sound: features of frames over time. */
final class SignalBoard {
  static final String UID = "millwright-signals";

  /** Zone limits of the chosen machine; none where ISO 20816-3 gives none for its class. */
  static final String LIMITS =
      "SELECT last(\"limit_ab\") AS \"A/B\", last(\"limit_bc\") AS \"B/C\", last(\"limit_cd\") AS"
          + " \"C/D\" FROM \"events\".\"assets\" WHERE time >= ${__from}ms - 1d AND time <="
          + " ${__to}ms AND "
          + CHOSEN;

  private SignalBoard() {}

  static GrafanaDashboard make() {
    GrafanaDashboard board =
        new GrafanaDashboard(
                UID,
                "Millwright / Vibration & sound",
                "Features of vibration and sound frames of one machine; spectra are in the console.",
                "now-7d")
            .machines(false)
            .query(
                "point",
                "Point",
                "SHOW TAG VALUES FROM \"features\" WITH KEY = \"point\" WHERE $timeFilter AND "
                    + CHOSEN,
                true)
            .marks();
    return sound(vibration(board));
  }

  /** Velocity against the zones of ISO 20816-3; needs a query of series and {@link #LIMITS}. */
  static GrafanaPanel severity() {
    return GrafanaPanel.lines(
            "Vibration severity",
            "suffix: mm/s",
            "Velocity RMS of the worst direction in mm/s in steady running. Dashed lines are the"
                + " zones A/B, B/C and C/D of ISO 20816-3 for the machine's group and support; there"
                + " are none where these are not declared or the standard gives none, as for pumps.")
        .from(0)
        .thresholds("green")
        .transform(
            "configFromData",
            (ObjectNode)
                Grafana.parse(
                    """
                    {"configRefId": "B", "mappings": [
                      {"fieldName": "A/B", "handlerKey": "threshold1", "handlerArguments": {"threshold": {"color": "yellow"}}},
                      {"fieldName": "B/C", "handlerKey": "threshold1", "handlerArguments": {"threshold": {"color": "orange"}}},
                      {"fieldName": "C/D", "handlerKey": "threshold1", "handlerArguments": {"threshold": {"color": "red"}}}]}
                    """));
  }

  private static String feature(String fields, String schema) {
    return "SELECT "
        + fields
        + " FROM \"features\" WHERE $timeFilter AND "
        + CHOSEN
        + " AND \"point\" =~ /^$point$/ AND \"schema\" = '"
        + schema
        + "' GROUP BY time($__interval), \"point\", \"channel\" fill(none)";
  }

  private static String vibration(String fields) {
    return feature(fields, "vibration/1");
  }

  private static GrafanaDashboard vibration(GrafanaDashboard board) {
    return board
        .row("Vibration")
        .panel(
            severity()
                .series(
                    "$tag_point $tag_channel",
                    "SELECT max(\"velocity\") FROM \"severity\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"point\", \"channel\" fill(none)")
                .rows(LIMITS))
        .panel(
            GrafanaPanel.states(
                    "Severity zone",
                    "Zone of ISO 20816-3 of the worst direction; unknown where the class of the"
                        + " machine is not declared.")
                .mapped("A", "green", "B", "yellow", "C", "orange", "D", "red", "UNKNOWN", "text")
                .series(
                    "$tag_point $tag_channel",
                    "SELECT last(\"zone\") FROM \"severity\" WHERE $timeFilter AND "
                        + CHOSEN
                        + " GROUP BY time($__interval), \"point\", \"channel\" fill(none)"))
        .panel(
            GrafanaPanel.lines(
                    "Acceleration",
                    "accMS2",
                    "RMS and peak of the acceleration of each channel, highest of the interval.")
                .from(0)
                .series(
                    "$col $tag_point $tag_channel",
                    vibration("max(\"rmsMPerS2\") AS \"rms\", max(\"peakMPerS2\") AS \"peak\"")))
        .panel(
            GrafanaPanel.lines(
                    "Impulsiveness",
                    "none",
                    "Crest factor and kurtosis; a sine has 1.41 and 1.5, noise about 3 in kurtosis,"
                        + " impacts of an early bearing fault far more.")
                .series(
                    "$col $tag_point $tag_channel",
                    vibration("max(\"crest\") AS \"crest\", max(\"kurtosis\") AS \"kurtosis\"")))
        .panel(
            GrafanaPanel.lines(
                    "Envelope lines",
                    "dB",
                    "Height of the bearing's own lines over their neighbourhood in the envelope of"
                        + " the whole band: outer race, inner race, rolling element, cage. Known only"
                        + " if the bearing and the speed are.")
                .series(
                    "$col $tag_point $tag_channel",
                    vibration(
                        "max(\"envelope_whole_bpfo_1_db\") AS \"BPFO\","
                            + " max(\"envelope_whole_bpfi_1_db\") AS \"BPFI\","
                            + " max(\"envelope_whole_bsf_2_db\") AS \"2×BSF\","
                            + " max(\"envelope_whole_ftf_1_db\") AS \"FTF\"")))
        .panel(
            GrafanaPanel.lines(
                    "Shaft lines",
                    "suffix: mm/s",
                    "Velocity of the first three harmonics of the shaft. 1× alone is not imbalance;"
                        + " see the findings of the case.")
                .from(0)
                .series(
                    "$col $tag_point $tag_channel",
                    vibration(
                        "max(\"shaft1_0_velocityMmPerS\") AS \"1×\","
                            + " max(\"shaft2_0_velocityMmPerS\") AS \"2×\","
                            + " max(\"shaft3_0_velocityMmPerS\") AS \"3×\"")));
  }

  private static GrafanaDashboard sound(GrafanaDashboard board) {
    return board
        .row("Sound")
        .panel(
            GrafanaPanel.lines("Level", "dB", "Mean level of each channel relative to full scale.")
                .series("$tag_point $tag_channel", feature("mean(\"levelDb\")", "sound/1")))
        .panel(
            GrafanaPanel.lines(
                    "Spectral centroid",
                    "hertz",
                    "Where the middle of the sound lies; it rises when hissing or squealing begins.")
                .from(0)
                .series(
                    "$tag_point $tag_channel", feature("mean(\"spectrum_centroidHz\")", "sound/1")))
        .panel(
            GrafanaPanel.lines(
                    "Bands",
                    "dB",
                    "Four of the 32 mel bands, from low to high; all of them are in the console.")
                .size(24, 8)
                .series(
                    "$col $tag_point $tag_channel",
                    feature(
                        "mean(\"band04_db\") AS \"band 4\", mean(\"band12_db\") AS \"band 12\","
                            + " mean(\"band20_db\") AS \"band 20\", mean(\"band28_db\") AS \"band"
                            + " 28\"",
                        "sound/1")));
  }
}
