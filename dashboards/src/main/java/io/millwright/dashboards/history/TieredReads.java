package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.TierPlan.Part;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a trend from whichever tiers hold it best, as {@link TierPlan} says. Thread-safe. */
final class TieredReads {
  /** What a store reads of one tier. Rows may be sums of a bucket, or of less. */
  interface Source {
    /** Hours whose coarser tiers cannot be relied on, in order of time. */
    List<HourSpan> stale(Trend trend, AssetId asset, HourSpan hours);

    /**
     * @param points none for all
     */
    void readings(Part part, Buckets buckets, AssetId asset, List<String> points, TrendMerge into);

    /** The series is called as the feature's field. */
    void feature(Part part, Buckets buckets, SignalFeature feature, TrendMerge into);

    void assessments(Part part, Buckets buckets, AssetId asset, AssessmentMerge into);
  }

  private final Source source;
  private final Retention retention;
  private final InstantSource clock;

  TieredReads(Source source, Retention retention, InstantSource clock) {
    this.source = source;
    this.retention = retention;
    this.clock = clock;
  }

  Map<String, List<ReadingBucket>> readings(
      AssetId asset, List<String> points, TimeRange range, int maxPoints) {
    Buckets buckets = Buckets.of(range, maxPoints);
    TrendMerge merge = new TrendMerge(buckets);
    parts(
        Trend.READINGS,
        asset,
        range,
        buckets,
        part -> source.readings(part, buckets, asset, points, merge));
    return merge.trends();
  }

  List<ReadingBucket> feature(SignalFeature feature, TimeRange range, int maxPoints) {
    Buckets buckets = Buckets.of(range, maxPoints);
    TrendMerge merge = new TrendMerge(buckets);
    parts(
        Trend.FEATURES,
        feature.asset(),
        range,
        buckets,
        part -> source.feature(part, buckets, feature, merge));
    return merge.trends().getOrDefault(feature.field(), List.of());
  }

  List<AssessmentBucket> assessments(AssetId asset, TimeRange range, int maxPoints) {
    Buckets buckets = Buckets.of(range, maxPoints);
    AssessmentMerge merge = new AssessmentMerge(buckets);
    parts(
        Trend.ASSESSMENTS,
        asset,
        range,
        buckets,
        part -> source.assessments(part, buckets, asset, merge));
    return merge.trend();
  }

  private void parts(
      Trend trend, AssetId asset, TimeRange range, Buckets buckets, Consumer<Part> read) {
    HourSpan hours =
        new HourSpan(
            HourSpan.hourOf(EpochMicros.of(range.from())),
            HourSpan.hourOf(EpochMicros.of(range.to()) - 1) + 1);
    List<HourSpan> stale = source.stale(trend, asset, hours);
    TierPlan.of(trend, range, buckets.width(), retention, clock.instant(), stale).forEach(read);
  }
}
