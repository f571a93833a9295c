package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.models.release.ModelComparison;
import io.millwright.models.release.RefusedReleaseException;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import io.millwright.runtime.service.Health;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Models: which serve, which judge in the dark, how these compare, and the two wishes of a person:
 * promote, roll back. What the rules of releasing allow is decided here with what the console has
 * read; whether a version can be loaded is decided by the assessment job, and shown.
 */
final class ModelsApi implements Api {
  private static final String ANY = "*";
  private static final int DECISIONS_SHOWN = 50;
  private static final int COMPARISONS_SHOWN = 3;
  private static final int WINDOWS_SHOWN = 60;

  /** What a person may ask for. */
  @SuppressWarnings("JavaCase") // as it is written in a request
  enum Action {
    promote,
    rollback
  }

  /**
   * Body of {@code POST /api/v1/model-actions}.
   *
   * @param version or the first digits of it
   * @param equipmentClass needed where a version was released for several
   */
  record ModelActionRequest(
      @Nullable String modelId,
      @Nullable String version,
      @Nullable String equipmentClass,
      @Nullable Action action,
      @Nullable String reason) {}

  /** Answer: the changes are stored. */
  record Released(List<ModelRelease> changes) {}

  /**
   * All that is known of models.
   *
   * @param places kinds of model by equipment class
   * @param decisions of the gate, newest first
   */
  record ModelsAnswer(List<Place> places, List<GateDecision> decisions) {}

  /**
   * One kind of model for one class of equipment.
   *
   * @param kind such as {@code life}
   * @param equipmentClass {@code *} for every class without a model of its own
   * @param machines of the class, or of all those classes
   * @param lifeUnit of remaining lives and their differences; null if none is known
   * @param versions who serves first, then the shadow, then the retired ones, newest first
   * @param comparisons of shadows with who was live then, the newest pair first
   */
  record Place(
      String kind,
      String equipmentClass,
      int machines,
      @Nullable LifeUnit lifeUnit,
      List<Version> versions,
      List<Comparison> comparisons) {}

  /**
   * A version in its place.
   *
   * @param release what is known of it
   * @param seen machines whose newest assessment names it; of life models only
   * @param next whether it serves again if the live version is rolled back
   */
  record Version(ModelRelease release, int seen, boolean next) {}

  /**
   * A shadow beside a live version.
   *
   * @param version of the shadow
   * @param baselineVersion of the live model
   * @param overall means over all windows that are shown
   * @param windows oldest first
   */
  record Comparison(
      String modelId,
      String version,
      String baselineVersion,
      ModelEvaluation overall,
      List<ModelEvaluation> windows) {}

  private final Supplier<FleetSnapshot> fleet;
  private final WriteGate writes;
  private final CommandSink sink;
  private final Clock clock;
  private final Supplier<Health> fleetHealth;

