package io.millwright.dashboards.history;

import static io.millwright.dashboards.history.InfluxQl.literal;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.AssessmentMerge.Some;
import io.millwright.dashboards.history.InfluxQl.ResultRow;
import io.millwright.dashboards.history.TierPlan.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads trends of one tier in InfluxQL; the server sums buckets up. */
final class InfluxTrends implements TieredReads.Source {
  /** Runs a statement. */
  @FunctionalInterface
  interface Query {
    void rows(String statement, Consumer<ResultRow> read);
  }

  private static final String MARKS = table(StaleMark.TIER, HistoryLayout.STALE_HOURS);

  private final Query query;

  InfluxTrends(Query query) {
    this.query = query;
  }

  @Override
  public List<HourSpan> stale(Trend trend, AssetId asset, HourSpan hours) {
    List<Long> stale = new ArrayList<>();
    query.rows(
        "SELECT stale FROM %s WHERE asset = %s AND of = '%s' AND stale = 1"
                .formatted(MARKS, literal(asset.value()), trend.label())
            + in(hours.fromMicros(), hours.toMicros()),
        row -> stale.add(HourSpan.hourOf(row.integer("time"))));
    return StaleHours.joined(stale);
  }

  @Override
  public void readings(
      Part part, Buckets buckets, AssetId asset, List<String> points, TrendMerge into) {
    String where = of(asset) + among(points);
    String statement =
        part.tier() == Tier.RAW
            ? raw("v", HistoryLayout.READINGS, where, part)
            : rolledUp("", HistoryLayout.READINGS, where, part);
    query.rows(
        statement + every(buckets) + ", point fill(none)",
        row -> add(into, HistoryLayout.untag(row.tag("point")), row));
  }

  @Override
  public void feature(Part part, Buckets buckets, SignalFeature feature, TrendMerge into) {
    String where =
        of(feature.asset())
            + " AND point = "
            + literal(HistoryLayout.tag(feature.pointId()))
            + " AND channel = "
            + literal(HistoryLayout.tag(feature.channel()))
            + " AND schema = "
            + literal(HistoryLayout.tag(feature.schemaId()));
    String field = feature.field();
    String statement =
        part.tier() == Tier.RAW
            ? raw(field, HistoryLayout.FEATURES, where, part)
            : rolledUp(field + "_", HistoryLayout.FEATURES, where, part);
    query.rows(statement + every(buckets) + " fill(none)", row -> add(into, field, row));
  }

  @Override
  public void assessments(Part part, Buckets buckets, AssetId asset, AssessmentMerge into) {
    String statement =
        part.tier() == Tier.RAW
            ? "SELECT max(score) AS score, mean(health) AS health, count(health) AS healths,"
                + " mean(rul_lower) AS lower, mean(rul_median) AS median, mean(rul_upper) AS upper,"
                + " count(rul_median) AS lives, last(state) AS state, last(operating) AS operating,"
                + " count(state) AS n FROM assessments WHERE "
                + of(asset)
                + in(part.from(), part.to())
            : "SELECT max(score) AS score, sum(h) / sum(hn) AS health, sum(hn) AS healths,"
                + " sum(l) / sum(rn) AS lower, sum(m) / sum(rn) AS median,"
                + " sum(u) / sum(rn) AS upper, sum(rn) AS lives, last(state) AS state,"
                + " last(operating) AS operating, sum(n) AS n FROM (SELECT score,"
                + " health * health_n AS h, health_n AS hn, rul_lower * rul_n AS l,"
                + " rul_median * rul_n AS m, rul_upper * rul_n AS u, rul_n AS rn, state, operating,"
                + " n FROM "
                + table(part.tier(), HistoryLayout.ASSESSMENTS)
                + " WHERE "
                + of(asset)
                + in(part.from(), part.to())
                + ") WHERE "
                + within(part.from(), part.to());
    query.rows(
        statement + every(buckets) + " fill(none)",
        row ->
            into.add(
                Math.max(row.integer("time"), part.from()),
                new Some(
                    row.number("score"),
                    row.number("health"),
                    row.integer("healths"),
                    row.number("lower"),
                    row.number("median"),
                    row.number("upper"),
                    row.integer("lives"),
                    row.text("state"),
                    row.text("operating"),
                    row.integer("n"))));
  }

  private static void add(TrendMerge into, String series, ResultRow row) {
    into.add(
        series,
        row.integer("time"),
        row.number("low"),
        row.number("mean"),
        row.number("high"),
        row.integer("n"));
  }

  private static String raw(String field, String measurement, String where, Part part) {
    return "SELECT min(%s) AS low, mean(%s) AS mean, max(%s) AS high, count(%s) AS n FROM %s WHERE "
            .formatted(field, field, field, field, measurement)
        + where
        + in(part.from(), part.to());
  }

  private static String rolledUp(String prefix, String measurement, String where, Part part) {
    return ("SELECT min(low) AS low, sum(s) / sum(w) AS mean, max(high) AS high, sum(w) AS n FROM"
                + " (SELECT %smin AS low, %smean * %sn AS s, %smax AS high, %sn AS w FROM %s WHERE ")
            .formatted(prefix, prefix, prefix, prefix, prefix, table(part.tier(), measurement))
        + where
        + in(part.from(), part.to())
        + ") WHERE "
        + within(part.from(), part.to());
  }

  /** A measurement of a tier; the raw one lies in the default policy, whatever its name. */
  static String table(Tier tier, String measurement) {
    return tier == Tier.RAW ? measurement : tier.label() + "." + measurement;
  }

  static String of(AssetId asset) {
    return "asset = " + literal(asset.value());
  }

  private static String among(List<String> points) {
    return points.isEmpty()
        ? ""
        : points.stream()
            .map(point -> "point = " + literal(HistoryLayout.tag(point)))
            .collect(joining(" OR ", " AND (", ")"));
  }

  static String in(long from, long to) {
    return " AND " + within(from, to);
  }

  private static String within(long from, long to) {
    return "time >= " + from + "u AND time < " + to + "u";
  }

  /** Buckets that begin at the start of the range, not at a multiple of their width. */
  private static String every(Buckets buckets) {
    long offset = Math.floorMod(buckets.from(), buckets.width());
    return " GROUP BY time(" + buckets.width() + "u, " + offset + "u)";
  }

  /**
   * Marks of stale hours of every asset.
   *
   * @param since nothing can be computed of hours that end before this; {@link Instant#MIN} for all
   */
  void marks(Instant since, RollUps.Marked marked) {
    String bound =
        since.equals(Instant.MIN)
            ? ""
            : " AND time >= " + EpochMicros.of(since.minus(Duration.ofHours(1))) + "u";
    query.rows(
        "SELECT stale FROM " + MARKS + " WHERE stale = 1" + bound + " GROUP BY asset, of",
        row -> {
          for (Trend trend : Trend.values()) {
            if (trend.label().equals(row.tag("of"))) {
              marked.hour(
                  trend,
                  new AssetId(requireNonNull(row.tag("asset"))),
                  HourSpan.hourOf(row.integer("time")));
            }
          }
        });
  }
}
