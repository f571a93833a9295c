package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.dashboards.history.StaleHours.Run;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Computes coarser tiers in QuestDB, and drops partitions that are older than their tier. */
final class EmbeddedRollUps implements RollUps.Computation {
  /** One column a feature would make twelve hundred files a partition, so here it is a tag. */
  static final List<String> TABLES =
      List.of(
          "readings_minute (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, min DOUBLE,"
              + " mean DOUBLE, max DOUBLE, n LONG) TIMESTAMP(timestamp) PARTITION BY WEEK WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, point)",
          "readings_hour (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, min DOUBLE,"
              + " mean DOUBLE, max DOUBLE, n LONG) TIMESTAMP(timestamp) PARTITION BY MONTH WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, point)",
          "features_hour (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, channel SYMBOL,"
              + " schema SYMBOL, feature SYMBOL, min DOUBLE, mean DOUBLE, max DOUBLE, n LONG)"
              + " TIMESTAMP(timestamp) PARTITION BY MONTH WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, point, channel, schema, feature)",
          assessments(Tier.MINUTE, "MONTH"),
          assessments(Tier.HOUR, "YEAR"),
          "stale_hours (timestamp TIMESTAMP, asset SYMBOL, of SYMBOL, stale LONG)"
              + " TIMESTAMP(timestamp) PARTITION BY MONTH WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, of)");

  /** Those of {@link BoardMeasurement} say themselves of which tier they are. */
  private static final Map<Tier, List<String>> TABLES_OF =
      Map.of(
          Tier.RAW, List.of("readings", "features", "assessments"),
          Tier.MINUTE, List.of("readings_minute", "assessments_minute"),
          Tier.HOUR, List.of("readings_hour", "features_hour", "assessments_hour", "stale_hours"),
          Tier.EVENTS, List.of("alarms", "cases", "work_orders"),
          Tier.BLOCKS, List.of(BlockLayout.BLOCKS));

  private static final int FEATURES_AT_ONCE = 32;

  private final EmbeddedQuestDb database;
  private final LineWriter writer;
  private final Retention retention;
  private final InstantSource clock;
  private final Placement placement = Placement.tables();

  EmbeddedRollUps(
      EmbeddedQuestDb database, LineWriter writer, Retention retention, InstantSource clock) {
    this.database = database;
    this.writer = writer;
    this.retention = retention;
    this.clock = clock;
  }

  private static String assessments(Tier tier, String partition) {
    return "assessments_%s (timestamp TIMESTAMP, asset SYMBOL, state SYMBOL, operating SYMBOL,"
            .formatted(tier.label())
        + " score DOUBLE, health DOUBLE, health_min DOUBLE, health_n LONG, rul_lower DOUBLE,"
        + " rul_median DOUBLE, rul_upper DOUBLE, rul_n LONG, rul_unit SYMBOL, n LONG)"
        + " TIMESTAMP(timestamp) PARTITION BY "
        + partition
        + " WAL DEDUP UPSERT KEYS(timestamp, asset)";
  }

  @Override
  public void marks(RollUps.Marked marked) {
    applied(HistoryLayout.STALE_HOURS);
    for (Trend trend : Trend.values()) {
      database.each(
          "SELECT timestamp, asset FROM stale_hours WHERE of = $1 AND stale = 1",
          List.of(trend.label()),
          row ->
              marked.hour(
                  trend,
                  new AssetId(requireNonNull(row.text("asset"))),
                  HourSpan.hourOf(row.integer("timestamp"))));
    }
  }

  @Override
  public void compute(Run run, Refusals refusals) {
    applied(run.trend().measurement());
    for (Tier tier : run.trend().tiers()) {
      switch (run.trend()) {
        case READINGS ->
            insert(
                run,
                tier,
                "asset, point, min(v), avg(v), max(v), count()",
                "timestamp, asset, point, min, mean, max, n");
        case ASSESSMENTS ->
            insert(
                run,
                tier,
                "asset, last(state), last(operating), max(score), avg(health), min(health),"
                    + " count(health), avg(rul_lower), avg(rul_median), avg(rul_upper),"
                    + " count(rul_median), last(rul_unit), count()",
                "timestamp, asset, state, operating, score, health, health_min, health_n, rul_lower,"
                    + " rul_median, rul_upper, rul_n, rul_unit, n");
        case FEATURES -> features(run, tier, refusals);
      }
      applied(placement.measurement(tier, run.trend().measurement()));
    }
  }

