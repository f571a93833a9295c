package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.telemetry.ChannelQuality;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * History in a QuestDB inside this process: nothing to install, data kept in a directory. Written
 * as an InfluxDB is, through the InfluxDB client; read by SQL. The tables remove duplicates by time
 * and tags, so that points are idempotent.
 */
public final class EmbeddedHistoryStore implements HistoryStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final List<String> TABLES =
      List.of(
          "readings (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, v DOUBLE, q SHORT)"
              + " TIMESTAMP(timestamp) PARTITION BY DAY WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, point)",
          "features (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, channel SYMBOL,"
              + " schema SYMBOL) TIMESTAMP(timestamp) PARTITION BY DAY WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, point, channel, schema)",
          "assessments (timestamp TIMESTAMP, asset SYMBOL, state SYMBOL, operating SYMBOL,"
              + " origin SYMBOL, score DOUBLE, health DOUBLE, reason VARCHAR, top VARCHAR,"
              + " rul_lower DOUBLE, rul_median DOUBLE, rul_upper DOUBLE, rul_coverage DOUBLE,"
              + " rul_unit SYMBOL, model VARCHAR, latency DOUBLE) TIMESTAMP(timestamp) PARTITION BY MONTH WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset)",
          "alarms (timestamp TIMESTAMP, asset SYMBOL, condition SYMBOL, point SYMBOL,"
              + " status SYMBOL, alarm_id VARCHAR, revision LONG, active BOOLEAN,"
              + " priority SYMBOL, reason VARCHAR, body VARCHAR)"
              + " TIMESTAMP(timestamp) PARTITION BY YEAR WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, condition, point, status)",
          "cases (timestamp TIMESTAMP, asset SYMBOL, item SYMBOL, status SYMBOL,"
              + " case_id VARCHAR, revision LONG, priority SYMBOL, reason VARCHAR, body VARCHAR)"
              + " TIMESTAMP(timestamp) PARTITION BY YEAR WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, item, status)",
          "work_orders (timestamp TIMESTAMP, asset SYMBOL, item SYMBOL, status SYMBOL,"
              + " order_id VARCHAR, case_id VARCHAR, revision LONG, priority SYMBOL,"
              + " title VARCHAR, body VARCHAR) TIMESTAMP(timestamp) PARTITION BY YEAR WAL"
              + " DEDUP UPSERT KEYS(timestamp, asset, item, status)",
          BlockLayout.TABLE);

  private final EmbeddedQuestDb database;
  private final LineWriter writer;
  private final TablesAside aside;
  private final InstantSource clock;
  private final StaleHours stale = new StaleHours();
  private final SeriesGuard guard;
  private final Retention retention;
  private final RollUps rollUps;
  private final TieredReads trends;

  private EmbeddedHistoryStore(
      EmbeddedQuestDb database, HistorySettings history, InstantSource clock) {
    this.database = database;
    this.aside = new TablesAside(database);
    this.clock = clock;
    this.guard = new SeriesGuard(history.mostSeries());
    this.retention = history.retention();
    // On loopback, compressing costs more than it saves. Organisation, bucket and token are part
    // of the client's protocol and are not looked at by QuestDB.
    this.writer =
        new LineWriter(database.url(), "millwright", "none".toCharArray(), TIMEOUT, false);
    EmbeddedRollUps computation = new EmbeddedRollUps(database, writer, retention, clock);
    // At once, and not with the first roll-up: reads must know what is stale.
    computation.marks((trend, asset, hour) -> stale.load(trend, asset, hour, clock.millis()));
    this.rollUps = new RollUps(stale, computation, clock);
    this.trends = new TieredReads(new EmbeddedTrends(database, stale), retention, clock);
  }

  /** Opens a history that is kept for ever. */
  public static EmbeddedHistoryStore open(Path directory) {
    return open(directory, new HistorySettings(Retention.FOR_EVER, true), InstantSource.system());
  }

  /**
   * Opens the history in a directory, which is made if it is missing.
   *
   * @param clock tells what is older than it is kept
   * @throws IllegalStateException if the directory cannot be used
   */
  public static EmbeddedHistoryStore open(
      Path directory, HistorySettings history, InstantSource clock) {
    EmbeddedQuestDb database = EmbeddedQuestDb.start(directory);
    for (String table : TABLES) {
      database.execute("CREATE TABLE IF NOT EXISTS " + table);
    }
    for (BoardMeasurement measurement : BoardMeasurement.values()) {
      database.execute("CREATE TABLE IF NOT EXISTS " + measurement.table());
    }
    // A table that an earlier version made lacks them.
    database.execute("ALTER TABLE assessments ADD COLUMN IF NOT EXISTS model VARCHAR");
    database.execute("ALTER TABLE assessments ADD COLUMN IF NOT EXISTS latency DOUBLE");
    for (String table : EmbeddedRollUps.TABLES) {
      database.execute("CREATE TABLE IF NOT EXISTS " + table);
    }
    // Columns exist before anything is written to them, so that a query of one is never an error.
    for (FeatureSchema schema : FeatureSchemas.ALL) {
      for (String feature : schema.featureNames()) {
        database.execute(
            "ALTER TABLE features ADD COLUMN IF NOT EXISTS "
                + SignalFeature.field(feature)
                + " DOUBLE");
      }
    }
    return new EmbeddedHistoryStore(database, history, clock);
  }

  /** The same data under another retention and clock; closing either closes both. */
  EmbeddedHistoryStore sharing(HistorySettings history, InstantSource otherClock) {
    return new EmbeddedHistoryStore(database, history, otherClock);
  }

  EmbeddedQuestDb database() {
    return database;
  }

  /** Rows of a table. */
  long rows(String table) {
    return database
        .query("SELECT count() n FROM " + table, List.of(), row -> row.integer("n"))
        .get(0);
  }

  @Override
  public HistoryBatch newBatch(Refusals refusals) {
    return new LineProtocolBatch(this::write, Placement.tables(), refusals, stale, guard, clock);
  }

  private int write(String bucket, LineProtocolText lines, Refusals refusals) {
    aside.demandNone();
    return writer.write(bucket, lines, refusals);
  }

  @Override
  public Instant beginning(Tier tier) {
    return retention.beginning(tier, clock.instant());
  }

  @Override
  public Map<String, Integer> series() {
    return guard.counts();
  }

  @Override
  public RollUps rollUps() {
    return rollUps;
  }

  @Override
  public BlockStore blocks() {
    String bucket = Placement.tables().bucket(Tier.BLOCKS);
    return new EmbeddedBlocks(
        database,
        blocks ->
            BlockLayout.write(blocks, guard, lines -> write(bucket, lines, BlockLayout::refused)));
  }

  @Override
  public Map<String, List<ReadingBucket>> readings(
      AssetId asset, List<String> points, TimeRange range, int maxPoints) {
    return trends.readings(asset, points, range, maxPoints);
  }

  @Override
  public List<ReadingBucket> features(SignalFeature feature, TimeRange range, int maxPoints) {
    return trends.feature(feature, range, maxPoints);
  }

  @Override
  public Map<String, Reading> latestReadings(AssetId asset, TimeRange range) {
    Map<String, Reading> latest = new HashMap<>();
    database.query(
        "SELECT point, last(timestamp) timestamp, last(v) v, last(q) q FROM readings"
            + " WHERE asset = $1 AND timestamp >= $2::timestamp AND timestamp < $3::timestamp",
        List.of(asset.value(), EpochMicros.of(range.from()), EpochMicros.of(range.to())),
        row ->
            latest.put(
                HistoryLayout.untag(requireNonNull(row.text("point"))),
                new Reading(
                    EpochMicros.toInstant(row.integer("timestamp")),
                    row.number("v"),
                    ChannelQuality.of((byte) row.integer("q")))));
    return latest;
  }

  @Override
  public List<PointQuality> quality(AssetId asset, TimeRange range) {
    Map<String, PointQuality> points = new TreeMap<>();
    database.query(
        "SELECT point, q, count() n FROM readings WHERE asset = $1"
            + " AND timestamp >= $2::timestamp AND timestamp < $3::timestamp",
        List.of(asset.value(), EpochMicros.of(range.from()), EpochMicros.of(range.to())),
        row -> {
          String point = HistoryLayout.untag(requireNonNull(row.text("point")));
          return points.merge(
              point,
              PointQuality.none(point)
                  .plus(ChannelQuality.of((byte) row.integer("q")), row.integer("n")),
              PointQuality::plus);
        });
    return List.copyOf(points.values());
  }

  @Override
  public List<AssessmentBucket> assessments(AssetId asset, TimeRange range, int maxPoints) {
    return trends.assessments(asset, range, maxPoints);
  }

  @Override
  public Map<AssetId, AssessmentSample> latestAssessments() {
    Map<AssetId, AssessmentSample> latest = new HashMap<>();
    database.query(
        "SELECT * FROM assessments LATEST ON timestamp PARTITION BY asset",
        List.of(),
        row ->
            latest.put(
                new AssetId(requireNonNull(row.text("asset"))),
                StoredAssessment.sample(
                    EpochMicros.toInstant(row.integer("timestamp")), row::text, row::number)));
    return latest;
  }

  /** Of the raw tier, which can be large, only the first and the last hour are looked at. */
  @Override
  public Optional<TimeRange> assessedRange(AssetId asset) {
    Optional<HourSpan> rolledUp = rolledUp(asset);
    List<HourSpan> hours = new ArrayList<>(stale.among(Trend.ASSESSMENTS, asset, HourSpan.EVER));
    rolledUp.ifPresent(hours::add);
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    long first = hours.stream().mapToLong(HourSpan::first).min().getAsLong();
    long end = hours.stream().mapToLong(HourSpan::end).max().getAsLong();
    // Raw is not kept so long as the hours, and shows what was written a little later.
    Optional<Long> from = raw("min", asset, first).or(() -> rolledUp.map(HourSpan::fromMicros));
    Optional<Long> to =
        raw("max", asset, end - 1).map(last -> last + 1).or(() -> rolledUp.map(HourSpan::toMicros));
    return from.flatMap(
        f -> to.map(t -> new TimeRange(EpochMicros.toInstant(f), EpochMicros.toInstant(t))));
  }

  private Optional<HourSpan> rolledUp(AssetId asset) {
    return database
        .query(
            "SELECT min(timestamp) first, max(timestamp) last, count() n FROM "
                + Placement.tables().measurement(Tier.HOUR, HistoryLayout.ASSESSMENTS)
                + " WHERE asset = $1",
            List.of(asset.value()),
            row ->
                row.integer("n") == 0
                    ? Optional.<HourSpan>empty()
                    : Optional.of(
                        new HourSpan(
                            HourSpan.hourOf(row.integer("first")),
                            HourSpan.hourOf(row.integer("last")) + 1)))
        .get(0);
  }

  /** The first or last time of an assessment within an hour. */
  private Optional<Long> raw(String end, AssetId asset, long hour) {
    return database
        .query(
            "SELECT "
                + end
                + "(timestamp) time, count() n FROM assessments WHERE asset = $1"
                + " AND timestamp >= $2::timestamp AND timestamp < $3::timestamp",
            List.of(asset.value(), HourSpan.micros(hour), HourSpan.micros(hour + 1)),
            row ->
                row.integer("n") == 0 ? Optional.<Long>empty() : Optional.of(row.integer("time")))
        .get(0);
  }

  @Override
  public List<AlarmEvent> alarms(AssetId asset, TimeRange range, int limit) {
    return bodies(HistoryLayout.ALARMS, AlarmEvent.class, asset, range, limit);
  }

  @Override
  public List<Advisory> cases(AssetId asset, TimeRange range, int limit) {
    return bodies(HistoryLayout.CASES, Advisory.class, asset, range, limit);
  }

  @Override
  public List<WorkOrder> workOrders(AssetId asset, TimeRange range, int limit) {
    return bodies(HistoryLayout.WORK_ORDERS, WorkOrder.class, asset, range, limit);
  }

  private <T> List<T> bodies(
      String table, Class<T> type, AssetId asset, TimeRange range, int limit) {
    List<T> newestFirst =
        database.query(
            "SELECT timestamp, revision, body FROM "
                + table
                + " WHERE asset = $1"
                + " AND timestamp >= $2::timestamp AND timestamp < $3::timestamp"
                + " ORDER BY timestamp DESC, revision DESC LIMIT "
                + limit,
            List.of(asset.value(), EpochMicros.of(range.from()), EpochMicros.of(range.to())),
            row -> StoredBody.read(requireNonNull(row.text("body")), type));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public List<BoardPoint> board(BoardMeasurement measurement, TimeRange range) {
    return database.query(
        "SELECT * FROM "
            + measurement.measurement()
            + " WHERE timestamp >= $1::timestamp AND timestamp < $2::timestamp",
        List.of(EpochMicros.of(range.from()), EpochMicros.of(range.to())),
        row ->
            StoredBoard.point(
                measurement, EpochMicros.toInstant(row.integer("timestamp")), row::text, row::any));
  }

  @Override
  public boolean reachable() {
    return writer.reachable() && aside.isEmpty();
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
