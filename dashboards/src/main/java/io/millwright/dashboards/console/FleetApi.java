package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.HistoryStore;
import java.time.Clock;
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

  FleetApi(Supplier<FleetSnapshot> fleet, HistoryStore history, Clock clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one("/api/v1/assets", "The fleet, worst first", FleetAnswer.class, r -> fleet()),
        Operation.one("/api/v1/assets/<id>", "One machine", AssetDetail.class, this::asset)
            .with(Parameter.required("id", "id of the machine, which may hold slashes")));
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
}
