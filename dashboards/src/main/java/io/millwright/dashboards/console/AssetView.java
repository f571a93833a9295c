package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.dashboards.history.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the console knows of one machine at one moment.
 *
 * @param id the machine
 * @param declaration as the plant declares it; null while only its telemetry is known
 * @param latest newest assessment; null if none
 * @param alarms current alarms, newest first
 * @param cases open cases, then the newest closed ones
 * @param orders live work orders, then the newest ended ones
 * @param events newest machine events, newest first
 */
record AssetView(
    AssetId id,
    @Nullable Asset declaration,
    @Nullable Assessment latest,
    List<AlarmEvent> alarms,
    List<Advisory> cases,
    List<WorkOrder> orders,
    List<MachineEvent> events) {

  private static final Duration NOT_ASSESSED_YET = Duration.ofHours(1);

  AssetView {
    alarms = List.copyOf(alarms);
    cases = List.copyOf(cases);
    orders = List.copyOf(orders);
    events = List.copyOf(events);
  }

  /** Whether only its values have moved since: not its state, its declaration or its work. */
  boolean standsAs(AssetView before) {
    return declaration == before.declaration
        && state() == before.state()
        && operatingState() == before.operatingState()
        && alarms.equals(before.alarms)
        && cases.equals(before.cases)
        && orders.equals(before.orders);
  }

  OperatingState operatingState() {
    return latest == null ? OperatingState.UNKNOWN : latest.operatingState();
  }

  String name() {
    return declaration == null ? id.value() : declaration.name();
  }

  HealthState state() {
    return latest == null ? HealthState.UNKNOWN : latest.health().state();
  }

  /** Whether it sends nothing now; its alarm may outlast that until somebody has seen it. */
  boolean silent() {
    return alarms.stream().anyMatch(a -> a.condition() == AlarmCondition.SILENT && a.active());
  }

  List<Advisory> openCases() {
    return cases.stream().filter(AssetView::open).toList();
  }

  List<WorkOrder> liveOrders() {
    return orders.stream().filter(AssetView::live).toList();
  }

  static boolean open(Advisory subject) {
    return subject.status() == Advisory.Status.OPEN;
  }

  static boolean live(WorkOrder order) {
    return order.status() == WorkOrder.Status.REQUESTED
        || order.status() == WorkOrder.Status.APPROVED;
  }

  /** Newest event time of anything known of this machine; empty if nothing is. */
  Optional<Instant> newestEventTime() {
    Stream<Instant> assessed = Optional.ofNullable(latest).map(Assessment::time).stream();
    return Stream.of(
            assessed,
            alarms.stream().map(AlarmEvent::time),
            cases.stream().map(Advisory::updatedAt),
            orders.stream().map(WorkOrder::updatedAt))
        .flatMap(times -> times)
        .max(Instant::compareTo);
  }

  /**
   * From some time before the newest assessment to an hour after it, for what is not assessed yet.
   *
   * @param otherwise instead of the newest assessment, if there is none
   */
  TimeRange lately(Duration before, Instant otherwise) {
    Instant heard = latest == null ? otherwise : latest.time();
    return new TimeRange(heard.minus(before), heard.plus(NOT_ASSESSED_YET));
  }

  Optional<AlarmEvent> alarm(String alarmId) {
    return alarms.stream().filter(a -> a.alarmId().equals(alarmId)).findFirst();
  }

  Optional<Advisory> caseOf(String caseId) {
    return cases.stream().filter(c -> c.caseId().equals(caseId)).findFirst();
  }

  Optional<WorkOrder> order(String workOrderId) {
    return orders.stream().filter(o -> o.workOrderId().equals(workOrderId)).findFirst();
  }
}
