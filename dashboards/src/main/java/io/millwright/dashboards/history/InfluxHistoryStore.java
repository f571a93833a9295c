package io.millwright.dashboards.history;

import static io.millwright.dashboards.history.InfluxQl.literal;
import static java.util.Objects.requireNonNull;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.dashboards.history.InfluxQl.ResultRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * History in an InfluxDB of its own. Writes go through the version 2 API (InfluxDB 2 and 3), reads
 * through InfluxQL. A point with the same measurement, tags and time replaces the earlier one.
 */
public final class InfluxHistoryStore implements HistoryStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final InfluxQl database;
  private final LineWriter writer;
  private final Placement placement;
  private final InfluxSchema schema;
  private final InstantSource clock;
  private final StaleHours stale = new StaleHours();
  private final SeriesGuard guard;
  private final Retention retention;
  private final TieredReads trends;
  private final RollUps rollUps;

  /** Does not connect yet: a store that is away shows on the first use. */
  public InfluxHistoryStore(InfluxSettings settings, HistorySettings history) {
    this(settings, history, InstantSource.system());
  }

  InfluxHistoryStore(InfluxSettings settings, HistorySettings history, InstantSource clock) {
    this.clock = clock;
    this.guard = new SeriesGuard(history.mostSeries());
    this.retention = history.retention();
    this.database = new InfluxQl(settings, TIMEOUT);
    this.placement = Placement.buckets(settings.bucket());
    this.writer =
        new LineWriter(
            settings.url().toString(),
            settings.org(),
            settings.token().value().toCharArray(),
            TIMEOUT,
            settings.compresses());
    this.schema = new InfluxSchema(history, () -> admin(settings));
    InfluxTrends.Query rows =
        (statement, read) ->
            query(
                statement,
                row -> {
                  read.accept(row);
                  return row;
                });
    this.trends = new TieredReads(new InfluxTrends(rows), retention, clock);
    this.rollUps =
        new RollUps(
            stale,
            new InfluxRollUps(rows, this::write, placement, () -> beginning(Tier.RAW)),
            clock);
  }

  private TierAdmin admin(InfluxSettings settings) {
    String version = database.version();
    return version.startsWith("v2") || version.startsWith("2")
        ? new BucketAdmin(settings, TIMEOUT)
        : new PolicyAdmin(database, settings.bucket());
  }

  /** Rows of a statement, once all tiers are there. */
  private <T> List<T> query(String statement, Function<ResultRow, T> read) {
    schema.ensureSoon();
    return database.query(statement, read);
  }

  @Override
  public BlockStore blocks() {
    return new InfluxBlocks(
        reader(),
        blocks ->
            BlockLayout.write(
                blocks,
                guard,
                lines -> write(placement.bucket(Tier.BLOCKS), lines, BlockLayout::refused)));
  }

  /** A generic method is no lambda's. */
  private InfluxBlocks.Reader reader() {
    return new InfluxBlocks.Reader() {
      @Override
      public <T> List<T> query(String statement, Function<ResultRow, T> read) {
        return InfluxHistoryStore.this.query(statement, read);
      }
    };
  }

  @Override
  public HistoryBatch newBatch(Refusals refusals) {
    return new LineProtocolBatch(this::write, placement, refusals, stale, guard, clock);
  }

  private int write(String bucket, LineProtocolText lines, Refusals refusals) {
    schema.ensure();
    try {
      return writer.write(bucket, lines, refusals);
    } catch (HistoryUnavailableException e) {
      schema.doubt();
      throw e;
    }
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
    query(
        "SELECT v, q FROM readings WHERE "
            + of(asset)
            + in(range)
            + " GROUP BY point ORDER BY time DESC LIMIT 1",
        row ->
            latest.put(
                HistoryLayout.untag(row.tag("point")),
                new Reading(
                    time(row), row.number("v"), ChannelQuality.of((byte) row.integer("q")))));
    return latest;
  }

  @Override
  public List<PointQuality> quality(AssetId asset, TimeRange range) {
    String readings = " FROM readings WHERE " + of(asset) + in(range);
    Map<String, Long> good = new TreeMap<>();
    long worst =
        query(
                "SELECT count(q) AS n, max(q) AS worst" + readings + " GROUP BY point",
                row -> {
                  good.put(HistoryLayout.untag(row.tag("point")), row.integer("n"));
                  return row.integer("worst");
                })
            .stream()
            .reduce(0L, Math::max);
    Map<String, PointQuality> points = new TreeMap<>();
    good.keySet().forEach(point -> points.put(point, PointQuality.none(point)));
    // InfluxQL cannot group by a field: each quality but good, if there is any, is asked for.
    for (int code = 1; code <= worst; code++) {
      ChannelQuality quality = ChannelQuality.of((byte) code);
      query(
          "SELECT count(q) AS n" + readings + " AND q = " + code + " GROUP BY point",
          row -> {
            String point = HistoryLayout.untag(row.tag("point"));
            good.merge(point, -row.integer("n"), Long::sum);
            return points.computeIfPresent(
                point, (id, counted) -> counted.plus(quality, row.integer("n")));
          });
    }
    // Below 0 if worse readings came in between the statements.
    good.forEach(
        (point, n) ->
            points.computeIfPresent(
                point, (id, counted) -> counted.plus(ChannelQuality.GOOD, Math.max(0, n))));
    return List.copyOf(points.values());
  }

  @Override
  public List<AssessmentBucket> assessments(AssetId asset, TimeRange range, int maxPoints) {
    return trends.assessments(asset, range, maxPoints);
  }

  @Override
  public Map<AssetId, AssessmentSample> latestAssessments() {
    Map<AssetId, AssessmentSample> latest = new HashMap<>();
    query(
        "SELECT * FROM assessments GROUP BY asset ORDER BY time DESC LIMIT 1",
        row ->
            latest.put(
                new AssetId(row.tag("asset")),
                StoredAssessment.sample(time(row), row::text, row::number)));
    return latest;
  }

  @Override
  public Optional<TimeRange> assessedRange(AssetId asset) {
    // Every assessment has a state. Two statements: with two selectors the time column is lost.
    List<Instant> ends =
        List.of("first", "last").stream()
            .flatMap(
                end ->
                    query(
                        "SELECT " + end + "(state) AS state FROM assessments WHERE " + of(asset),
                        InfluxHistoryStore::time)
                        .stream())
            .toList();
    return ends.size() < 2
        ? Optional.empty()
        : Optional.of(new TimeRange(ends.get(0), ends.get(1).plusNanos(1_000)));
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

  @Override
  public List<BoardPoint> board(BoardMeasurement measurement, TimeRange range) {
    String policy = measurement.tier() == Tier.RAW ? "" : measurement.tier().label() + ".";
    return query(
        "SELECT * FROM "
            + policy
            + measurement.measurement()
            + " WHERE "
            + in(range).substring(" AND ".length())
            + " GROUP BY *",
        row -> StoredBoard.point(measurement, time(row), row::tag, (name, type) -> row.any(name)));
  }

  @Override
  public boolean reachable() {
    return writer.reachable();
  }

  @Override
  public void close() {
    writer.close();
  }

  private record Body(long time, long revision, String text) {}

  private <T> List<T> bodies(
      String measurement, Class<T> type, AssetId asset, TimeRange range, int limit) {
    // InfluxQL orders by time alone, so the limit leaves room for equal times to be ordered here.
    List<Body> found =
        query(
            "SELECT revision, body FROM events."
                + measurement
                + " WHERE "
                + of(asset)
                + in(range)
                + " ORDER BY time DESC LIMIT "
                + (limit + 16),
            row ->
                new Body(
                    row.integer("time"),
                    row.integer("revision"),
                    requireNonNull(row.text("body"))));
    List<Body> ordered =
        found.stream()
            .sorted(Comparator.comparingLong(Body::time).thenComparingLong(Body::revision))
            .toList();
    return ordered.subList(Math.max(0, ordered.size() - limit), ordered.size()).stream()
        .map(body -> StoredBody.read(body.text(), type))
        .toList();
  }

  private static Instant time(ResultRow row) {
    return EpochMicros.toInstant(row.integer("time"));
  }

  private static String of(AssetId asset) {
    return "asset = " + literal(asset.value());
  }

  private static String in(TimeRange range) {
    return " AND time >= "
        + EpochMicros.of(range.from())
        + "u AND time < "
        + EpochMicros.of(range.to())
        + "u";
  }
}
