package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.AssessmentBucket;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.ReadingBucket;
import io.millwright.dashboards.history.SignalFeature;
import io.millwright.dashboards.history.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was measured and said over time. */
final class TrendApi implements Api {
  /** Buckets times points of an answer. */
  private static final int MOST_VALUES = 50_000;

  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;
  private final Clock clock;

  TrendApi(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
                "/api/v1/trends/readings", "Trend of a point", ReadingTrend.class, this::readings)
            .with(Parameter.ASSET, Parameter.POINT)
            .with(Parameter.RANGE)
            .with(Parameter.POINTS),
        Operation.one(
                "/api/v1/trends/channels",
                "Trends of several points in one answer",
                ChannelTrends.class,
                this::channels)
            .with(
                Parameter.ASSET,
                new Parameter(
                    "point", String.class, false, "id of a point, repeated; all if left out"))
            .with(Parameter.RANGE)
            .with(Parameter.POINTS),
        Operation.one(
                "/api/v1/trends/features",
                "Trend of a feature of one channel of a signal point",
                FeatureTrend.class,
                this::features)
            .with(
                Parameter.ASSET,
                Parameter.POINT,
                Parameter.CHANNEL,
                Parameter.required("feature", "name of the feature"))
            .with(Parameter.RANGE)
            .with(Parameter.POINTS),
        Operation.one(
                "/api/v1/trends/assessments",
                "Trend of anomaly score, health and remaining life",
                AssessmentTrend.class,
                this::assessments)
            .with(Parameter.ASSET)
            .with(Parameter.RANGE)
            .with(Parameter.POINTS));
  }

  /** One bucket of a point's trend. */
  record ReadingPoint(Instant time, double min, double mean, double max, long count) {
    private static ReadingPoint of(ReadingBucket bucket) {
      return new ReadingPoint(
          bucket.time(), bucket.min(), bucket.mean(), bucket.max(), bucket.count());
    }

    static List<ReadingPoint> of(List<ReadingBucket> trend) {
      return trend.stream().map(ReadingPoint::of).toList();
    }
  }

  /** Trend of a point. */
  record ReadingTrend(
      String asset, String point, Instant from, Instant to, List<ReadingPoint> points) {}

  ReadingTrend readings(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    String point = Requests.parameter(request, "point");
    Asset asset = view.declaration();
    if (asset != null && asset.indexOf(point) < 0) {
      throw Problem.notFound(view.id() + " has no point " + point);
    }
    TimeRange range = Requests.range(request, () -> newest(view));
    return new ReadingTrend(
        view.id().value(),
        point,
        range.from(),
        range.to(),
        ReadingPoint.of(history.readings(view.id(), point, range, Requests.points(request))));
  }

  /**
   * Trends of points in columns, since there may be many.
   *
   * @param seconds width of a bucket
   * @param series of each point that was asked for
   */
  record ChannelTrends(
      String asset, Instant from, Instant to, double seconds, List<ChannelTrend> series) {}

  /**
   * Trend of a point.
   *
   * @param bucket number of each bucket that has readings, from 0 at the begin of the range
   */
  record ChannelTrend(String point, int[] bucket, float[] min, float[] mean, float[] max) {
    static ChannelTrend of(String point, List<ReadingBucket> found, Instant from, double seconds) {
      int n = found.size();
      ChannelTrend trend =
          new ChannelTrend(point, new int[n], new float[n], new float[n], new float[n]);
      for (int i = 0; i < n; i++) {
        ReadingBucket bucket = found.get(i);
        double after = Duration.between(from, bucket.time()).toNanos() / 1e9;
        trend.bucket[i] = (int) Math.round(after / seconds);
        trend.min[i] = (float) bucket.min();
        trend.mean[i] = (float) bucket.mean();
        trend.max[i] = (float) bucket.max();
      }
      return trend;
    }
  }

  ChannelTrends channels(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    Asset asset = view.declaration();
    List<String> known =
        asset == null ? List.of() : asset.points().stream().map(MeasurementPoint::id).toList();
    List<String> asked = request.queryParams("point");
    for (String point : asked) {
      if (!known.contains(point)) {
        throw Problem.notFound(
            view.id() + " has no point " + point + "; it has " + String.join(", ", known));
      }
    }
    List<String> points = asked.isEmpty() ? known : asked;
    TimeRange range = Requests.range(request, () -> newest(view));
    int most = Requests.points(request);
    if ((long) most * points.size() > MOST_VALUES) {
      throw Problem.invalid(
          "%d points of %d buckets are too many: at most %d in all"
              .formatted(points.size(), most, MOST_VALUES));
    }
    double seconds = Duration.between(range.from(), range.to()).toNanos() / 1e9 / most;
    Map<String, List<ReadingBucket>> found =
        points.isEmpty() ? Map.of() : history.readings(view.id(), points, range, most);
    return new ChannelTrends(
        view.id().value(),
        range.from(),
        range.to(),
        seconds,
        points.stream()
            .map(p -> ChannelTrend.of(p, found.getOrDefault(p, List.of()), range.from(), seconds))
            .toList());
  }

  /** Trend of a feature of one channel of a signal point. */
  record FeatureTrend(
      String asset,
      String point,
      String channel,
      String feature,
      Instant from,
      Instant to,
      List<ReadingPoint> points) {}

  FeatureTrend features(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    String pointId = Requests.parameter(request, "point");
    String channel = Requests.parameter(request, "channel");
    String feature = Requests.parameter(request, "feature");
    Asset asset = view.declaration();
    SignalPoint point = asset == null ? null : asset.signal(pointId);
    if (point == null) {
      throw Problem.notFound(view.id() + " has no signal point " + pointId);
    }
    if (!point.channelNames().contains(channel)) {
      throw Problem.notFound(pointId + " of " + view.id() + " has no channel " + channel);
    }
    FeatureSchema schema =
        FeatureSchemas.of(point.kind())
            .filter(s -> s.featureNames().contains(feature))
            .orElseThrow(
                () ->
                    Problem.notFound(pointId + " of " + view.id() + " has no feature " + feature));
    TimeRange range = Requests.range(request, () -> newest(view));
    return new FeatureTrend(
        view.id().value(),
        pointId,
        channel,
        feature,
        range.from(),
        range.to(),
        ReadingPoint.of(
            history.features(
                new SignalFeature(view.id(), pointId, channel, schema.schemaId(), feature),
                range,
                Requests.points(request))));
  }

  /** One bucket of what the platform said; null where it did not judge. */
  record AssessmentPoint(
      Instant time,
      @Nullable Double maxScore,
      @Nullable Double meanHealth,
      @Nullable Double lifeLower,
      @Nullable Double lifeMedian,
      @Nullable Double lifeUpper,
      HealthState state,
      OperatingState operatingState,
      long count) {
    private static AssessmentPoint of(AssessmentBucket b) {
      return new AssessmentPoint(
          b.time(),
          Numbers.orNull(b.maxScore()),
          Numbers.orNull(b.meanHealth()),
          Numbers.orNull(b.lifeLower()),
          Numbers.orNull(b.lifeMedian()),
          Numbers.orNull(b.lifeUpper()),
          b.state(),
          b.operatingState(),
          b.count());
    }

    static List<AssessmentPoint> of(List<AssessmentBucket> trend) {
      return trend.stream().map(AssessmentPoint::of).toList();
    }
  }

  /** Trend of anomaly score, health and remaining life. */
  record AssessmentTrend(String asset, Instant from, Instant to, List<AssessmentPoint> points) {}

  AssessmentTrend assessments(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    TimeRange range = Requests.range(request, () -> newest(view));
    return new AssessmentTrend(
        view.id().value(),
        range.from(),
        range.to(),
        AssessmentPoint.of(history.assessments(view.id(), range, Requests.points(request))));
  }

  private Instant newest(AssetView view) {
    Assessment latest = view.latest();
    return latest == null ? clock.instant() : latest.time();
  }
}
