package io.millwright.dashboards.console;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.SavingsTotal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole fleet at one moment; immutable.
 *
 * @param revision grows with every change
 * @param assets by id
 * @param suspensions of automation that are in force
 * @param plant snapshots that concern more than a machine, by the name of their topic
 * @param cut names of the topics of which {@code plant} does not hold all, but the newest {@value
 *     FleetView#PLANT_KEPT}
 * @param savings totals of the whole savings ledger, also of entries that {@code plant} holds no
 *     more
 * @param logs newest records of what is written once and never changed, newest first, by the name
 *     of their topic
 */
record FleetSnapshot(
    long revision,
    Map<AssetId, AssetView> assets,
    List<ScopeAction> suspensions,
    Map<String, List<Record>> plant,
    Set<String> cut,
    List<SavingsTotal> savings,
    Map<String, List<Record>> logs) {
  static final FleetSnapshot EMPTY =
      new FleetSnapshot(0, Map.of(), List.of(), Map.of(), Set.of(), List.of(), Map.of());

  /** Topics whose newest snapshots are shown as they are, by their key. */
  static final List<Topic<String, ? extends Record>> PLANT =
      List.of(
          Topics.ROOT_CASES,
          Topics.CASE_ADVICE,
          Topics.SPARE_ADVICE,
          Topics.PART_RESERVATIONS,
          Topics.CMMS_LINKS,
          Topics.SAVINGS,
          Topics.PERFORMANCE);

  /** What needs attention first: worst state, then most urgent open case, then lowest health. */
  static final Comparator<AssetView> WORST_FIRST =
      Comparator.comparingInt(FleetSnapshot::severity)
          .reversed()
          .thenComparing(Comparator.comparingInt(FleetSnapshot::urgency).reversed())
          .thenComparingDouble(FleetSnapshot::healthIndex)
          .thenComparing(AssetView::id);

  FleetSnapshot {
    assets = Map.copyOf(assets);
    suspensions = List.copyOf(suspensions);
    plant = Map.copyOf(plant);
    cut = Set.copyOf(cut);
    savings = List.copyOf(savings);
    logs = Map.copyOf(logs);
  }

  /** The newest snapshots of one of {@link #PLANT}, the one told last first. */
  <V extends Record> List<V> plant(Topic<?, V> topic) {
    return plant.getOrDefault(topic.name(), List.of()).stream().map(topic.type()::cast).toList();
  }

  /** The newest records of a log, the newest first; empty if the console does not follow it. */
  <V extends Record> List<V> log(Topic<?, V> topic) {
    return logs.getOrDefault(topic.name(), List.of()).stream().map(topic.type()::cast).toList();
  }

  /** Whether a scope is the plant, or an area that a machine is in. */
  boolean knowsScope(String scope) {
    return assets.values().stream()
        .map(AssetView::declaration)
        .anyMatch(a -> a != null && ScopeAction.scopesAbove(a.path()).contains(scope));
  }

  List<AssetView> worstFirst() {
    return assets.values().stream().sorted(WORST_FIRST).toList();
  }

  Optional<AssetView> asset(AssetId id) {
    return Optional.ofNullable(assets.get(id));
  }

  /** Newest event time of any assessment: "now" in the plant's own time. */
  Optional<Instant> newestEventTime() {
    return assets.values().stream()
        .flatMap(view -> Optional.ofNullable(view.latest()).map(Assessment::time).stream())
        .max(Instant::compareTo);
  }

  /** Every case, most urgent open ones first. */
  List<Advisory> cases() {
    return assets.values().stream()
        .flatMap(view -> view.cases().stream())
        .sorted(
            Comparator.comparing((Advisory c) -> c.status() != Advisory.Status.OPEN)
                .thenComparing(Advisory::priority, Comparator.reverseOrder())
                .thenComparing(Advisory::updatedAt, Comparator.reverseOrder()))
        .toList();
  }

  /** Every work order, those that wait for a decision first. */
  List<WorkOrder> orders() {
    return assets.values().stream()
        .flatMap(view -> view.orders().stream())
        .sorted(
            Comparator.comparing(WorkOrder::status)
                .thenComparing(WorkOrder::priority, Comparator.reverseOrder())
                .thenComparing(WorkOrder::updatedAt, Comparator.reverseOrder()))
        .toList();
  }

  private static int severity(AssetView view) {
    HealthState state = view.state();
    return switch (state) {
      case ALARM -> 5;
      case DEGRADED -> 4;
      case UNKNOWN -> 3;
      case LEARNING -> 2;
      case NOT_ASSESSED -> 1;
      case HEALTHY -> 0;
    };
  }

  private static int urgency(AssetView view) {
    return view.openCases().stream()
        .map(Advisory::priority)
        .mapToInt(Priority::ordinal)
        .max()
        .orElse(-1);
  }

  private static double healthIndex(AssetView view) {
    Assessment latest = view.latest();
    double index = latest == null ? Double.NaN : latest.health().healthIndex();
    return Double.isNaN(index) ? 101 : index;
  }
}
