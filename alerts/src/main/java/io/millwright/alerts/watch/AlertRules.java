package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.AlarmRule;
import io.millwright.alerts.cases.CaseRule;
import io.millwright.alerts.workorder.WorkOrderRule;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.util.Set;

/**
 * The rules of alarms, cases and orders. Limits of points are plant data and come with the asset.
 *
 * @param raiseFor origins of telemetry that may raise anything; a replay or a demonstration adds
 *     its own
 * @param health of the health alarm
 * @param limits of the alarms of limits; their delays stand with the limits
 * @param suppressWhileStopped alarms that are hidden while the machine stands, LIMIT and HEALTH at
 *     most: suppressed by design, and shown again when it runs. LIMIT only where a point tells the
 *     operating state
 * @param longestShelving how long an alarm may be shelved at most
 * @param respondWithin a finding whose remaining life is longer needs no timely response: it is an
 *     alert, told as a case, and no alarm (ISA-18.2). Where no life is known it is an alarm
 * @param cases when cases open
 * @param workOrders when work is requested
 * @param silence when an asset that sends nothing is an alarm
 */
public record AlertRules(
    @Default("[MEASURED]") Set<Origin> raiseFor,
    AlarmRule health,
    AlarmRule limits,
    Set<AlarmCondition> suppressWhileStopped,
    @Default("P1D") Duration longestShelving,
    @Default("P7D") Duration respondWithin,
    CaseRule cases,
    WorkOrderRule workOrders,
    SilenceRule silence) {
  public AlertRules {
    raiseFor = Set.copyOf(raiseFor);
    suppressWhileStopped = Set.copyOf(suppressWhileStopped);
    if (!limits.on().isZero() || !limits.off().isZero()) {
      throw new IllegalArgumentException(
          "limits: the delays of a limit stand with it, in the plant's declaration");
    }
    if (suppressWhileStopped.contains(AlarmCondition.SILENT)) {
      throw new IllegalArgumentException(
          "suppressWhileStopped: a machine that is silent is not known to stand");
    }
    if (respondWithin.isNegative() || respondWithin.isZero()) {
      throw new IllegalArgumentException("respondWithin must be positive");
    }
    if (longestShelving.isNegative() || longestShelving.isZero()) {
      throw new IllegalArgumentException("longestShelving must be positive");
    }
  }
}