  private void insert(Run run, Tier tier, String values, String columns) {
    database.execute(
        "INSERT INTO %s (%s) SELECT timestamp_floor('%s', timestamp) bucket, %s FROM %s WHERE %s%s"
            .formatted(
                placement.measurement(tier, run.trend().measurement()),
                columns,
                tier == Tier.MINUTE ? "m" : "h",
                values,
                run.trend().measurement(),
                where(run),
                " ORDER BY bucket"));
  }

  private static String where(Run run) {
    return "asset = '%s' AND timestamp >= %d AND timestamp < %d"
        .formatted(
            run.asset().value().replace("'", "''"),
            run.hours().fromMicros(),
            run.hours().toMicros());
  }

  private void features(Run run, Tier tier, Refusals refusals) {
    String measurement = placement.measurement(tier, HistoryLayout.FEATURES);
    for (FeatureSchema schema : FeatureSchemas.ALL) {
      List<String> fields = schema.featureNames().stream().map(SignalFeature::field).toList();
      for (int i = 0; i < fields.size(); i += FEATURES_AT_ONCE) {
        List<String> some = fields.subList(i, Math.min(fields.size(), i + FEATURES_AT_ONCE));
        LineProtocolText lines = new LineProtocolText();
        database.each(
            "SELECT timestamp_floor('h', timestamp) bucket, point, channel, "
                + sums(some)
                + " FROM features WHERE "
                + where(run)
                + " AND schema = $1 GROUP BY bucket, point, channel",
            List.of(HistoryLayout.tag(schema.schemaId())),
            row -> some.forEach(field -> feature(lines, measurement, run, schema, field, row)));
        if (lines.length() > 0) {
          writer.write(placement.bucket(tier), lines, refusals);
        }
      }
    }
  }

  private static String sums(List<String> fields) {
    StringJoiner sums = new StringJoiner(", ");
    for (String field : fields) {
      sums.add("min(%s) %s_min, avg(%s) %s_mean".formatted(field, field, field, field));
      sums.add("max(%s) %s_max, count(%s) %s_n".formatted(field, field, field, field));
    }
    return sums.toString();
  }

  private static void feature(
      LineProtocolText lines,
      String measurement,
      Run run,
      FeatureSchema schema,
      String field,
      Row row) {
    long n = row.integer(field + "_n");
    if (n == 0) {
      return;
    }
    lines.begin(measurement);
    lines.tag("asset", run.asset().value());
    lines.tag("point", HistoryLayout.untag(requireNonNull(row.text("point"))));
    lines.tag("channel", HistoryLayout.untag(requireNonNull(row.text("channel"))));
    lines.tag("schema", schema.schemaId());
    lines.tag("feature", field);
    lines.number("min", row.number(field + "_min"));
    lines.number("mean", row.number(field + "_mean"));
    lines.number("max", row.number(field + "_max"));
    lines.integer("n", n);
    lines.end(row.integer("bucket"));
  }

  @Override
  public void unmark(Trend trend, AssetId asset, List<Long> hours) {
    if (!hours.isEmpty()) {
      LineProtocolText lines = new LineProtocolText();
      hours.forEach(hour -> StaleMark.write(lines, trend, asset, hour, false));
      writer.write(placement.bucket(StaleMark.TIER), lines, StaleMark::refused);
    }
  }

  /** Whole partitions, so that some rows live a little longer than they must. */
  @Override
  public void dropOld() {
    Instant now = clock.instant();
    for (Tier tier : Tier.values()) {
      Instant beginning = retention.beginning(tier, now);
      if (!beginning.equals(Instant.MIN)) {
        tables(tier).forEach(table -> dropBefore(table, EpochMicros.of(beginning)));
      }
    }
  }

  /** All that are kept as long as a tier. */
  private static List<String> tables(Tier tier) {
    List<String> tables = new ArrayList<>(TABLES_OF.getOrDefault(tier, List.of()));
    for (BoardMeasurement board : BoardMeasurement.values()) {
      if (board.tier() == tier) {
        tables.add(board.measurement());
      }
    }
    return tables;
  }

  private void dropBefore(String table, long micros) {
    List<String> old = new ArrayList<>();
    database.each(
        "SELECT name, maxTimestamp latest FROM table_partitions('" + table + "')",
        List.of(),
        row -> {
          if (row.integer("latest") < micros) {
            old.add("'" + row.text("name") + "'");
          }
        });
    if (!old.isEmpty()) {
      database.execute("ALTER TABLE " + table + " DROP PARTITION LIST " + String.join(", ", old));
      applied(table);
    }
  }

  /** Waits until reads find all that the table accepted. */
  private void applied(String table) {
    database.each(
        "SELECT 1 one FROM long_sequence(1) WHERE wait_wal_table('" + table + "')",
        List.of(),
        row -> {});
  }
}
