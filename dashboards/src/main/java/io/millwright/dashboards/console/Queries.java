package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.SavingsTotal;
import io.millwright.dashboards.history.AssessmentBucket;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.ReadingBucket;
import io.millwright.dashboards.history.SignalFeature;
import io.millwright.dashboards.history.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reading half of the API. */
final class Queries {
  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;
  private final Clock clock;

  Queries(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  /** The fleet, worst first. */
  record FleetAnswer(
      Instant asOf,
      @Nullable Instant newestEventTime,
      Map<HealthState, Integer> states,
      List<AssetSummary> assets,
      List<ScopeAction> suspensions) {}

  FleetAnswer fleet() {
    FleetSnapshot now = fleet.get();
    return answer(now, now.worstFirst());
  }

  /** Some machines of the fleet, in the form of the fleet. */
  FleetAnswer answer(FleetSnapshot now, List<AssetView> some) {
    Instant wall = clock.instant();
    Optional<Instant> newest = now.newestEventTime();
    Map<HealthState, Integer> states = new TreeMap<>();
    now.assets().values().forEach(view -> states.merge(view.state(), 1, Integer::sum));
    return new FleetAnswer(
        wall,
        newest.orElse(null),
        states,
        some.stream().map(view -> AssetSummary.of(view, newest, wall)).toList(),
        now.suspensions());
  }

  AssetDetail asset(Context request) {
    FleetSnapshot now = fleet.get();
    AssetView view = Requests.asset(now, request.pathParam("id"));
    return AssetDetail.of(
        view,
        AssetSummary.of(view, now.newestEventTime(), clock.instant()),
        history.latestReadings(view.id()),
        history.assessedRange(view.id()).orElse(null));
  }

  /** One bucket of a point's trend. */
  record ReadingPoint(Instant time, double min, double mean, double max, long count) {
    static ReadingPoint of(ReadingBucket bucket) {
      return new ReadingPoint(
          bucket.time(), bucket.min(), bucket.mean(), bucket.max(), bucket.count());
    }
  }

  /** Trend of a point. */
  record ReadingTrend(
      String asset, String point, Instant from, Instant to, List<ReadingPoint> points) {}

  ReadingTrend readings(Context request) {
    AssetView view = Requests.asset(fleet.get(), Requests.parameter(request, "asset"));
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
        history.readings(view.id(), point, range, Requests.points(request)).stream()
            .map(ReadingPoint::of)
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
    AssetView view = Requests.asset(fleet.get(), Requests.parameter(request, "asset"));
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
        history
            .features(
                new SignalFeature(view.id(), pointId, channel, schema.schemaId(), feature),
                range,
                Requests.points(request))
            .stream()
            .map(ReadingPoint::of)
            .toList());
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
    static AssessmentPoint of(AssessmentBucket b) {
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
  }

  /** Trend of anomaly score, health and remaining life. */
  record AssessmentTrend(String asset, Instant from, Instant to, List<AssessmentPoint> points) {}

  AssessmentTrend assessments(Context request) {
    AssetView view = Requests.asset(fleet.get(), Requests.parameter(request, "asset"));
    TimeRange range = Requests.range(request, () -> newest(view));
    return new AssessmentTrend(
        view.id().value(),
        range.from(),
        range.to(),
        history.assessments(view.id(), range, Requests.points(request)).stream()
            .map(AssessmentPoint::of)
            .toList());
  }

  /** Transitions of an asset's alarms, newest last. */
  List<AlarmEvent> alarmLog(Context request) {
    AssetView view = Requests.asset(fleet.get(), Requests.parameter(request, "asset"));
    TimeRange range = Requests.range(request, () -> newest(view));
    return history.alarms(view.id(), range, Requests.number(request, "limit", 100, 1_000));
  }

  List<Advisory> cases(Context request) {
    boolean all = all(request);
    return fleet.get().cases().stream()
        .filter(c -> all || c.status() == Advisory.Status.OPEN)
        .toList();
  }

  List<WorkOrder> orders(Context request) {
    boolean all = all(request);
    return fleet.get().orders().stream().filter(o -> all || AssetView.live(o)).toList();
  }

  /** The savings ledger: every total with the entries that it sums, and every entry. */
  record SavingsAnswer(List<SavingsTotal> totals, List<LedgerEntry> entries) {}

  List<AlarmEvent> alarms() {
    return fleet.get().assets().values().stream()
        .flatMap(view -> view.alarms().stream())
        .sorted(
            Comparator.comparing(AlarmEvent::priority)
                .thenComparing(AlarmEvent::raisedAt)
                .reversed())
        .toList();
  }

  /**
   * Snapshots that concern more than a machine, newest first; of root cases the open ones; of
   * savings with their totals.
   */
  Object plant(Topic<String, ? extends Record> topic, Context request) {
    if (topic.equals(Topics.SAVINGS)) {
      List<LedgerEntry> entries = fleet.get().plant(Topics.SAVINGS);
      return new SavingsAnswer(SavingsTotal.of(entries), entries);
    }
    boolean all = all(request);
    return fleet.get().plant(topic).stream()
        .filter(r -> all || !(r instanceof RootCase c) || c.status() == RootCase.Status.OPEN)
        .toList();
  }

  private static boolean all(Context request) {
    String status = request.queryParam("status");
    if (status == null || status.equals("open")) {
      return false;
    }
    if (status.equals("all")) {
      return true;
    }
    throw Problem.invalid("status must be open or all, is " + status);
  }

  private Instant newest(AssetView view) {
    Assessment latest = view.latest();
    return latest == null ? clock.instant() : latest.time();
  }
}
