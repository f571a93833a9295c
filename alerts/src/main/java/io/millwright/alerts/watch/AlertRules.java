package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.Delays;
import io.millwright.alerts.cases.CaseRule;
import io.millwright.alerts.workorder.WorkOrderRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Default;
import java.util.Set;

/**
 * The rules of alarms, cases and orders. Limits of points are plant data and come with the asset.
 *
 * @param raiseFor origins of telemetry that may raise anything; a replay or a demonstration adds
 *     its own
 * @param health delays of the health alarm
 * @param cases when cases open
 * @param workOrders when work is requested
 * @param silence when an asset that sends nothing is an alarm
 */
public record AlertRules(
    @Default("[MEASURED]") Set<Origin> raiseFor,
    Delays health,
    CaseRule cases,
    WorkOrderRule workOrders,
    SilenceRule silence) {
  public AlertRules {
    raiseFor = Set.copyOf(raiseFor);
  }
}