  /**
   * @param fleetHealth whether the fleet's snapshot is complete and up to date
   */
  ModelsApi(
      Supplier<FleetSnapshot> fleet,
      Supplier<Health> fleetHealth,
      WriteGate writes,
      CommandSink sink,
      Clock clock) {
    this.fleetHealth = fleetHealth;
    this.fleet = fleet;
    this.writes = writes;
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
            "/api/v1/models",
            "Models: roles, decisions, comparisons",
            ModelsAnswer.class,
            request -> models()),
        Operation.post(
                "/api/v1/model-actions",
                "Promote a shadow, or roll a live model back",
                ModelActionRequest.class,
                Released.class,
                this::act)
            .needs(Permission.RELEASE_MODEL));
  }

  /** Takes an evaluation: of a window the newest counts. */
  static void keepEvaluation(FleetView view, ModelEvaluation e) {
    view.keep(Topics.MODEL_EVALUATIONS, pair(e) + " " + e.from(), e);
  }

  /** Takes a decision. */
  static void keepDecision(FleetView view, GateDecision d) {
    String key = d.modelId() + "@" + d.version() + " " + d.decidedAt() + " " + d.outcome();
    view.keep(Topics.MODEL_STATUS, key, d);
  }

  ModelsAnswer models() {
    FleetSnapshot now = fleet.get();
    ReleaseLog log = log(now);
    Map<String, List<ModelRelease>> places = new TreeMap<>();
    for (ModelRelease release : log.releases()) {
      places
          .computeIfAbsent(
              place(release.equipmentClass(), release.judges()), k -> new ArrayList<>())
          .add(release);
    }
    Map<String, List<Assessment>> byClass = latestByClass(now);
    return new ModelsAnswer(
        places.values().stream()
            .map(
                releases ->
                    place(releases, latest(releases.get(0), places.keySet(), byClass), log, now))
            .toList(),
        now.plant(Topics.MODEL_STATUS).stream()
            .sorted(Comparator.comparing(GateDecision::decidedAt).reversed())
            .limit(DECISIONS_SHOWN)
            .toList());
  }

  private static ReleaseLog log(FleetSnapshot now) {
    return new ReleaseLog(now.plant(Topics.MODELS));
  }

  private static String place(String equipmentClass, String kind) {
    return equipmentClass + " " + kind;
  }

  /**
   * @param latest newest assessments of the machines that these releases are for
   */
  private static Place place(
      List<ModelRelease> releases, List<Assessment> latest, ReleaseLog log, FleetSnapshot now) {
    ModelRelease first = releases.get(0);
    Map<String, Long> seen =
        latest.stream()
            .map(a -> a.provenance().modelVersion())
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(version -> version, Collectors.counting()));
    ModelRelease next = log.before(first.judges(), first.equipmentClass());
    List<Version> versions =
        releases.stream()
            .sorted(
                Comparator.comparingInt(ModelsApi::rank)
                    .thenComparing(ModelRelease::releasedAt, Comparator.reverseOrder()))
            .map(r -> new Version(r, seen.getOrDefault(r.version(), 0L).intValue(), r.equals(next)))
            .toList();
    LifeUnit unit =
        latest.stream()
            .map(a -> a.prognosis().remainingLife())
            .filter(Objects::nonNull)
            .map(RemainingLife::unit)
            .findFirst()
            .orElse(null);
    return new Place(
        first.judges(),
        first.equipmentClass(),
        latest.size(),
        unit,
        versions,
        comparisons(releases, now));
  }

  private static int rank(ModelRelease release) {
    return switch (release.role()) {
      case LIVE -> 0;
      case CANARY -> 1;
      case SHADOW -> 2;
      case RETIRED -> 3;
    };
  }

  /** Newest assessments of the machines that are declared, by their class. */
  private static Map<String, List<Assessment>> latestByClass(FleetSnapshot now) {
    Map<String, List<Assessment>> byClass = new HashMap<>();
    for (AssetView view : now.assets().values()) {
      Asset asset = view.declaration();
      Assessment assessment = view.latest();
      if (asset != null && assessment != null) {
        byClass.computeIfAbsent(asset.equipmentClass(), k -> new ArrayList<>()).add(assessment);
      }
    }
    return byClass;
  }

  /** Those of the machines that a release is for: of its class, or of all without a place. */
  private static List<Assessment> latest(
      ModelRelease release, Set<String> places, Map<String, List<Assessment>> byClass) {
    if (!release.equipmentClass().equals(ANY)) {
      return byClass.getOrDefault(release.equipmentClass(), List.of());
    }
    return byClass.entrySet().stream()
        .filter(ofClass -> !places.contains(place(ofClass.getKey(), release.judges())))
        .flatMap(ofClass -> ofClass.getValue().stream())
        .toList();
  }

  private static List<Comparison> comparisons(List<ModelRelease> releases, FleetSnapshot now) {
    Map<String, List<ModelEvaluation>> pairs =
        now.plant(Topics.MODEL_EVALUATIONS).stream()
            .filter(e -> releases.stream().anyMatch(r -> isOf(e, r)))
            .collect(
                Collectors.groupingBy(ModelsApi::pair, LinkedHashMap::new, Collectors.toList()));
    return pairs.values().stream().map(ModelsApi::comparison).limit(COMPARISONS_SHOWN).toList();
  }

  private static boolean isOf(ModelEvaluation e, ModelRelease r) {
    return e.modelId().equals(r.modelId())
        && e.version().equals(r.version())
        && (e.equipmentClass() == null || e.equipmentClass().equals(r.equipmentClass()));
  }

  private static String pair(ModelEvaluation e) {
    return e.modelId() + "@" + e.version() + "/" + e.equipmentClass() + " " + e.baselineVersion();
  }

  private static Comparison comparison(List<ModelEvaluation> all) {
    List<ModelEvaluation> byTime = new ArrayList<>(all);
    byTime.sort(Comparator.comparing(ModelEvaluation::from));
    List<ModelEvaluation> windows =
        byTime.subList(Math.max(0, byTime.size() - WINDOWS_SHOWN), byTime.size());
    ModelEvaluation last = windows.get(windows.size() - 1);
    return new Comparison(
        last.modelId(), last.version(), last.baselineVersion(), overall(windows), windows);
  }

  /** Means weighted by what each is a mean of. */
  private static ModelEvaluation overall(List<ModelEvaluation> windows) {
    ModelEvaluation first = windows.get(0);
    Map<String, Double> sums = new TreeMap<>();
    Map<String, Double> weights = new TreeMap<>();
    long assessments = 0;
    for (ModelEvaluation window : windows) {
      assessments += window.assessments();
      window
          .metrics()
          .forEach(
              (name, value) -> {
                double weight = ModelComparison.weight(window, name);
                sums.merge(name, weight * value, Double::sum);
                weights.merge(name, weight, Double::sum);
              });
    }
    Map<String, Double> means = new TreeMap<>();
    weights.forEach(
        (name, weight) -> {
          if (weight > 0) {
            means.put(name, sums.getOrDefault(name, 0.0) / weight);
          }
        });
    return new ModelEvaluation(
        first.modelId(),
        first.version(),
        first.baselineVersion(),
        first.from(),
        windows.get(windows.size() - 1).to(),
        assessments,
        means,
        first.equipmentClass());
  }

  Released act(Context request) {
    Principal actor = writes.principal(request);
    ModelActionRequest body = Commands.body(request, ModelActionRequest.class);
    Action action = body.action();
    String modelId = body.modelId();
    String version = body.version();
    if (action == null || modelId == null || version == null) {
      throw Problem.invalid("modelId, version and action (promote or rollback) are needed");
    }
    String reason = Commands.text("reason", body.reason());
    String name = action == Action.promote ? "PROMOTE_MODEL" : "ROLL_BACK_MODEL";
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String target = modelId + "@" + version;
    writes.demand(actor, Permission.RELEASE_MODEL, name, target, reason);
    demandWholeLog();
    ReleaseLog log = log(fleet.get());
    if (log.releases().stream().noneMatch(r -> r.modelId().equals(modelId))) {
      throw Problem.notFound("no model " + modelId + " was released");
    }
    Because because = new Because(actor.name(), reason, now);
    List<ModelRelease> changes;
    try {
      changes =
          action == Action.promote
              ? log.promote(modelId, version, body.equipmentClass(), because)
              : log.rollBack(modelId, version, body.equipmentClass(), because);
    } catch (RefusedReleaseException e) {
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
    sink.release(changes, WriteGate.audit(actor, name, target, reason));
    writes.accepted();
    return new Released(changes);
  }

  /** By a part of the releases, or old ones, the rules would allow what they forbid. */
  private void demandWholeLog() {
    Health health = fleetHealth.get();
    if (health.status() != Health.Status.UP) {
      throw Problem.unavailable(
          "nothing was done: not all releases are known now (" + health.reason() + "); try again");
    }
  }
}
