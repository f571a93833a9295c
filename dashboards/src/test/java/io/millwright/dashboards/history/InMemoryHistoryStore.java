package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** History in maps, for tests; it can be told to be away. Thread-safe but for batches. */
public final class InMemoryHistoryStore implements HistoryStore {
  record Series(String asset, String name) implements Comparable<Series> {
    @Override
    public int compareTo(Series o) {
      return Comparator.comparing(Series::asset).thenComparing(Series::name).compare(this, o);
    }
  }

  private record Key(Instant time, String tags) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      return Comparator.comparing(Key::time).thenComparing(Key::tags).compare(this, o);
    }
  }

  private final Map<Series, NavigableMap<Instant, Reading>> readings;
  private final Map<SignalFeature, NavigableMap<Instant, Double>> features;
  private final Map<AssetId, NavigableMap<Instant, AssessmentSample>> assessments;
  private final Map<Key, AlarmEvent> alarms = new ConcurrentSkipListMap<>();
  private final Map<Key, Advisory> cases = new ConcurrentSkipListMap<>();
  private final Map<Key, WorkOrder> orders = new ConcurrentSkipListMap<>();
  private final Map<Key, BoardPoint> boards = new ConcurrentSkipListMap<>();
  private final InMemoryTiers tiers;
  private final StaleHours stale = new StaleHours();
  private final InstantSource clock;
  private final Retention retention;
  private final RollUps rollUps;
  private final TieredReads reads;
  private final Set<AssetId> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger awayAfter = new AtomicInteger(Integer.MAX_VALUE);
  private final Set<AssetId> overBudget = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private volatile Runnable beforeCommit = () -> {};
  private final BlockStore blocks = new InMemoryBlocks(() -> away);

  /** Keeps all for ever. */
  public InMemoryHistoryStore() {
    this(Retention.FOR_EVER, InstantSource.system());
  }

  InMemoryHistoryStore(Retention retention, InstantSource clock) {
    this.readings = new ConcurrentSkipListMap<>();
    this.features = new ConcurrentHashMap<>();
    this.assessments = new ConcurrentSkipListMap<>();
    this.tiers = new InMemoryTiers(readings, features, assessments);
    this.clock = clock;
    this.retention = retention;
    this.rollUps = new RollUps(stale, tiers, clock);
    this.reads = new TieredReads(tiers, retention, clock);
  }

  private InMemoryHistoryStore(
      InMemoryHistoryStore data, Retention retention, InstantSource clock) {
    this.readings = data.readings;
    this.features = data.features;
    this.assessments = data.assessments;
    this.tiers = data.tiers;
    this.clock = clock;
    this.retention = retention;
    this.rollUps = new RollUps(stale, tiers, clock);
    this.reads = new TieredReads(tiers, retention, clock);
  }

  /** The same telemetry under another retention and clock. */
  InMemoryHistoryStore sharing(Retention retention, InstantSource otherClock) {
    return new InMemoryHistoryStore(this, retention, otherClock);
  }

  /** Marks of stale hours, as they lie in the store. */
  Set<InMemoryTiers.Mark> marks() {
    return tiers.marked;
  }

  /** From now on readings of this asset are refused for good. */
  void refuse(AssetId asset) {
    refused.add(asset);
  }

  /** From now on readings of this asset are refused when they are added. */
  void exhaustBudget(AssetId asset) {
    overBudget.add(asset);
  }

  /** What each commit does first; it may hold it up, and may throw. */
  void beforeCommit(Runnable first) {
    beforeCommit = first;
  }

  /** From now on nothing is accepted, or everything again. */
  public void beAway(boolean now) {
    away = now;
  }

  /** The next commit accepts so many points and fails then; those after it accept all. */
  void beAwayAfter(int points) {
    awayAfter.set(points);
  }

  @Override
  public HistoryBatch newBatch(Refusals refusals) {
    return new Batch(refusals);
  }

  @Override
  public BlockStore blocks() {
    return blocks;
  }

  private final class Batch implements HistoryBatch {
    private final List<Runnable> writes = new ArrayList<>();
    private final List<InMemoryTiers.Mark> marks = new ArrayList<>();
    private final Refusals refusals;
    private int lost;

    Batch(Refusals refusals) {
      this.refusals = refusals;
    }

    @Override
    public void scan(Asset asset, ScalarScan scan) {
      if (scan.values().length != asset.points().size()) {
        throw new IllegalArgumentException("values and points differ in number");
      }
      touch(Trend.READINGS, asset.id(), scan.time());
      for (int i = 0; i < scan.values().length; i++) {
        double value = scan.values()[i];
        if (overBudget.contains(asset.id())) {
          refusals.refused("readings,asset=" + asset.id(), "told to refuse before it is sent");
        } else if (Double.isFinite(value)) {
          Series series = new Series(asset.id().value(), asset.points().get(i).id());
          Reading reading = new Reading(scan.time(), value, scan.qualityOf(i));
          writes.add(() -> keep(asset.id(), series, reading));
        }
      }
    }

    @Override
    public void features(FeatureSchema schema, FeatureVector vector) {
      touch(Trend.FEATURES, vector.assetId(), vector.time());
      FrameContext frame = requireNonNull(vector.frame());
      List<String> names = schema.featureNames();
      for (int c = 0; c < frame.channels().size(); c++) {
        Map<SignalFeature, Double> line = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          double value = vector.values()[c * names.size() + i];
          if (Double.isFinite(value)) {
            line.put(
                new SignalFeature(
                    vector.assetId(),
                    frame.pointId(),
                    frame.channels().get(c),
                    schema.schemaId(),
                    names.get(i)),
                value);
          }
        }
        if (!line.isEmpty()) {
          writes.add(() -> line.forEach((feature, value) -> keep(feature, vector.time(), value)));
        }
      }
    }

    private void touch(Trend trend, AssetId asset, Instant time) {
      long micros = EpochMicros.of(time);
      if (stale.touch(trend, asset, micros, clock.millis())) {
        marks.add(new InMemoryTiers.Mark(trend, asset, HourSpan.hourOf(micros)));
      }
    }

    private void keep(AssetId asset, Series series, Reading reading) {
      if (refused.contains(asset)) {
        lost++;
        refusals.refused(
            "readings,asset=%s,point=%s v=%s %d"
                .formatted(
                    series.asset, series.name, reading.value(), EpochMicros.of(reading.time())),
            "told to refuse");
      } else {
        readings
            .computeIfAbsent(series, s -> new ConcurrentSkipListMap<>())
            .put(reading.time(), reading);
      }
    }

    private void keep(SignalFeature feature, Instant time, double value) {
      features.computeIfAbsent(feature, f -> new ConcurrentSkipListMap<>()).put(time, value);
    }

    @Override
    public void assessment(Assessment a) {
      touch(Trend.ASSESSMENTS, a.assetId(), a.time());
      AssessmentSample sample =
          new AssessmentSample(
              a.time(),
              a.origin(),
              a.operatingState(),
              a.detection().anomalyScore(),
              a.health().state(),
              a.health().healthIndex(),
              a.health().reason(),
              a.prognosis().remainingLife(),
              a.detection().contributions());
      writes.add(
          () ->
              assessments
                  .computeIfAbsent(a.assetId(), s -> new ConcurrentSkipListMap<>())
                  .put(a.time(), sample));
    }

    @Override
    public void alarm(AlarmEvent e) {
      writes.add(
          () -> alarms.put(new Key(e.time(), e.assetId() + "|" + e.pointId() + e.status()), e));
    }

    @Override
    public void advisory(Advisory a) {
      writes.add(
          () -> cases.put(new Key(a.updatedAt(), a.assetId() + "|" + a.itemId() + a.status()), a));
    }

    @Override
    public void workOrder(WorkOrder w) {
      writes.add(
          () -> orders.put(new Key(w.updatedAt(), w.assetId() + "|" + w.itemId() + w.status()), w));
    }

    @Override
    public void board(BoardPoint point) {
      String key = point.of() + "|" + new TreeMap<>(point.tags());
      writes.add(() -> boards.put(new Key(point.time(), key), point));
    }

    @Override
    public int points() {
      return writes.size();
    }

    @Override
    public int bytes() {
      return 100 * writes.size();
    }

    @Override
    public int commit() {
      beforeCommit.run();
      if (away) {
        throw new HistoryUnavailableException("told to be away", null);
      }
      tiers.marked.addAll(marks);
      marks.clear();
      lost = 0;
      int most = awayAfter.getAndSet(Integer.MAX_VALUE);
      if (writes.size() > most) {
        List<Runnable> first = writes.subList(0, most);
        first.forEach(Runnable::run);
        first.clear();
        throw new HistoryUnavailableException("told to be away after some", null);
      }
      writes.forEach(Runnable::run);
      writes.clear();
      return lost;
    }
  }

  @Override
  public Instant beginning(Tier tier) {
    return retention.beginning(tier, clock.instant());
  }

  @Override
  public Map<String, Integer> series() {
    return Map.of(HistoryLayout.READINGS, readings.size());
  }

  @Override
  public RollUps rollUps() {
    return rollUps;
  }

  @Override
  public Map<String, List<ReadingBucket>> readings(
      AssetId asset, List<String> points, TimeRange range, int maxPoints) {
    return reads.readings(asset, points, range, maxPoints);
  }

  @Override
  public List<ReadingBucket> features(SignalFeature feature, TimeRange range, int maxPoints) {
    return reads.feature(feature, range, maxPoints);
  }

  @Override
  public Map<String, Reading> latestReadings(AssetId asset, TimeRange range) {
    Map<String, Reading> latest = new HashMap<>();
    readings.forEach(
        (series, values) -> {
          NavigableMap<Instant, Reading> within =
              values.subMap(range.from(), true, range.to(), false);
          if (series.asset.equals(asset.value()) && !within.isEmpty()) {
            latest.put(series.name, within.lastEntry().getValue());
          }
        });
    return latest;
  }

  @Override
  public List<PointQuality> quality(AssetId asset, TimeRange range) {
    List<PointQuality> points = new ArrayList<>();
    readings.forEach(
        (series, values) -> {
          PointQuality point = PointQuality.none(series.name);
          for (Reading reading : values.subMap(range.from(), range.to()).values()) {
            point = point.plus(reading.quality(), 1);
          }
          if (series.asset.equals(asset.value()) && point.readings() > 0) {
            points.add(point);
          }
        });
    return points;
  }

  @Override
  public List<AssessmentBucket> assessments(AssetId asset, TimeRange range, int maxPoints) {
    return reads.assessments(asset, range, maxPoints);
  }

  @Override
  public Map<AssetId, AssessmentSample> latestAssessments() {
    Map<AssetId, AssessmentSample> latest = new HashMap<>();
    assessments.forEach((asset, values) -> latest.put(asset, values.lastEntry().getValue()));
    return latest;
  }

  @Override
  public Optional<TimeRange> assessedRange(AssetId asset) {
    NavigableMap<Instant, AssessmentSample> found = assessments.get(asset);
    return found == null
        ? Optional.empty()
        : Optional.of(new TimeRange(found.firstKey(), found.lastKey().plusNanos(1_000)));
  }

  @Override
  public List<AlarmEvent> alarms(AssetId asset, TimeRange range, int limit) {
    return newest(
        alarms,
        asset,
        AlarmEvent::assetId,
        Comparator.comparing(AlarmEvent::revision),
        range,
        limit);
  }

  @Override
  public List<Advisory> cases(AssetId asset, TimeRange range, int limit) {
    return newest(
        cases, asset, Advisory::assetId, Comparator.comparing(Advisory::revision), range, limit);
  }

  @Override
  public List<WorkOrder> workOrders(AssetId asset, TimeRange range, int limit) {
    return newest(
        orders, asset, WorkOrder::assetId, Comparator.comparing(WorkOrder::revision), range, limit);
  }

  private static <T> List<T> newest(
      Map<Key, T> all,
      AssetId asset,
      Function<T, AssetId> of,
      Comparator<T> revision,
      TimeRange range,
      int limit) {
    List<T> found =
        all.entrySet().stream()
            .filter(e -> of.apply(e.getValue()).equals(asset))
            .filter(e -> !e.getKey().time.isBefore(range.from()))
            .filter(e -> e.getKey().time.isBefore(range.to()))
            .sorted(
                Comparator.comparing((Map.Entry<Key, T> e) -> e.getKey().time)
                    .thenComparing(Map.Entry::getValue, revision))
            .map(Map.Entry::getValue)
            .toList();
    return found.subList(Math.max(0, found.size() - limit), found.size());
  }

  @Override
  public List<BoardPoint> board(BoardMeasurement measurement, TimeRange range) {
    return boards.values().stream()
        .filter(p -> p.of() == measurement)
        .filter(p -> !p.time().isBefore(range.from()) && p.time().isBefore(range.to()))
        .toList();
  }

  @Override
  public boolean reachable() {
    return !away;
  }

  @Override
  public void close() {}
}
