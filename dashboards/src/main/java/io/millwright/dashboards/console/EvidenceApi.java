package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.HistoryStore;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evidence cards of cases, and the codes that lead a phone to them. */
final class EvidenceApi implements Api {
  private static final Parameter CASE =
      Parameter.required("id", "id of the case, which may hold slashes");

  private final Supplier<FleetSnapshot> fleet;
  private final EvidenceFile evidence;
  private final ConsoleSettings settings;

  EvidenceApi(
      Supplier<FleetSnapshot> fleet, HistoryStore history, ConsoleSettings settings, Clock clock) {
    this.fleet = fleet;
    this.evidence = new EvidenceFile(history, clock);
    this.settings = settings;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
                "/api/v1/cases/<id>/evidence",
                "What speaks for a case and what does not, on one page",
                EvidenceCard.class,
                this::card)
            .with(CASE),
        Operation.one(
                "/api/v1/cases/<id>/qr.svg",
                "QR code of the address of the case's evidence card",
                String.class,
                this::code)
            .with(CASE)
            .as("image/svg+xml"));
  }

  EvidenceCard card(Context request) {
    FleetSnapshot now = fleet.get();
    return evidence.card(now, located(now, request));
  }

  String code(Context request) {
    EvidenceFile.Located found = located(fleet.get(), request);
    try {
      return QrCode.svg(address(request.host(), found.subject().caseId()));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A printed code outlives the request, so its address is never taken from one: whoever could put
   * a name into the Host header would choose where people are sent. On loopback the header has been
   * checked, and leads nowhere but here.
   */
  private String address(@Nullable String host, String caseId) {
    URI reached = settings.publicUrl();
    if (reached == null && !settings.onLoopback()) {
      throw Problem.conflict(
          "there is no address to put into a code: set console.publicUrl to the one at which people"
              + " reach this console");
    }
    String origin = reached == null ? "http://" + host : reached.toString();
    return origin.replaceFirst("/+$", "")
        + "/#/evidence/"
        + URLEncoder.encode(caseId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static EvidenceFile.Located located(FleetSnapshot now, Context request) {
    String id = request.pathParam("id");
    for (AssetView view : now.assets().values()) {
      var subject = view.caseOf(id);
      if (subject.isPresent()) {
        return new EvidenceFile.Located(view, subject.get());
      }
    }
    throw Problem.notFound(
        "no case " + id + " is known here; GET /api/v1/cases?status=all lists those that are");
  }
}
