package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import io.millwright.runtime.metrics.Metrics;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets those in who want to change something, counts that, and audits whom it refuses. */
final class WriteGate {
  /** Beyond any real id's. */
  private static final int LONGEST_TARGET = 200;

  private final Gate gate;
  private final CommandSink sink;
  private final Counter accepted;
  private final Counter refused;

  WriteGate(Gate gate, CommandSink sink, Metrics metrics) {
    this.gate = gate;
    this.sink = sink;
    this.accepted = metrics.counter(ConsoleMeter.WRITES, "outcome", "accepted");
    this.refused = metrics.counter(ConsoleMeter.WRITES, "outcome", "refused");
  }

  /** Who asks. */
  Principal principal(Context request) {
    try {
      return gate.principal(request);
    } catch (Problem.Exception e) {
      refused(); // not audited: nobody is known, and anybody could fill the audit
      throw e;
    }
  }

  /** A problem 403, which is audited, unless a role of the actor's allows it. */
  void demand(
      Principal actor,
      Permission permission,
      String action,
      @Nullable String target,
      String reason) {
    try {
      Gate.demand(actor, permission);
    } catch (Problem.Exception e) {
      refused();
      sink.refused(audit(actor, action, target, reason, false));
      throw e;
    }
  }

  void accepted() {
    accepted.increment();
  }

  void refused() {
    refused.increment();
  }

  /** Of what is carried out. */
  static AuditEntry audit(Principal actor, String action, @Nullable String target, String reason) {
    return audit(actor, action, target, reason, true);
  }

  private static AuditEntry audit(
      Principal actor, String action, @Nullable String target, String reason, boolean allowed) {
    return new AuditEntry(
        UUID.randomUUID().toString(),
        Instant.now(),
        actor.name(),
        Gate.names(actor.roles()),
        action,
        target == null ? null : start(target),
        reason,
        allowed);
  }

  /** A target is audited before it is checked, so that it can be anything, of any length. */
  private static String start(String target) {
    return target.codePointCount(0, target.length()) <= LONGEST_TARGET
        ? target
        : target.substring(0, target.offsetByCodePoints(0, LONGEST_TARGET));
  }
}
