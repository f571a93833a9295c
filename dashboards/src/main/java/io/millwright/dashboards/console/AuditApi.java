package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.runtime.access.Permission;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who did, or tried to do, what. */
final class AuditApi implements Api {
  private static final int USUAL = 500;

  private final Gate gate;
  private final Supplier<FleetSnapshot> fleet;

  AuditApi(Gate gate, Supplier<FleetSnapshot> fleet) {
    this.gate = gate;
    this.fleet = fleet;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
                "/api/v1/audit",
                "The audit log, newest first, of which the newest "
                    + FleetView.LOG_KEPT
                    + " are kept here",
                AuditAnswer.class,
                this::audit)
            .with(
                new Parameter("actor", String.class, false, "only of this actor"),
                new Parameter("action", String.class, false, "only this action"),
                new Parameter("text", String.class, false, "in what it was about, or its reason"),
                new Parameter(
                    "limit",
                    Integer.class,
                    false,
                    "most entries, 1 to " + FleetView.LOG_KEPT + "; " + USUAL + " if left out"))
            .needs(Permission.READ_AUDIT));
  }

  /**
   * Entries of the audit log, newest first.
   *
   * @param kept how many are kept here; older ones stay in the topic
   * @param matching how many of them were asked for
   * @param actors who is found in all that are kept
   * @param actions that are found there
   * @param entries as many of the matching ones as were asked for
   */
  record AuditAnswer(
      int kept,
      int matching,
      List<String> actors,
      List<String> actions,
      List<AuditEntry> entries) {}

  AuditAnswer audit(Context request) {
    Gate.demand(gate.principal(request), Permission.READ_AUDIT);
    String actor = request.queryParam("actor");
    String action = request.queryParam("action");
    String text = request.queryParam("text");
    int limit = Requests.number(request, "limit", USUAL, FleetView.LOG_KEPT);
    List<AuditEntry> all = fleet.get().log(Topics.AUDIT);
    List<AuditEntry> matching =
        all.stream()
            .filter(e -> blank(actor) || e.actor().equals(actor))
            .filter(e -> blank(action) || e.action().equals(action))
            .filter(says(text))
            .toList();
    return new AuditAnswer(
        all.size(),
        matching.size(),
        all.stream().map(AuditEntry::actor).distinct().sorted().toList(),
        all.stream().map(AuditEntry::action).distinct().sorted().toList(),
        matching.subList(0, Math.min(limit, matching.size())));
  }

  private static Predicate<AuditEntry> says(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return entry -> true;
    }
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return entry ->
        Stream.of(entry.target() == null ? "" : entry.target(), entry.reason())
            .anyMatch(said -> said.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
