package io.millwright.dashboards.history;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to the time-series store. Points are idempotent: writing the same series at the same time
 * again replaces it. What was written can be read soon after, not necessarily at once. Reads are
 * thread-safe.
 *
 * <p>All reads throw {@link HistoryUnavailableException} if the store cannot answer; an empty
 * result always means that there is nothing.
 */
public interface HistoryStore extends AutoCloseable {

  /**
   * A new empty batch, owned by one thread and meant to be used again and again.
   *
   * @param refusals told of points that the store refuses for good
   */
  HistoryBatch newBatch(Refusals refusals);

  /** A new empty batch whose refused points are only counted. */
  default HistoryBatch newBatch() {
    return newBatch((line, reason) -> {});
  }

  /** Pieces of signals. */
  BlockStore blocks();

  /** What is older than this a tier does not keep; {@link Instant#MIN} if it is kept for ever. */
  Instant beginning(Tier tier);

  /**
   * Series of each measurement that this process has written to, at most as many as its budget
   * allows: a point that would begin another is refused.
   */
  Map<String, Integer> series();

  /**
   * Computes the coarser tiers, which trends are read from where they are coarse enough. A trend is
   * complete at any time: what is not computed yet is read from what was written.
   */
  RollUps rollUps();

  /** Trend of a point, in order of time, at most {@code maxPoints} long. */
  default List<ReadingBucket> readings(
      AssetId asset, String pointId, TimeRange range, int maxPoints) {
    return readings(asset, List.of(pointId), range, maxPoints).getOrDefault(pointId, List.of());
  }

  /**
   * Trends of several points, in one query, by point id; a point without readings in the range is
   * left out. All trends have the same buckets.
   *
   * @param points ids of the points; none for all that have readings
   * @param maxPoints each trend is at most so long
   */
  Map<String, List<ReadingBucket>> readings(
      AssetId asset, List<String> points, TimeRange range, int maxPoints);

  /**
   * Trend of one feature of a channel of a signal point, in order of time, at most {@code
   * maxPoints} long.
   */
  List<ReadingBucket> features(SignalFeature feature, TimeRange range, int maxPoints);

  /**
   * Newest reading within the range of each point of an asset, by point id; points without any are
   * left out.
   */
  Map<String, Reading> latestReadings(AssetId asset, TimeRange range);

  /**
   * How good the readings of each point of an asset were, as raw readings tell; points without any
   * are left out.
   */
  List<PointQuality> quality(AssetId asset, TimeRange range);

  /** Trend of what the platform said of an asset, in order of time, at most so long. */
  List<AssessmentBucket> assessments(AssetId asset, TimeRange range, int maxPoints);

  /** Newest assessment of each asset. */
  Map<AssetId, AssessmentSample> latestAssessments();

  /** From the first assessment of an asset to just after its last; empty if it has none. */
  Optional<TimeRange> assessedRange(AssetId asset);

  /** Newest alarm transitions of an asset within the range, oldest first. */
  List<AlarmEvent> alarms(AssetId asset, TimeRange range, int limit);

  /** Newest case snapshots of an asset within the range, oldest first. */
  List<Advisory> cases(AssetId asset, TimeRange range, int limit);

  /** Newest work order snapshots of an asset within the range, oldest first. */
  List<WorkOrder> workOrders(AssetId asset, TimeRange range, int limit);

  /** Points of a measurement that dashboards read, within the range, in no order. */
  List<BoardPoint> board(BoardMeasurement measurement, TimeRange range);

  /** Whether the store answers now; never throws. */
  boolean reachable();

  @Override
  void close();
}
