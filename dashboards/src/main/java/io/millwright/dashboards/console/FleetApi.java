package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.HistoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fleet and each of its machines, as they are now. */
final class FleetApi implements Api {
  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;
  private final Clock clock;
  private @Nullable Prepared prepared; // guarded by this

  /** For how long an answer is given again while nothing changes: ages in it are of its making. */
  private static final Duration HOLDS = Duration.ofSeconds(5);

  private record Prepared(FleetSnapshot of, Instant at, PreparedAnswer answer) {
    boolean holds(FleetSnapshot now, Instant wall) {
      return of == now && Duration.between(at, wall).compareTo(HOLDS) < 0;
    }
  }

  FleetApi(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one("/api/v1/assets", "The fleet, worst first", FleetAnswer.class, r -> fleet())
            .prepared(r -> prepared()),
        Operation.one("/api/v1/assets/<id>", "One machine", AssetDetail.class, this::asset)
            .with(Parameter.required("id", "id of the machine, which may hold slashes")));
  }

  /**
   * The fleet, worst first, or what has changed of it.
   *
   * @param asOf when it was made; ages in it are of this moment
   * @param whole whether these are all machines; otherwise those that are neither told nor removed
   *     are as they were
   * @param removed ids of machines that are gone; empty if it is whole
   */
  record FleetAnswer(
      Instant asOf,
      @Nullable Instant newestEventTime,
      Map<HealthState, Integer> states,
      boolean whole,
      List<AssetSummary> assets,
      List<String> removed,
      List<ScopeAction> suspensions) {}

  /** Made by one request for all that come meanwhile. */
  private synchronized PreparedAnswer prepared() {
    FleetSnapshot now = fleet.get();
    Instant wall = clock.instant();
    Prepared last = prepared;
    if (last == null || !last.holds(now, wall)) {
      String version = now.revision() + "-" + wall.toEpochMilli();
      last = new Prepared(now, wall, PreparedAnswer.of(fleet(now), version));
      prepared = last;
    }
    return last.answer();
  }

  FleetAnswer fleet() {
    return fleet(fleet.get());
  }

  FleetAnswer fleet(FleetSnapshot now) {
    return answer(now, true, now.worstFirst(), List.of());
  }

  /** What has changed of the fleet, in the form of the fleet. */
  FleetAnswer changes(FleetSnapshot now, List<AssetView> some, List<AssetId> removed) {
    return answer(now, false, some, removed);
  }

  private FleetAnswer answer(
      FleetSnapshot now, boolean whole, List<AssetView> some, List<AssetId> removed) {
    Instant wall = clock.instant();
    Optional<Instant> newest = now.newestEventTime();
    Map<HealthState, Integer> states = new TreeMap<>();
    now.assets().values().forEach(view -> states.merge(view.state(), 1, Integer::sum));
    return new FleetAnswer(
        wall,
        newest.orElse(null),
        states,
        whole,
        some.stream().map(view -> AssetSummary.of(view, newest, wall)).toList(),
        removed.stream().map(AssetId::value).toList(),
        now.suspensions());
  }

  AssetDetail asset(Context request) {
    FleetSnapshot now = fleet.get();
    AssetView view = Requests.asset(now, request.pathParam("id"));
    return AssetDetail.of(
        view,
        AssetSummary.of(view, now.newestEventTime(), clock.instant()),
        history.latestReadings(
            view.id(),
            view.lately(Duration.ofHours(1), now.newestEventTime().orElse(clock.instant()))),
        history.assessedRange(view.id()).orElse(null));
  }
}
