package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.AssessmentMerge.Some;
import io.millwright.dashboards.history.TierPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads trends of one tier from QuestDB; what is stale is known in this process. */
final class EmbeddedTrends implements TieredReads.Source {
  private static final String IN = " AND timestamp >= $2::timestamp AND timestamp < $3::timestamp";

  private final EmbeddedQuestDb database;
  private final StaleHours stale;
  private final Placement placement = Placement.tables();

  EmbeddedTrends(EmbeddedQuestDb database, StaleHours stale) {
    this.database = database;
    this.stale = stale;
  }

  @Override
  public List<HourSpan> stale(Trend trend, AssetId asset, HourSpan hours) {
    return stale.among(trend, asset, hours);
  }

  @Override
  public void readings(
      Part part, Buckets buckets, AssetId asset, List<String> points, TrendMerge into) {
    List<Object> parameters = parameters(part, buckets, asset);
    StringJoiner among = new StringJoiner(", ", " AND point IN (", ")").setEmptyValue("");
    for (String point : points) {
      parameters.add(HistoryLayout.tag(point));
      among.add("$" + parameters.size());
    }
    database.each(
        "SELECT point, "
            + sums(part.tier() == Tier.RAW ? "v" : null)
            + " FROM "
            + placement.measurement(part.tier(), HistoryLayout.READINGS)
            + " WHERE asset = $1"
            + IN
            + among
            + " GROUP BY point, bucket",
        parameters,
        row -> add(into, HistoryLayout.untag(requireNonNull(row.text("point"))), buckets, row));
  }

  @Override
  public void feature(Part part, Buckets buckets, SignalFeature feature, TrendMerge into) {
    String field = feature.field();
    List<Object> parameters = parameters(part, buckets, feature.asset());
    parameters.add(HistoryLayout.tag(feature.pointId()));
    parameters.add(HistoryLayout.tag(feature.channel()));
    parameters.add(HistoryLayout.tag(feature.schemaId()));
    boolean raw = part.tier() == Tier.RAW;
    database.each(
        "SELECT "
            + sums(raw ? field : null)
            + " FROM "
            + placement.measurement(part.tier(), HistoryLayout.FEATURES)
            + " WHERE asset = $1"
            + IN
            + " AND point = $6 AND channel = $7 AND schema = $8 AND "
            + (raw ? field + " IS NOT NULL" : "feature = '" + field + "'")
            + " GROUP BY bucket",
        parameters,
        row -> add(into, field, buckets, row));
  }

  @Override
  public void assessments(Part part, Buckets buckets, AssetId asset, AssessmentMerge into) {
    String values =
        part.tier() == Tier.RAW
            ? "max(score) score, avg(health) health, count(health) healths, avg(rul_lower) lower,"
                + " avg(rul_median) median, avg(rul_upper) upper, count(rul_median) lives,"
                + " last(state) state, last(operating) operating, count() n FROM assessments"
            : "max(score) score, sum(health * health_n) / sum(health_n) health,"
                + " sum(health_n) healths, sum(rul_lower * rul_n) / sum(rul_n) lower,"
                + " sum(rul_median * rul_n) / sum(rul_n) median,"
                + " sum(rul_upper * rul_n) / sum(rul_n) upper, sum(rul_n) lives,"
                + " last(state) state, last(operating) operating, sum(n) n FROM "
                + placement.measurement(part.tier(), HistoryLayout.ASSESSMENTS);
    database.each(
        "SELECT (timestamp::long - $4) / $5 bucket, "
            + values
            + " WHERE asset = $1"
            + IN
            + " GROUP BY bucket",
        parameters(part, buckets, asset),
        row ->
            into.add(
                time(buckets, row),
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

  /**
   * @param field of the raw tier; null for the sums of a coarser one
   */
  private static String sums(@Nullable String field) {
    return "(timestamp::long - $4) / $5 bucket, "
        + (field == null
            ? "min(min) low, sum(mean * n) / sum(n) mean, max(max) high, sum(n) n"
            : "min(%s) low, avg(%s) mean, max(%s) high, count() n".formatted(field, field, field));
  }

  private static List<Object> parameters(Part part, Buckets buckets, AssetId asset) {
    return new ArrayList<>(
        List.of(asset.value(), part.from(), part.to(), buckets.from(), buckets.width()));
  }

  private static void add(TrendMerge into, String series, Buckets buckets, Row row) {
    into.add(
        series,
        time(buckets, row),
        row.number("low"),
        row.number("mean"),
        row.number("high"),
        row.integer("n"));
  }

  private static long time(Buckets buckets, Row row) {
    return buckets.from() + row.integer("bucket") * buckets.width();
  }
}
