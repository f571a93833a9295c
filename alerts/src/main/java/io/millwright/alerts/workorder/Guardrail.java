package io.millwright.alerts.workorder;

import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.time.Instant;

/**
 * When automation suspends itself, until a person resumes it. Alarms go on.
 *
 * @param falseCalls calls of an asset in a row that people answered with nothing found or declined,
 *     after which automation is suspended for that asset; 0 for never
 * @param mostRequests new requests of the whole plant within {@code window}, above which automation
 *     is suspended for the plant: a wrong model, sensor or rule is likelier than so many faults; 0
 *     for never
 * @param window in event time
 */
public record Guardrail(
    @Default("3") int falseCalls,
    @Default("100") int mostRequests,
    @Default("PT1H") Duration window) {
  /** Who suspends automation when no person does. */
  public static final String ACTOR = "millwright guardrail";

  private static final String ROLE = "platform";

  public Guardrail {
    if (falseCalls < 0 || mostRequests < 0) {
      throw new IllegalArgumentException("falseCalls and mostRequests must be zero or more");
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be positive");
    }
  }

  /**
   * Suspends a scope.
   *
   * @param cause id of the record that was one too many
   */
  public static ScopeAction suspend(String scope, Instant time, String cause, String reason) {
    return new ScopeAction(
        "millwright:alerts:guardrail:" + cause, scope, true, time, ACTOR, ROLE, reason);
  }

  /** Whether a suspension is the platform's own. */
  public static boolean tripped(ScopeAction action) {
    return action.actor().equals(ACTOR) && action.role().equals(ROLE);
  }

  /** The entry for the audit log, where what people do stands as well. */
  public static AuditEntry audit(ScopeAction action, Instant now) {
    return new AuditEntry(
        action.id(),
        now,
        action.actor(),
        action.role(),
        "SUSPEND_AUTOMATION",
        action.scope(),
        action.reason(),
        true);
  }
}
