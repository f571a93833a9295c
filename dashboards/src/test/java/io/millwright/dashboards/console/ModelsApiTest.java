package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static io.millwright.dashboards.console.TestConsole.assertProblem;
import static io.millwright.dashboards.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.service.Health;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsApiTest {
  private static final String OLD = "aaaaaaaaaaaa1";
  private static final String NEW = "bbbbbbbbbbbb2";

  private final TestConsole console = new TestConsole();
  private final InMemoryFleetFeed feed = console.feed;
  private final RecordingCommandSink sink = console.sink;
  private final String scientist = console.token("dana", Role.DATA_SCIENTIST);
  private final String operator = console.token("otto", Role.OPERATOR);
  private final Asset pump = HistoryExamples.asset("north/pump-1", "flow");

  @BeforeEach
  void open() throws Exception {
    feed.add(view -> view.declare(pump));
    feed.add(view -> view.assess(HistoryExamples.assessment("north/pump-1", T0, 2.5, 31, 20)));
    keep(release(OLD, ModelRole.LIVE, null));
    keep(release(NEW, ModelRole.SHADOW, null));
    console.open();
    await().until(() -> models().path("places").size() == 1);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void showsWhoServesAndWhoJudgesInTheDark() throws Exception {
    JsonNode place = models().path("places").get(0);

    assertThat(place.path("equipmentClass").asText()).isEqualTo(pump.equipmentClass());
    assertThat(place.path("kind").asText()).isEqualTo("life");
    assertThat(place.path("machines").asInt()).isEqualTo(1);
    assertThat(place.path("lifeUnit").asText()).isEqualTo("HOURS");
    assertThat(place.at("/versions/0/release/version").asText()).isEqualTo(OLD);
    assertThat(place.at("/versions/0/next").asBoolean()).isFalse();
    assertThat(place.at("/versions/1/release/role").asText()).isEqualTo("SHADOW");
  }

  /** A mean over windows is weighted by what each is a mean of, not by windows. */
  @Test
  void sumsComparisonsUp() throws Exception {
    feed.add(view -> ModelsApi.keepEvaluation(view, evaluation(0, 100, 1.0, 10)));
    feed.add(view -> ModelsApi.keepEvaluation(view, evaluation(1, 300, 0.5, 40)));
    feed.add(view -> ModelsApi.keepEvaluation(view, evaluation(1, 400, 0.5, 40)));
    await().until(() -> models().at("/places/0/comparisons/0/windows").size() == 2);

    JsonNode comparison = models().at("/places/0/comparisons/0");
    assertThat(comparison.path("version").asText()).isEqualTo(NEW);
    assertThat(comparison.path("baselineVersion").asText()).isEqualTo(OLD);
    JsonNode overall = comparison.path("overall");
    assertThat(overall.path("assessments").asLong()).as("the newest of a window").isEqualTo(500);
    assertThat(overall.at("/metrics/bothEstimateShare").asDouble()).isCloseTo(0.6, within(1e-9));
    assertThat(overall.at("/metrics/meanAbsoluteDifference").asDouble())
        .as("(100 · 10 + 200 · 40) / 300")
        .isCloseTo(30, within(1e-9));
  }

  /** The same version may judge another class in the dark. */
  @Test
  void comparesEachClassByItself() throws Exception {
    String ours = String.valueOf(pump.equipmentClass());
    feed.add(view -> ModelsApi.keepEvaluation(view, ofClass(ours, 100)));
    feed.add(view -> ModelsApi.keepEvaluation(view, ofClass("another", 7)));
    await().until(() -> models().at("/places/0/comparisons").size() == 1);

    assertThat(models().at("/places/0/comparisons/0/overall/assessments").asLong()).isEqualTo(100);
  }

  private static ModelEvaluation ofClass(String equipmentClass, long scans) {
    ModelEvaluation e = evaluation(0, scans, 1.0, 10);
    return new ModelEvaluation(
        e.modelId(),
        e.version(),
        e.baselineVersion(),
        e.from(),
        e.to(),
        e.assessments(),
        e.metrics(),
        equipmentClass);
  }

  @Test
  void promotesAShadowAndRetiresWhoServed() throws Exception {
    JsonNode answer = json(post(scientist, body(NEW, "promote", "closer for a month")));

    assertThat(answer.path("changes")).hasSize(2);
    assertThat(sink.releases)
        .extracting(ModelRelease::role)
        .containsExactly(ModelRole.LIVE, ModelRole.RETIRED);
    ModelRelease live = sink.releases.get(0);
    assertThat(live.version()).isEqualTo(NEW);
    assertThat(live.actor()).isEqualTo("dana");
    assertThat(live.reason()).isEqualTo("closer for a month");
    AuditEntry audit = sink.audit.get(0);
    assertThat(audit.action()).isEqualTo("PROMOTE_MODEL");
    assertThat(audit.target()).isEqualTo("rul-pump@" + NEW);
    assertThat(audit.allowed()).isTrue();
  }

  @Test
  void rollsBackToTheVersionThatItHadSaid() throws Exception {
    keep(release(NEW, ModelRole.LIVE, null));
    keep(release(OLD, ModelRole.RETIRED, T0.plusSeconds(20)));
    await().until(() -> models().at("/places/0/versions/1/next").asBoolean());

    json(post(scientist, body(NEW, "rollback", "false calls")));

    assertThat(sink.releases.get(0).version()).isEqualTo(OLD);
    assertThat(sink.releases.get(0).role()).isEqualTo(ModelRole.LIVE);
    assertThat(sink.releases.get(1).version()).isEqualTo(NEW);
    assertThat(sink.releases.get(1).refused()).isTrue();
  }

  @Test
  void showsWhatTheGateDecided() throws Exception {
    GateDecision refused =
        new GateDecision("rul-pump", NEW, T0, GateDecision.Outcome.REFUSE, "is damaged");
    feed.add(view -> ModelsApi.keepDecision(view, refused));
    feed.add(view -> ModelsApi.keepDecision(view, refused)); // told again after a restart

    await().until(() -> models().path("decisions").size() > 0);
    assertThat(models().path("decisions")).hasSize(1);
    assertThat(models().at("/decisions/0/reason").asText()).isEqualTo("is damaged");
  }

  @Test
  void refusesWhoMayNotAndAuditsIt() throws Exception {
    assertThat(post(null, body(NEW, "promote", "x")).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = post(operator, body(NEW, "promote", "x"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("DATA_SCIENTIST");
    assertThat(sink.releases).isEmpty();
    assertThat(sink.audit).hasSize(1);
    assertThat(sink.audit.get(0).allowed()).isFalse();
  }

  @Test
  void refusesWhatBreaksARule() throws Exception {
    assertProblem(post(scientist, body(OLD, "rollback", "x")), 409, "no earlier version served");
    assertProblem(post(scientist, body(OLD, "promote", "x")), 409, "is LIVE, not SHADOW");
    assertProblem(post(scientist, body(NEW, "promote", " ")), 400, "reason is missing");
    assertProblem(post(scientist, body(NEW, "retire", "x")), 400, "Action");
    assertProblem(
        post(scientist, body(NEW, "promote", "x").replace("rul-pump", "rul-fan")),
        404,
        "no model rul-fan");
    assertThat(sink.releases).isEmpty();
  }

  /** What a console knows that has lost its feed may be old: the rules would be applied to that. */
  @Test
  void refusesWhileItDoesNotKnowAllReleases() throws Exception {
    feed.add(
        view -> {
          throw new IllegalStateException("no broker");
        });
    await().until(() -> console.running().health().status() != Health.Status.UP);

    assertProblem(post(scientist, body(NEW, "promote", "x")), 503, "not all releases are known");
    assertThat(sink.releases).isEmpty();
  }

  @Test
  void countsWritesAsOtherCommandsDo() throws Exception {
    post(operator, body(NEW, "promote", "x"));
    post(scientist, body(NEW, "promote", "x"));

    assertThat(console.metrics.counter(ConsoleMeter.WRITES, "outcome", "accepted").count())
        .isEqualTo(1);
    assertThat(console.metrics.counter(ConsoleMeter.WRITES, "outcome", "refused").count())
        .isEqualTo(1);
  }

  /** A model of another kind for the class leaves its life to the models for all. */
  @Test
  void countsMachinesByKind() throws Exception {
    ModelRelease r = release(OLD, ModelRole.LIVE, null);
    keep(
        new ModelRelease(
            "life-of-all",
            "c1",
            "sha-c1",
            ModelRole.LIVE,
            "*",
            0,
            T0,
            "x",
            "x",
            "diagnosis",
            false,
            r.servedUntil()));
    await().until(() -> models().path("places").size() == 2);

    assertThat(models().path("places"))
        .anyMatch(
            p -> p.path("equipmentClass").asText().equals("*") && p.path("machines").asInt() == 1);
  }

  /** Nothing is copied for each machine of each place: here that would be a hundred megabytes. */
  @Test
  void manyMachinesAndReleasesAreLookedThroughOnce() {
    FleetView view = new FleetView();
    for (int i = 0; i < 1_000; i++) {
      view.declare(machine(i, "class-" + i % 20));
      view.assess(HistoryExamples.assessment("machine-" + i, T0, 2.5, 31, 20));
    }
    for (int i = 0; i < 500; i++) {
      int place = i % 20;
      ModelRelease release =
          new ModelRelease(
              "life",
              String.valueOf(1 + i / 20),
              "sha-" + i,
              i < 20 ? ModelRole.LIVE : ModelRole.RETIRED,
              place == 0 ? "*" : "class-" + place,
              0,
              T0.plusSeconds(i),
              "dana",
              "better");
      view.keep(Topics.MODELS, release.key(), release);
    }
    view.snapshot();
    ModelsApi api =
        new ModelsApi(
            view::snapshot,
            () -> Health.UP,
            new WriteGate(new Gate(new AccessTokens()), sink, console.metrics),
            sink,
            Clock.systemUTC());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    List<ModelsApi.Place> places = api.models().places();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(places).hasSize(20).allMatch(place -> place.machines() == 50);
    assertThat(places)
        .allSatisfy(
            place -> {
              assertThat(place.versions()).hasSize(25);
              assertThat(place.versions().get(0).release().version()).isEqualTo("1");
              assertThat(place.versions().get(0).seen()).isEqualTo(50);
              assertThat(place.versions().get(1).seen()).isZero();
            });
    assertThat(allocated).isLessThan(20_000_000);
  }

  private Asset machine(int i, String equipmentClass) {
    return new Asset(
        new AssetId("machine-" + i),
        "Machine " + i,
        pump.path(),
        equipmentClass,
        pump.criticality(),
        Map.of(),
        pump.items(),
        pump.points(),
        pump.stateRule(),
        pump.vibration(),
        List.of(),
        pump.cycleDuration(),
        pump.origin());
  }

  private void keep(ModelRelease release) {
    feed.add(view -> view.keep(Topics.MODELS, release.key(), release));
  }

  private ModelRelease release(String version, ModelRole role, @Nullable Instant servedUntil) {
    return new ModelRelease(
        "rul-pump",
        version,
        "sha-" + version,
        role,
        String.valueOf(pump.equipmentClass()),
        0,
        T0.plusSeconds(role == ModelRole.SHADOW ? 1 : 10),
        "configuration",
        "configured at start",
        "life",
        false,
        servedUntil);
  }

  private static ModelEvaluation evaluation(int day, long scans, double both, double difference) {
    Instant from = T0.plusSeconds(86_400L * day);
    return new ModelEvaluation(
        "rul-pump",
        NEW,
        OLD,
        from,
        from.plusSeconds(86_400),
        scans,
        Map.of("bothEstimateShare", both, "meanAbsoluteDifference", difference));
  }

  private static String body(String version, String action, String reason) {
    return """
        {"modelId": "rul-pump", "version": "%s", "action": "%s", "reason": "%s"}
        """
        .formatted(version, action, reason);
  }

  private JsonNode models() throws Exception {
    return console.json("api/v1/models");
  }

  private HttpResponse<String> post(@Nullable String token, String body) throws Exception {
    return console.post("api/v1/model-actions", token, body);
  }
}
