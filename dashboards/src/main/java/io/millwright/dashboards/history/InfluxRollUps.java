package io.millwright.dashboards.history;

import static io.millwright.dashboards.history.InfluxTrends.in;
import static io.millwright.dashboards.history.InfluxTrends.of;

import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.InfluxQl.ResultRow;
import io.millwright.dashboards.history.StaleHours.Run;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes coarser tiers of an InfluxDB: the server sums up, and the rows come here and go back as
 * points, because the InfluxQL of version 2 has no {@code INTO}. The server drops old data itself.
 */
final class InfluxRollUps implements RollUps.Computation {
  private static final int CHUNK_BYTES = 1_000_000;

  private final InfluxTrends.Query query;
  private final LineProtocolBatch.LineSink sink;
  private final Placement placement;
  private final Supplier<Instant> rawBegins;

  /**
   * @param rawBegins what is older than this is not in the raw tier
   */
  InfluxRollUps(
      InfluxTrends.Query query,
      LineProtocolBatch.LineSink sink,
      Placement placement,
      Supplier<Instant> rawBegins) {
    this.query = query;
    this.sink = sink;
    this.placement = placement;
    this.rawBegins = rawBegins;
  }

  @Override
  public void marks(RollUps.Marked marked) {
    new InfluxTrends(query).marks(rawBegins.get(), marked);
  }

  @Override
  public void compute(Run run, Refusals refusals) {
    for (Tier tier : run.trend().tiers()) {
      LineProtocolText lines = new LineProtocolText();
      String bucket = placement.bucket(tier);
      query.rows(
          statement(run, tier),
          row -> {
            switch (run.trend()) {
              case READINGS -> reading(lines, run.asset(), row);
              case FEATURES -> features(lines, run.asset(), row);
              case ASSESSMENTS -> assessment(lines, run.asset(), row);
            }
            if (lines.length() > CHUNK_BYTES) {
              sink.write(bucket, lines, refusals);
            }
          });
      if (lines.length() > 0) {
        sink.write(bucket, lines, refusals);
      }
    }
  }

  private static String statement(Run run, Tier tier) {
    String select =
        switch (run.trend()) {
          case READINGS -> "min(v) AS low, mean(v) AS mean, max(v) AS high, count(v) AS n";
          case FEATURES -> "min(*), mean(*), max(*), count(*)";
          case ASSESSMENTS ->
              "max(score) AS score, mean(health) AS health, min(health) AS health_min,"
                  + " count(health) AS health_n, mean(rul_lower) AS rul_lower,"
                  + " mean(rul_median) AS rul_median, mean(rul_upper) AS rul_upper,"
                  + " count(rul_median) AS rul_n, last(rul_unit) AS rul_unit,"
                  + " last(state) AS state, last(operating) AS operating, count(state) AS n";
        };
    String tags =
        switch (run.trend()) {
          case READINGS -> ", point";
          case FEATURES -> ", point, channel, schema";
          case ASSESSMENTS -> "";
        };
    return "SELECT %s FROM %s WHERE %s%s GROUP BY time(%ds)%s fill(none)"
        .formatted(
            select,
            run.trend().measurement(),
            of(run.asset()),
            in(run.hours().fromMicros(), run.hours().toMicros()),
            tier.step().toSeconds(),
            tags);
  }

  private static void reading(LineProtocolText lines, AssetId asset, ResultRow row) {
    begin(lines, HistoryLayout.READINGS, asset);
    tag(lines, "point", row);
    lines.number("min", row.number("low"));
    lines.number("mean", row.number("mean"));
    lines.number("max", row.number("high"));
    lines.integer("n", row.integer("n"));
    lines.end(row.integer("time"));
  }

  private static void features(LineProtocolText lines, AssetId asset, ResultRow row) {
    begin(lines, HistoryLayout.FEATURES, asset);
    tag(lines, "point", row);
    tag(lines, "channel", row);
    tag(lines, "schema", row);
    for (String column : row.columns()) {
      if (column.startsWith("count_")) {
        String field = column.substring("count_".length());
        long n = row.integer(column);
        if (n > 0) {
          lines.number(field + "_min", row.number("min_" + field));
          lines.number(field + "_mean", row.number("mean_" + field));
          lines.number(field + "_max", row.number("max_" + field));
          lines.integer(field + "_n", n);
        }
      }
    }
    lines.end(row.integer("time"));
  }

  private static void assessment(LineProtocolText lines, AssetId asset, ResultRow row) {
    begin(lines, HistoryLayout.ASSESSMENTS, asset);
    for (String field :
        List.of("score", "health", "health_min", "rul_lower", "rul_median", "rul_upper")) {
      lines.number(field, row.number(field));
    }
    for (String field : List.of("health_n", "rul_n", "n")) {
      lines.integer(field, row.integer(field));
    }
    for (String field : List.of("rul_unit", "state", "operating")) {
      String text = row.text(field);
      if (text != null) {
        lines.text(field, text);
      }
    }
    lines.end(row.integer("time"));
  }

  private static void begin(LineProtocolText lines, String measurement, AssetId asset) {
    lines.begin(measurement);
    lines.tag("asset", asset.value());
  }

  /** Copies a tag, which is encoded already. */
  private static void tag(LineProtocolText lines, String name, ResultRow row) {
    lines.tag(name, HistoryLayout.untag(row.tag(name)));
  }

  @Override
  public void unmark(Trend trend, AssetId asset, List<Long> hours) {
    if (!hours.isEmpty()) {
      LineProtocolText lines = new LineProtocolText();
      hours.forEach(hour -> StaleMark.write(lines, trend, asset, hour, false));
      sink.write(placement.bucket(StaleMark.TIER), lines, StaleMark::refused);
    }
  }

  @Override
  public void dropOld() {}
}
