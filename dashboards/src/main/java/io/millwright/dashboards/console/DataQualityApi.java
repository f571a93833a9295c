package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.quality.QualityGrade;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.PointQuality;
import io.millwright.dashboards.history.Reading;
import io.millwright.dashboards.history.ReadingBucket;
import io.millwright.dashboards.history.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the data can be trusted: measured shares, ages and gaps, and what was rejected and why.
 */
final class DataQualityApi implements Api {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int GAP_BUCKETS = 96; // a quarter of an hour each
  private static final int MOST_EXAMPLES = 50;

  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;
  private final Clock clock;

  DataQualityApi(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
            "/api/v1/data-quality",
            "Which machines are silent or not declared, and what was rejected and why",
            PlantQuality.class,
            r -> plant()),
        Operation.one(
                "/api/v1/data-quality/<id>",
                "Quality of each point of a machine, now and over its newest day",
                MachineQuality.class,
                this::machine)
            .with(Parameter.required("id", "id of the machine, which may hold slashes")));
  }

  /**
   * The plant's data.
   *
   * @param machines declared or heard of
   * @param undeclared machines that send and nobody declared
   * @param rejected how much was rejected, among the newest that are kept
   * @param reasons of these, most frequent first
   * @param examples the newest of these
   * @param complete false if older ones were rejected that are not counted here
   */
  record PlantQuality(
      Instant asOf,
      List<MachineLine> machines,
      List<Undeclared> undeclared,
      int rejected,
      List<ReasonCount> reasons,
      List<Example> examples,
      boolean complete) {}

  /**
   * A machine's line.
   *
   * @param silent whether an alarm of silence stands
   * @param eventAgeSeconds newest data behind the newest of the fleet; null if there is none
   * @param wallAgeSeconds since data came in; null if none has
   * @param rejected number among the newest rejections
   * @param grade of its data; null while nobody grades it
   * @param gradeReasons why it is no better
   */
  record MachineLine(
      String id,
      String name,
      HealthState state,
      boolean declared,
      boolean silent,
      @Nullable Long eventAgeSeconds,
      @Nullable Long wallAgeSeconds,
      int rejected,
      QualityGrade.@Nullable Grade grade,
      List<String> gradeReasons) {}

  /** A machine that nobody declared and that sends all the same. */
  record Undeclared(String asset, int rejected, Instant newest) {}

  /** How often something was rejected for a reason. */
  record ReasonCount(RejectionReason reason, int count, Instant newest) {}

  /**
   * Something that was rejected.
   *
   * @param asset as the record named it, unchecked; null if it could not be told
   * @param time event time; null if it could not be told
   * @param raw the beginning of it, as text
   */
  record Example(
      Instant rejectedAt,
      String source,
      @Nullable String asset,
      @Nullable Instant time,
      RejectionReason reason,
      String detail,
      String raw) {
    static Example of(RejectedTelemetry r) {
      return new Example(
          r.rejectedAt(), r.source(), r.assetId(), r.time(), r.reason(), r.detail(), text(r.raw()));
    }

    private static String text(byte[] raw) {
      return new String(raw, StandardCharsets.UTF_8)
          .codePoints()
          .map(c -> Character.isISOControl(c) ? '·' : c)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }

  PlantQuality plant() {
    FleetSnapshot now = fleet.get();
    List<RejectedTelemetry> rejections = now.log(Topics.REJECTED);
    Map<String, Integer> ofAsset =
        rejections.stream()
            .filter(r -> r.assetId() != null)
            .collect(
                Collectors.groupingBy(
                    r -> String.valueOf(r.assetId()), TreeMap::new, Collectors.summingInt(r -> 1)));
    Map<AssetId, QualityGrade> grades = new HashMap<>();
    now.plant(Topics.QUALITY).forEach(grade -> grades.put(grade.assetId(), grade));
    Instant wall = clock.instant();
    var newest = now.newestEventTime();
    List<MachineLine> machines =
        now.worstFirst().stream()
            .map(
                view -> {
                  AssetSummary s = AssetSummary.of(view, newest, wall);
                  QualityGrade grade = grades.get(view.id());
                  return new MachineLine(
                      s.id(),
                      s.name(),
                      s.state(),
                      view.declaration() != null,
                      view.silent(),
                      s.eventAgeSeconds(),
                      s.wallAgeSeconds(),
                      ofAsset.getOrDefault(s.id(), 0),
                      grade == null ? null : grade.grade(),
                      grade == null ? List.of() : grade.reasons());
                })
            .toList();
    return new PlantQuality(
        wall,
        machines,
        undeclared(now, rejections),
        rejections.size(),
        reasons(rejections),
        rejections.stream().limit(MOST_EXAMPLES).map(Example::of).toList(),
        rejections.size() < FleetView.LOG_KEPT);
  }

  /** Rejected because nobody has declared the machine; declared since then, it is not listed. */
  private static List<Undeclared> undeclared(
      FleetSnapshot now, List<RejectedTelemetry> newestFirst) {
    Set<String> declared =
        now.assets().values().stream()
            .filter(view -> view.declaration() != null)
            .map(view -> view.id().value())
            .collect(Collectors.toSet());
    Map<String, Undeclared> found = new TreeMap<>();
    for (RejectedTelemetry r : newestFirst) {
      String asset = r.assetId();
      if (r.reason() == RejectionReason.UNKNOWN_ASSET
          && asset != null
          && !declared.contains(asset)) {
        found.merge(
            asset,
            new Undeclared(asset, 1, r.rejectedAt()),
            (a, b) -> new Undeclared(asset, a.rejected() + 1, a.newest()));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<ReasonCount> reasons(List<RejectedTelemetry> newestFirst) {
    Map<RejectionReason, ReasonCount> counts = new EnumMap<>(RejectionReason.class);
    for (RejectedTelemetry r : newestFirst) {
      counts.merge(
          r.reason(),
          new ReasonCount(r.reason(), 1, r.rejectedAt()),
          (a, b) -> new ReasonCount(a.reason(), a.count() + 1, a.newest()));
    }
    return counts.values().stream()
        .sorted(Comparator.comparingInt(ReasonCount::count).reversed())
        .toList();
  }

  /**
   * A machine's data.
   *
   * @param from begin of the newest day of its event time
   * @param to end of it
   * @param gapResolutionSeconds gaps are told to this much
   * @param reasons why something of it was rejected, among the newest that are kept
   * @param examples the newest of these
   */
  record MachineQuality(
      String id,
      Instant from,
      Instant to,
      long gapResolutionSeconds,
      List<Point> points,
      List<ReasonCount> reasons,
      List<Example> examples) {}

  /**
   * A point's data. Values that a scan did not have leave no reading; they show as a gap.
   *
   * @param time of the newest reading; null if there is none
   * @param ageSeconds of it behind the machine's newest data; null if there is none
   * @param quality of it; null if there is none
   * @param readings within the day
   * @param goodShare of these; null if there are none
   * @param longestGapSeconds longest time without a reading between the first and the end of the
   *     day; null if there is none
   */
  record Point(
      String id,
      String name,
      String unit,
      @Nullable Instant time,
      @Nullable Long ageSeconds,
      @Nullable ChannelQuality quality,
      long readings,
      @Nullable Double goodShare,
      @Nullable Double uncertainShare,
      @Nullable Double badShare,
      @Nullable Long longestGapSeconds) {}

  MachineQuality machine(Context request) {
    FleetSnapshot now = fleet.get();
    AssetView view = Requests.asset(now, request.pathParam("id"));
    Map<String, Reading> latest =
        history.latestReadings(
            view.id(), view.lately(DAY, now.newestEventTime().orElse(clock.instant())));
    Assessment assessed = view.latest();
    Instant newest =
        latest.values().stream()
            .map(Reading::time)
            .max(Instant::compareTo)
            .orElse(assessed == null ? clock.instant() : assessed.time());
    TimeRange day = new TimeRange(newest.minus(DAY), newest.plusNanos(1_000));
    Map<String, PointQuality> qualities =
        history.quality(view.id(), day).stream()
            .collect(Collectors.toMap(PointQuality::pointId, q -> q));
    Asset asset = view.declaration();
    Map<String, List<ReadingBucket>> trends =
        history.readings(view.id(), List.of(), day, GAP_BUCKETS);
    List<Point> points = new ArrayList<>();
    for (MeasurementPoint point : asset == null ? List.<MeasurementPoint>of() : asset.points()) {
      points.add(
          point(
              point,
              latest.get(point.id()),
              qualities.getOrDefault(point.id(), PointQuality.none(point.id())),
              newest,
              longestGap(trends.getOrDefault(point.id(), List.of()), newest)));
    }
    List<RejectedTelemetry> rejected =
        now.log(Topics.REJECTED).stream()
            .filter(r -> view.id().value().equals(r.assetId()))
            .toList();
    return new MachineQuality(
        view.id().value(),
        day.from(),
        day.to(),
        DAY.dividedBy(GAP_BUCKETS).toSeconds(),
        points,
        reasons(rejected),
        rejected.stream().limit(MOST_EXAMPLES).map(Example::of).toList());
  }

  private static Point point(
      MeasurementPoint point,
      @Nullable Reading reading,
      PointQuality quality,
      Instant newest,
      @Nullable Long longestGap) {
    long n = quality.readings();
    return new Point(
        point.id(),
        point.name(),
        point.unit(),
        reading == null ? null : reading.time(),
        reading == null ? null : Duration.between(reading.time(), newest).toSeconds(),
        reading == null ? null : reading.quality(),
        n,
        n == 0 ? null : (double) quality.good() / n,
        n == 0 ? null : (double) quality.uncertain() / n,
        n == 0 ? null : (double) quality.bad() / n,
        longestGap);
  }

  /** Between the starts of one bucket with readings and the next, less the bucket itself. */
  private static @Nullable Long longestGap(List<ReadingBucket> buckets, Instant end) {
    if (buckets.isEmpty()) {
      return null;
    }
    long width = DAY.dividedBy(GAP_BUCKETS).toSeconds();
    long longest = 0;
    for (int i = 0; i < buckets.size(); i++) {
      Instant next = i + 1 < buckets.size() ? buckets.get(i + 1).time() : end;
      long gap = Duration.between(buckets.get(i).time(), next).toSeconds() - width;
      longest = Math.max(longest, gap);
    }
    return longest;
  }
}
