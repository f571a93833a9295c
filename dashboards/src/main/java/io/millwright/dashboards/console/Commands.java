package io.millwright.dashboards.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.javalin.http.Context;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writing half of the API: checks who asks, what for and why, and sends it on. Whether it takes
 * effect is decided by those who read the topics; the fleet shows it. What a known person wishes is
 * audited if it is carried out or if their role does not allow it; a request that is wrong in
 * itself is only answered.
 */
final class Commands implements Api {
  private static final int LONGEST_TEXT = 2_000;

  private static final Duration LONGEST_TIME = Duration.ofDays(366);

  /** What each action takes. */
  private static Permission permission(Kind kind) {
    return switch (kind) {
      case ACKNOWLEDGE, RESET, SHELVE, UNSHELVE -> Permission.HANDLE_ALARM;
      case TAKE_OUT_OF_SERVICE, RETURN_TO_SERVICE -> Permission.SUPPRESS_ALARM;
      case APPROVE_ORDER, REJECT_ORDER -> Permission.DECIDE_WORK_ORDER;
      case ACCEPT_AS_NORMAL -> Permission.ACCEPT_AS_NORMAL;
      case SUSPEND_AUTOMATION -> Permission.SUSPEND_AUTOMATION;
      case RESUME_AUTOMATION -> Permission.RESUME_AUTOMATION;
    };
  }

  /** Body of {@code POST /api/v1/actions}. */
  record ActionRequest(
      @Nullable String id,
      @Nullable String kind,
      @Nullable String assetId,
      @Nullable String targetId,
      @Nullable String reason,
      @Nullable String forTime) {}

  /** Body of {@code POST /api/v1/scope-actions}. */
  record ScopeRequest(
      @Nullable String id,
      @Nullable String scope,
      @Nullable Boolean suspended,
      @Nullable String reason) {}

  /**
   * Body of {@code POST /api/v1/maintenance-reports}.
   *
   * @param time when the work was done; the machine's newest event time if it is not said, which of
   *     a machine that is down is about when it failed
   * @param failedAt when it had failed in service; null if it had not
   */
  record ReportRequest(
      @Nullable String id,
      @Nullable String assetId,
      @Nullable String itemId,
      @Nullable String caseId,
      @Nullable String workOrderId,
      @Nullable String outcome,
      @Nullable String found,
      @Nullable Instant time,
      @Nullable Instant failedAt) {}

  /** Answer: stored under this id. */
  record Accepted(String id, String status) {}

  private final WriteGate writes;
  private final Supplier<FleetSnapshot> fleet;
  private final CommandSink sink;

