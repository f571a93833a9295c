package io.millwright.dashboards.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.console.PlantEditor.Added;
import io.millwright.dashboards.console.PlantEditor.Bearing;
import io.millwright.dashboards.console.PlantEditor.Checked;
import io.millwright.dashboards.console.PlantEditor.RefusedException;
import io.millwright.dashboards.console.PlantEditor.Template;
import io.millwright.dashboards.console.PlantEditor.Wrong;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds machines to the plant. */
final class PlantApi implements Api {
  private static final String ADD = "ADD_MACHINE";

  private final Gate gate;
  private final WriteGate writes;
  private final Supplier<FleetSnapshot> fleet;
  private final CommandSink sink;
  private final @Nullable PlantEditor editor;
  private final boolean readsNeedToken;

  /**
   * @param editor null if this process cannot change the plant
   */
  PlantApi(
      Gate gate,
      WriteGate writes,
      Supplier<FleetSnapshot> fleet,
      CommandSink sink,
      @Nullable PlantEditor editor,
      boolean readsNeedToken) {
    this.gate = gate;
    this.writes = writes;
    this.fleet = fleet;
    this.sink = sink;
    this.editor = editor;
    this.readsNeedToken = readsNeedToken;
  }

  /** Body of {@code POST /api/v1/plant/check}: an element of {@code assets} in plant.yaml. */
  record CheckRequest(@Nullable JsonNode asset) {}

  /** Body of {@code POST /api/v1/plant/assets}. */
  record AddRequest(@Nullable JsonNode asset, @Nullable String reason) {}

  /**
   * What a check found.
   *
   * @param machines how many are in force now
   */
  record CheckAnswer(
      List<Wrong> problems, @Nullable String yaml, @Nullable String published, int machines) {}

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.many(
                "/api/v1/plant/templates",
                "Types of machines to begin with, with limits that work before anything is learned",
                Template.class,
                this::templates)
            .with(
                new Parameter("ratedPowerKw", Double.class, false, "rated power in kW"),
                new Parameter("ratedSpeedRpm", Double.class, false, "rated shaft speed"),
                new Parameter("support", Support.class, false, "how the machine stands")),
        Operation.one(
                "/api/v1/plant/bearings",
                "A rolling-element bearing by its designation",
                Bearing.class,
                this::bearing)
            .with(Parameter.required("designation", "the maker's designation")),
        Operation.one(
                "/api/v1/plant/bearings/orders",
                "A rolling-element bearing by its fault frequencies, in multiples of the speed",
                Bearing.class,
                this::bearingOfOrders)
            .with(
                new Parameter("bpfo", Double.class, true, "ball pass frequency, outer race"),
                new Parameter("bpfi", Double.class, true, "ball pass frequency, inner race"),
                new Parameter("bsf", Double.class, false, "ball spin frequency"),
                new Parameter(
                    "pitchDiameterMm",
                    Double.class,
                    true,
                    "pitch diameter; about the mean of bore and outside diameter")),
        new Operation(
            HandlerType.POST,
            "/api/v1/plant/check",
            "Judge the declaration of a machine as `millwright plant check` does; changes nothing",
            List.of(),
            CheckRequest.class,
            CheckAnswer.class,
            false,
            200,
            Operation.JSON,
            List.of(),
            this::check),
        Operation.post(
                "/api/v1/plant/assets",
                "Add a machine: publish it and write it to plant.yaml",
                AddRequest.class,
                Added.class,
                this::add)
            .needs(Permission.CHANGE_PLANT));
  }

  List<Template> templates(Context request) {
    Double kw = number(request, "ratedPowerKw");
    Double rpm = number(request, "ratedSpeedRpm");
    try {
      return editor().templates(kw, rpm, support(request));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
  }

  Bearing bearing(Context request) {
    return editor().bearing(Requests.parameter(request, "designation"));
  }

  Bearing bearingOfOrders(Context request) {
    try {
      return editor()
          .bearing(
              demanded(request, "bpfo"),
              demanded(request, "bpfi"),
              number(request, "bsf"),
              demanded(request, "pitchDiameterMm"));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
  }

  CheckAnswer check(Context request) {
    if (readsNeedToken) { // it tells what is published
      Gate.demand(gate.principal(request), Permission.READ);
    }
    JsonNode asset = declaration(Commands.body(request, CheckRequest.class).asset());
    FleetSnapshot now = fleet.get();
    Checked checked = editor().check(asset, id -> declared(now, id));
    int machines =
        (int) now.assets().values().stream().filter(view -> view.declaration() != null).count();
    return new CheckAnswer(checked.problems(), checked.yaml(), checked.published(), machines);
  }

  Added add(Context request) {
    Principal actor = writes.principal(request);
    AddRequest body = Commands.body(request, AddRequest.class);
    JsonNode asset = declaration(body.asset());
    String reason = Commands.text("reason", body.reason());
    String target = asset.path("id").asText("");
    writes.demand(actor, Permission.CHANGE_PLANT, ADD, target, reason);
    FleetSnapshot now = fleet.get();
    Checked checked = editor().check(asset, machine -> declared(now, machine));
    if (checked.yaml() == null) {
      throw Problem.invalid(words(checked.problems()));
    }
    if (checked.published() != null && !checked.published().equals(checked.yaml())) {
      throw Problem.conflict(words(checked.problems()));
    }
    sink.done(WriteGate.audit(actor, ADD, target, reason));
    Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      Added added = editor().add(asset, "Added " + time + " by " + actor.name() + ": " + reason);
      writes.accepted();
      return added;
    } catch (RefusedException e) {
      writes.refused();
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
  }

  private static String words(List<Wrong> problems) {
    return problems.stream()
        .map(wrong -> (wrong.path() + " " + wrong.message()).strip())
        .collect(Collectors.joining("; "));
  }

  private PlantEditor editor() {
    PlantEditor present = editor;
    if (present == null) {
      throw Problem.notFound(
          "this console cannot change the plant; use `millwright plant apply plant.yaml`");
    }
    return present;
  }

  private static JsonNode declaration(@Nullable JsonNode asset) {
    if (asset == null || !asset.isObject()) {
      throw Problem.invalid("asset must be an object, as an element of assets in plant.yaml");
    }
    return asset;
  }

  private static @Nullable Asset declared(FleetSnapshot now, AssetId id) {
    return now.asset(id).map(AssetView::declaration).orElse(null);
  }

  private static Support support(Context request) {
    String text = request.queryParam("support");
    if (text == null || text.isBlank()) {
      return Support.UNKNOWN;
    }
    try {
      return Support.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("support must be RIGID, FLEXIBLE or UNKNOWN, is " + text);
    }
  }

  private static double demanded(Context request, String name) {
    Double value = number(request, name);
    if (value == null) {
      throw Problem.invalid("query parameter " + name + " is missing");
    }
    return value;
  }

  private static @Nullable Double number(Context request, String name) {
    String text = request.queryParam(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.invalid(name + " must be a number, is " + text);
  }
}
