package io.millwright.alerts;

import io.millwright.alerts.kpi.OperatorPositions;
import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.parts.PartsRule;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.alerts.watch.AlertRules;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the alerts.
 *
 * @param rules of alarms, cases and orders
 * @param silenceCheck wall-clock time between two looks for silent assets
 * @param applicationId consumer group, and prefix of the internal topics and transactional ids
 * @param threads stream threads
 * @param commitInterval how often decisions become visible; the floor of the latency of an alarm
 * @param replication copies of the internal topics
 * @param parts how advice on spare parts is calculated
 * @param rootCases when alarms belong together
 * @param kpis positions by which the alarm system is judged
 * @param ledger how calls are judged, and what the plant declares of costs
 * @param notification who is told what; null tells nobody
 */
public record AlertsConfig(
    AlertRules rules,
    @Default("PT5S") Duration silenceCheck,
    @Default("millwright-alerts") String applicationId,
    @Default("1") int threads,
    @Default("PT0.1S") Duration commitInterval,
    @Default("1") int replication,
    PartsRule parts,
    RootCaseRule rootCases,
    OperatorPositions kpis,
    LedgerRules ledger,
    @Nullable NotificationConfig notification) {
  public AlertsConfig {
    if (silenceCheck.toMillis() < 1 || commitInterval.toMillis() < 1) {
      throw new IllegalArgumentException("silenceCheck and commitInterval must be 1 ms or more");
    }
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("applicationId must not be blank");
    }
    if (threads < 1 || replication < 1) {
      throw new IllegalArgumentException("threads and replication must be one or more");
    }
  }
}