  Commands(WriteGate writes, Supplier<FleetSnapshot> fleet, CommandSink sink) {
    this.writes = writes;
    this.fleet = fleet;
    this.sink = sink;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.post(
                "/api/v1/actions",
                "Acknowledge, shelve, approve and so on",
                ActionRequest.class,
                Accepted.class,
                this::act)
            .needs(
                Permission.HANDLE_ALARM,
                Permission.SUPPRESS_ALARM,
                Permission.DECIDE_WORK_ORDER,
                Permission.ACCEPT_AS_NORMAL),
        Operation.post(
                "/api/v1/scope-actions",
                "Suspend or resume automation for the plant, an area or a machine",
                ScopeRequest.class,
                Accepted.class,
                this::suspend)
            .needs(Permission.SUSPEND_AUTOMATION, Permission.RESUME_AUTOMATION),
        Operation.post(
                "/api/v1/maintenance-reports",
                "Say what was found and done",
                ReportRequest.class,
                Accepted.class,
                this::report)
            .needs(Permission.REPORT_MAINTENANCE));
  }

  Accepted act(Context request) {
    Principal actor = writes.principal(request);
    ActionRequest body = body(request, ActionRequest.class);
    Kind kind = oneOf("kind", Kind.class, body.kind(), Set.of(Kind.values()));
    String reason = text("reason", body.reason());
    writes.demand(actor, permission(kind), kind.name(), body.targetId(), reason);
    AssetView asset = Requests.asset(fleet.get(), body.assetId());
    checkTarget(kind, asset, body.targetId());
    Instant now = timeOf(asset, body.targetId());
    OperatorAction action =
        new OperatorAction(
            idOf(body.id()),
            asset.id(),
            kind,
            body.targetId(),
            now,
            actor.name(),
            Gate.names(actor.roles()),
            reason,
            kind == Kind.SHELVE ? now.plus(duration(body.forTime())) : null);
    sink.act(action, WriteGate.audit(actor, kind.name(), body.targetId(), reason));
    writes.accepted();
    return new Accepted(action.id(), "accepted");
  }

  /** Suspends or resumes automation for an area or the plant. */
  Accepted suspend(Context request) {
    Principal actor = writes.principal(request);
    ScopeRequest body = body(request, ScopeRequest.class);
    String scope = body.scope();
    Boolean suspended = body.suspended();
    if (scope == null || suspended == null) {
      throw Problem.invalid("scope (empty for the plant) and suspended (true or false) are needed");
    }
    String reason = text("reason", body.reason());
    Kind kind = suspended ? Kind.SUSPEND_AUTOMATION : Kind.RESUME_AUTOMATION;
    writes.demand(actor, permission(kind), kind.name(), scope, reason);
    // What is suspended can be resumed, though the machines may be elsewhere by now.
    boolean stands = fleet.get().suspensions().stream().anyMatch(a -> a.scope().equals(scope));
    if (!scope.isEmpty() && !stands && !fleet.get().knowsScope(scope)) {
      throw Problem.notFound("no machine is in " + scope);
    }
    ScopeAction action =
        new ScopeAction(
            idOf(body.id()),
            scope,
            suspended,
            fleet.get().newestEventTime().orElseGet(Instant::now),
            actor.name(),
            Gate.names(actor.roles()),
            reason);
    sink.suspend(action, WriteGate.audit(actor, kind.name(), scope, reason));
    writes.accepted();
    return new Accepted(action.id(), "accepted");
  }

  Accepted report(Context request) {
    Principal actor = writes.principal(request);
    ReportRequest body = body(request, ReportRequest.class);
    MaintenanceReport.Outcome outcome =
        oneOf(
            "outcome",
            MaintenanceReport.Outcome.class,
            body.outcome(),
            Set.of(MaintenanceReport.Outcome.values()));
    String found = text("found", body.found());
    writes.demand(actor, Permission.REPORT_MAINTENANCE, "REPORT_MAINTENANCE", body.caseId(), found);
    AssetView asset = Requests.asset(fleet.get(), body.assetId());
    checkItem(asset, body.itemId());
    if (body.caseId() != null && asset.caseOf(body.caseId()).isEmpty()) {
      throw Problem.notFound(asset.id() + " has no case " + body.caseId());
    }
    if (body.workOrderId() != null && asset.order(body.workOrderId()).isEmpty()) {
      throw Problem.notFound(asset.id() + " has no work order " + body.workOrderId());
    }
    Instant newest = asset.newestEventTime().orElseGet(Instant::now);
    Instant time = body.time() == null ? newest : body.time();
    if (time.isAfter(newest) && time.isAfter(Instant.now())) {
      throw Problem.invalid("time must not lie in the future: " + time);
    }
    Instant failedAt = body.failedAt();
    if (failedAt != null && failedAt.isAfter(time)) {
      throw Problem.invalid(
          "failedAt must not be after the work, which was done at " + time + "; say its time");
    }
    MaintenanceReport report =
        new MaintenanceReport(
            idOf(body.id()),
            asset.id(),
            body.itemId(),
            body.caseId(),
            body.workOrderId(),
            outcome,
            found,
            time,
            actor.name(),
            failedAt);
    sink.report(report, WriteGate.audit(actor, "REPORT_MAINTENANCE", body.caseId(), found));
    writes.accepted();
    return new Accepted(report.id(), "accepted");
  }

  private static void checkTarget(Kind kind, AssetView asset, @Nullable String target) {
    if (kind == Kind.ACCEPT_AS_NORMAL) {
      if (target != null && asset.caseOf(target).isEmpty()) {
        throw Problem.notFound(asset.id() + " has no case " + target);
      }
      return;
    }
    if (kind == Kind.SUSPEND_AUTOMATION || kind == Kind.RESUME_AUTOMATION) {
      if (target != null) {
        throw Problem.invalid(kind + " is about the asset, not about " + target);
      }
      return;
    }
    boolean ofAlarm = permission(kind) != Permission.DECIDE_WORK_ORDER;
    if (target == null) {
      throw Problem.invalid("targetId is missing: the alarm or order that " + kind + " is about");
    }
    if (ofAlarm) {
      if (asset.alarm(target).isEmpty()) {
        throw Problem.notFound(asset.id() + " has no standing alarm " + target);
      }
      return;
    }
    WorkOrder order =
        asset
            .order(target)
            .orElseThrow(() -> Problem.notFound(asset.id() + " has no work order " + target));
    if (order.status() != WorkOrder.Status.REQUESTED) {
      throw Problem.conflict(
          "work order " + target + " is " + order.status() + ", no longer REQUESTED");
    }
  }

  /** Of the asset; of an alarm of silence by the clock, for its asset's time stands still. */
  private static Instant timeOf(AssetView asset, @Nullable String target) {
    boolean silence =
        target != null
            && asset.alarm(target).filter(a -> a.condition() == AlarmCondition.SILENT).isPresent();
    return silence ? Instant.now() : asset.newestEventTime().orElseGet(Instant::now);
  }

  private static Duration duration(@Nullable String text) {
    try {
      Duration given = text == null ? Duration.ZERO : Duration.parse(text);
      if (!given.isNegative() && !given.isZero() && given.compareTo(LONGEST_TIME) <= 0) {
        return given;
      }
    } catch (DateTimeParseException e) {
      // told below, as for any other text that is no positive duration
    }
    throw Problem.invalid(
        "forTime must be a positive duration such as PT8H, a year at most, was " + text);
  }

  private static void checkItem(AssetView asset, @Nullable String itemId) {
    if (itemId != null
        && asset.declaration() != null
        && asset.declaration().items().stream().noneMatch(item -> item.id().equals(itemId))) {
      throw Problem.notFound(asset.id() + " has no maintainable item " + itemId);
    }
  }

  static <T> T body(Context request, Class<T> type) {
    try {
      T body =
          CloudEventCodec.JSON
              .readerFor(type)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(Requests.body(request));
      if (body == null) {
        throw Problem.invalid("the body is empty");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw Problem.invalid("the body is not the JSON expected: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <E extends Enum<E>> E oneOf(
      String field, Class<E> type, @Nullable String value, Set<E> allowed) {
    for (E candidate : allowed) {
      if (candidate.name().equals(value)) {
        return candidate;
      }
    }
    throw Problem.invalid(field + " must be one of " + new TreeSet<>(allowed) + ", is " + value);
  }

  /** Nothing is done without a reason. */
  static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problem.invalid(field + " is missing: say why, or what was found");
    }
    if (value.length() > LONGEST_TEXT) {
      throw Problem.invalid(field + " is longer than " + LONGEST_TEXT + " characters");
    }
    return value.strip();
  }

  private static String idOf(@Nullable String wanted) {
    return wanted == null || wanted.isBlank() ? UUID.randomUUID().toString() : text("id", wanted);
  }
}
