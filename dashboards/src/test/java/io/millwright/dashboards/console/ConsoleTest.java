package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static io.millwright.dashboards.console.TestConsole.assertProblem;
import static io.millwright.dashboards.console.TestConsole.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.service.Health;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final String HOSTILE = "<script>alert('x')</script> \"Pump\" & Söhne";

  private final Map<String, Health> parts = new ConcurrentHashMap<>(Map.of("broker", Health.UP));
  private final TestConsole console =
      new TestConsole()
          .lags(() -> List.of(new GroupLag("millwright-streams", 1, 7)))
          .parts(() -> parts);
  private final InMemoryFleetFeed feed = console.feed;
  private final RecordingCommandSink sink = console.sink;
  private final InMemoryHistoryStore history = console.history;
  private final String viewer = console.token("vera", Role.VIEWER);
  private final String operator = console.token("otto", Role.OPERATOR);
  private final String planner = console.token("paula", Role.PLANNER);
  private final String engineer = console.token("rita", Role.RELIABILITY_ENGINEER);

  private final Asset pump = HistoryExamples.named("north/pump-1", HOSTILE, "flow", "speed");
  private final Asset fan = HistoryExamples.asset("north/fan-1", "flow");
  private final AlarmEvent alarm =
      HistoryExamples.alarm("north/pump-1", T0, 1, AlarmStatus.UNACKNOWLEDGED);
  private final WorkOrder order = HistoryExamples.order("north/pump-1", T0);

  @BeforeEach
  void open() {
    feed.add(view -> view.declare(fan));
    feed.add(view -> view.declare(pump));
    feed.add(view -> view.assess(HistoryExamples.assessment("north/fan-1", T0, 0.3, 97, 500)));
    feed.add(
        view ->
            view.assess(
                HistoryExamples.assessment("north/pump-1", T0.minusSeconds(40), 2.5, 31, 20)));
    feed.add(view -> view.alarm(alarm));
    feed.add(view -> view.advise(HistoryExamples.openCase("north/pump-1", T0)));
    feed.add(view -> view.order(order));
    console.open();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void listsTheFleetWorstFirstWithTheAgeOfItsData() throws Exception {
    JsonNode fleet = console.json("api/v1/assets");

    assertThat(fleet.path("assets").findValuesAsText("id"))
        .containsExactly("north/pump-1", "north/fan-1");
    JsonNode worst = fleet.path("assets").get(0);
    assertThat(worst.path("state").asText()).isEqualTo("DEGRADED");
    assertThat(worst.path("healthIndex").asDouble()).isEqualTo(31);
    assertThat(worst.path("anomalyScore").asDouble()).isEqualTo(2.5);
    assertThat(worst.path("eventAgeSeconds").asLong()).isEqualTo(40);
    assertThat(worst.path("wallAgeSeconds").asLong()).isEqualTo(140);
    assertThat(worst.path("origin").asText()).isEqualTo("SIMULATED");
    assertThat(worst.path("openCases").asInt()).isEqualTo(1);
    assertThat(worst.path("liveOrders").asInt()).isEqualTo(1);
    assertThat(worst.path("remainingLife").path("median").asDouble()).isEqualTo(20);
    assertThat(fleet.path("states").path("HEALTHY").asInt()).isEqualTo(1);
  }

  @Test
  void givesOneMachineWithItsNewestReadings() throws Exception {
    HistoryBatch batch = history.newBatch();
    batch.scan(pump, HistoryExamples.scan(pump, T0, 12.5, Double.NaN));
    batch.commit();

    JsonNode detail = console.json("api/v1/assets/north/pump-1");

    assertThat(detail.path("summary").path("name").asText()).isEqualTo(HOSTILE);
    assertThat(detail.path("points").get(0).path("value").asDouble()).isEqualTo(12.5);
    assertThat(detail.path("points").get(1).path("value").isNull()).isTrue();
    assertThat(detail.path("contributions").get(0).path("pointId").asText()).isEqualTo("flow");
    assertThat(detail.path("alarms").get(0).path("alarmId").asText()).isEqualTo(alarm.alarmId());
    assertThat(detail.path("orders").get(0).path("workOrderId").asText())
        .isEqualTo(order.workOrderId());
  }

  @Test
  void listsAdviceOnSpareParts() throws Exception {
    for (String part : List.of("late", "enough", "gone")) {
      feed.add(
          view ->
              view.keep(
                  Topics.SPARE_ADVICE,
                  part,
                  HistoryExamples.spares(part, 1, 3, part.equals("late"))));
    }
    feed.add(view -> view.keep(Topics.SPARE_ADVICE, "gone", null));

    await().until(() -> console.json("api/v1/spare-advice").size() == 2);
    JsonNode advice = console.json("api/v1/spare-advice");

    assertThat(advice.findValuesAsText("partNumber")).containsExactly("enough", "late");
    assertThat(advice.get(0).path("orderQuantity").asInt()).isEqualTo(3);
    assertThat(advice.get(0).path("leadTime").asText()).isEqualTo("PT336H");
    assertThat(advice.get(1).at("/shortages/0/missing").asInt()).isEqualTo(1);
  }

  @Test
  void givesTrendsOfPointsAndAssessments() throws Exception {
    HistoryBatch batch = history.newBatch();
    for (int i = 0; i < 100; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.minusSeconds(140 - i), i, 0));
      batch.assessment(
          i < 50
              ? HistoryExamples.assessment("north/pump-1", T0.minusSeconds(140 - i), 1, 50, 30)
              : HistoryExamples.notAssessed("north/pump-1", T0.minusSeconds(140 - i)));
    }
    batch.commit();
    String range = "&from=" + T0.minusSeconds(140) + "&to=" + T0.minusSeconds(40) + "&points=10";

    JsonNode flow = console.json("api/v1/trends/readings?asset=north/pump-1&point=flow" + range);
    JsonNode said = console.json("api/v1/trends/assessments?asset=north/pump-1" + range);

    assertThat(flow.path("points")).hasSize(10);
    assertThat(flow.path("points").get(2).path("mean").asDouble()).isEqualTo(24.5);
    assertThat(said.path("points").get(0).path("lifeUpper").asDouble()).isEqualTo(45);
    assertThat(said.path("points").get(9).path("lifeUpper").isNull()).isTrue();
    assertThat(said.path("points").get(9).path("operatingState").asText()).isEqualTo("STOPPED");
  }

  @Test
  void givesTrendsOfTheFeaturesOfASignalAndItsSeverity() throws Exception {
    Asset blower = HistoryExamples.withSignals("north/blower-1");
    FeatureSchema schema = FeatureSchemas.VIBRATION;
    float[] values = new float[schema.featureNames().size()];
    values[0] = 3.5f;
    HistoryBatch batch = history.newBatch();
    batch.features(schema, HistoryExamples.features(blower, T0, values));
    batch.commit();
    feed.add(view -> view.declare(blower));
    feed.add(view -> view.assess(HistoryExamples.severe(blower, T0)));
    String feature = schema.featureNames().get(0);
    String trend = "api/v1/trends/features?asset=north/blower-1&point=de&channel=x&feature=";

    await()
        .until(() -> console.get("api/v1/assets/north/blower-1").body().contains("\"severity\":{"));
    JsonNode detail = console.json("api/v1/assets/north/blower-1");
    JsonNode points = console.json(trend + feature + "&from=" + T0 + "&to=" + T0.plusSeconds(1));

    assertThat(detail.at("/severity/zone").asText()).isEqualTo("C");
    assertThat(detail.at("/signals/0/features/0").asText()).isEqualTo(feature);
    assertThat(detail.at("/signals/0/channels/0/direction").asText()).isEqualTo("HORIZONTAL");
    assertThat(points.at("/points/0/mean").asDouble()).isEqualTo(3.5);
    assertProblem(console.get(trend + "nonsense"), 404, "has no feature nonsense");
    assertProblem(
        console.get(
            "api/v1/trends/features?asset=north/blower-1&point=de&channel=z&feature=" + feature),
        404,
        "has no channel z");
    assertProblem(
        console.get(
            "api/v1/trends/features?asset=north/pump-1&point=de&channel=x&feature=" + feature),
        404,
        "has no signal point de");
  }

  @Test
  void listsRootCasesOpenOnesUnlessAllAreAskedFor() throws Exception {
    RootCase open = HistoryExamples.rootCase("north/pump-1", T0, 3, RootCase.Status.OPEN, HOSTILE);
    feed.add(view -> view.keep(Topics.ROOT_CASES, open.rootCaseId(), open));
    feed.add(
        view ->
            view.keep(
                Topics.ROOT_CASES,
                "closed",
                HistoryExamples.rootCase("north/fan-1", T0, 1, RootCase.Status.CLOSED, "low")));
    await().until(() -> console.json("api/v1/root-cases?status=all").size() == 2);

    JsonNode listed = console.json("api/v1/root-cases");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("rootCaseId").asText()).isEqualTo(open.rootCaseId());
    assertThat(listed.get(0).path("rootReason").asText()).isEqualTo(HOSTILE);
    assertThat(listed.get(0).path("consequencesLeftOut").asInt()).isEqualTo(498);
    assertThat(listed.get(0).path("flood").asBoolean()).isTrue();
    assertProblem(console.get("api/v1/root-cases?status=some"), 400, "status must be open or all");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertProblem(console.get("api/v1/assets/no/such"), 404, "no asset no/such is known");
    assertProblem(
        console.get("api/v1/trends/readings?asset=north/pump-1"), 400, "point is missing");
    assertProblem(
        console.get("api/v1/trends/readings?asset=north/pump-1&point=flux"),
        404,
        "has no point flux");
    assertProblem(
        console.get("api/v1/trends/assessments?asset=north/pump-1&from=yesterday"),
        400,
        "yesterday");
    assertProblem(
        console.get("api/v1/trends/assessments?asset=north/pump-1&points=0"),
        400,
        "points must be");
    assertProblem(console.get("api/v1/cases?status=odd"), 400, "status must be open or all");
    assertProblem(console.get("api/v1/nothing"), 404, "");
  }

  @Test
  void refusesAWriteWithoutATokenOrWithAnUnknownOne() throws Exception {
    String body = action("ACKNOWLEDGE", alarm.alarmId(), "seen");

    HttpResponse<String> none = console.post("api/v1/actions", null, body);
    assertProblem(none, 401, "Authorization: Bearer");
    assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertProblem(console.post("api/v1/actions", "guessed", body), 401, "not known");
    assertProblem(console.post("api/v1/maintenance-reports", null, "{}"), 401, "");
    assertThat(sink.actions).isEmpty();
  }

  @Test
  void refusesAWriteInTheWrongRoleAndAuditsIt() throws Exception {
    HttpResponse<String> refused =
        console.post(
            "api/v1/actions", operator, action("APPROVE_ORDER", order.workOrderId(), "go"));

    assertProblem(refused, 403, "PLANNER");
    assertThat(sink.actions).isEmpty();
    assertThat(sink.audit)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.allowed()).isFalse();
              assertThat(entry.actor()).isEqualTo("otto");
              assertThat(entry.action()).isEqualTo("APPROVE_ORDER");
            });
    assertProblem(
        console.post("api/v1/actions", viewer, action("ACKNOWLEDGE", alarm.alarmId(), "x")),
        403,
        "vera");
  }

  @Test
  void passesOnWhatAPersonWithTheRoleAsksFor() throws Exception {
    HttpResponse<String> accepted =
        console.post(
            "api/v1/actions", planner, action("APPROVE_ORDER", order.workOrderId(), " go ahead "));

    assertThat(accepted.statusCode()).isEqualTo(202);
    OperatorAction action = sink.actions.get(0);
    assertThat(json(accepted).path("id").asText()).isEqualTo(action.id());
    assertThat(action.kind()).isEqualTo(OperatorAction.Kind.APPROVE_ORDER);
    assertThat(action.assetId()).isEqualTo(pump.id());
    assertThat(action.targetId()).isEqualTo(order.workOrderId());
    assertThat(action.actor()).isEqualTo("paula");
    assertThat(action.role()).isEqualTo("PLANNER");
    assertThat(action.reason()).isEqualTo("go ahead");
    assertThat(action.time()).as("event time of the asset").isEqualTo(T0);
    assertThat(sink.audit).extracting(AuditEntry::allowed).containsExactly(true);
  }

  @Test
  void refusesALargeBodyWhoeverSaysItsLength() throws Exception {
    String large = action("ACKNOWLEDGE", alarm.alarmId(), "seen") + " ".repeat(70_000);
    HttpRequest.Builder inChunks =
        console
            .request("api/v1/actions", operator)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(large.getBytes(UTF_8))));

    assertProblem(console.send(inChunks, BodyHandlers.ofString()), 413, "65536 bytes");
    assertProblem(console.post("api/v1/actions", operator, large), 413, "65536 bytes");
    assertThat(sink.actions).isEmpty();
  }

  @Test
  void keepsOfALongTargetWhatAnAuditEntryHasRoomFor() throws Exception {
    String target = "😀".repeat(5_000);

    assertProblem(
        console.post("api/v1/actions", viewer, action("ACKNOWLEDGE", target, "x")), 403, "vera");
    assertThat(sink.audit).singleElement().matches(e -> "😀".repeat(200).equals(e.target()));
  }

  @Test
  void acceptsTheNewNormalAndAMaintenanceReport() throws Exception {
    console.post("api/v1/actions", engineer, action("ACCEPT_AS_NORMAL", null, "new impeller"));
    HttpResponse<String> reported =
        console.post(
            "api/v1/maintenance-reports",
            engineer,
            """
            {"assetId": "north/pump-1", "itemId": "bearing-de", "outcome": "REPAIRED",
             "found": "outer race pitted", "id": "report-1"}
            """);

    assertThat(sink.actions).extracting(OperatorAction::targetId).containsExactly((String) null);
    assertThat(reported.statusCode()).isEqualTo(202);
    MaintenanceReport report = sink.reports.get(0);
    assertThat(report.id()).isEqualTo("report-1");
    assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.REPAIRED);
    assertThat(report.itemId()).isEqualTo("bearing-de");
    assertThat(report.actor()).isEqualTo("rita");
  }

  @Test
  void listsSavingsWithWhatTheirTotalsSumAndPerformance() throws Exception {
    assertThat(console.json("api/v1/savings").path("entries")).isEmpty();
    LedgerEntry saved = (LedgerEntry) example("ledger-entry");
    PerformanceReport pumps = (PerformanceReport) example("performance-report");
    feed.add(view -> view.keep(Topics.SAVINGS, saved.entryId(), saved));
    feed.add(view -> view.keep(Topics.PERFORMANCE, pumps.scopeId(), pumps));
    await().until(() -> !console.json("api/v1/performance").isEmpty());

    JsonNode savings = console.json("api/v1/savings");
    assertThat(savings.path("entries").get(0).path("amount").asDouble()).isEqualTo(5900);
    JsonNode total = savings.path("totals").get(0);
    assertThat(total.path("month").asText()).isEqualTo("2026-01");
    assertThat(total.path("net").asDouble()).isEqualTo(5900);
    assertThat(total.path("entries").get(0).asText()).isEqualTo(saved.entryId());
    JsonNode report = console.json("api/v1/performance").get(0);
    assertThat(report.path("scopeId").asText()).isEqualTo("class/pump");
    assertThat(report.path("calls").path("precision").path("of").asInt()).isEqualTo(4);

    feed.add(view -> view.keep(Topics.SAVINGS, saved.entryId(), null));
    feed.add(view -> view.keep(Topics.PERFORMANCE, "class/pump", null));
    await().until(() -> console.json("api/v1/performance").isEmpty());
    assertThat(console.json("api/v1/savings").path("entries")).isEmpty();
  }

  /** Works as it should, but whoever looks for an old one must know why it is not there. */
  @Test
  void itsHealthSaysOfWhichTopicsItShowsNotAll() {
    Record link = example("cmms-link");
    feed.add(
        view -> {
          for (int i = 0; i <= FleetView.PLANT_KEPT; i++) {
            view.keep(Topics.CMMS_LINKS, "order-" + i, link);
          }
        });

    await().until(() -> !console.running().health().reason().isEmpty());
    assertThat(console.running().health())
        .isEqualTo(
            new Health(Health.Status.UP, "shows only the newest 20000 of millwright.cmms-links"));
  }

  private static Record example(String name) {
    return Objects.requireNonNull(CloudEventExamples.all().get(name));
  }

  @Test
  void aReportMaySayWhenItFailedButNotAfterTheWork() throws Exception {
    String body =
        """
        {"assetId": "north/pump-1", "outcome": "REPAIRED", "found": "seized", "time": "%s",
         "failedAt": "%s"}
        """;
    assertThat(
            console
                .post(
                    "api/v1/maintenance-reports",
                    engineer,
                    body.formatted(T0, T0.minusSeconds(600)))
                .statusCode())
        .isEqualTo(202);
    assertThat(sink.reports.get(0).failedAt()).isEqualTo(T0.minusSeconds(600));
    assertThat(sink.reports.get(0).time()).isEqualTo(T0);
    assertProblem(
        console.post("api/v1/maintenance-reports", engineer, body.formatted(Instant.MAX, T0)),
        400,
        "time must not lie in the future");
    assertProblem(
        console.post(
            "api/v1/maintenance-reports", engineer, body.formatted(T0, T0.plusSeconds(600))),
        400,
        "failedAt must not be after");
  }

  @Test
  void refusesAWishThatMakesNoSense() throws Exception {
    assertProblem(
        console.post("api/v1/actions", planner, action("APPROVE_ORDER", order.workOrderId(), " ")),
        400,
        "reason is missing");
    assertProblem(
        console.post("api/v1/actions", planner, action("EXPLODE", null, "x")),
        400,
        "kind must be one of");
    assertProblem(
        console.post("api/v1/actions", planner, "not json"), 400, "not the JSON expected");
    assertProblem(
        console.post("api/v1/actions", planner, "{\"kind\": \"APPROVE_ORDER\", \"why\": 1}"),
        400,
        "why");
    assertProblem(
        console.post("api/v1/actions", planner, action("APPROVE_ORDER", "WO-none", "x")),
        404,
        "WO-none");
    assertProblem(
        console.post("api/v1/actions", operator, action("ACKNOWLEDGE", "none", "x")),
        404,
        "no standing");
    assertProblem(
        console.post(
            "api/v1/actions",
            operator,
            "{\"kind\":\"ACKNOWLEDGE\",\"assetId\":\"gone\",\"targetId\":\"a\",\"reason\":\"r\"}"),
        404,
        "no asset gone");
    assertThat(sink.actions).isEmpty();
  }

  @Test
  void shelvesForATimeThatIsTold() throws Exception {
    String shelve = action("SHELVE", alarm.alarmId(), "sensor is being changed");
    assertProblem(
        console.post("api/v1/actions", operator, shelve), 400, "forTime must be a positive");
    for (String wrong : List.of("8 hours", "PT0S", "-PT1H")) {
      assertProblem(console.post("api/v1/actions", operator, forTime(shelve, wrong)), 400, wrong);
    }
    assertThat(console.post("api/v1/actions", operator, forTime(shelve, "PT8H")).statusCode())
        .isEqualTo(202);
    assertThat(sink.actions)
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(OperatorAction.Kind.SHELVE);
              assertThat(a.until()).isEqualTo(T0.plus(Duration.ofHours(8)));
            });
  }

  private static String forTime(String body, String duration) {
    return body.replaceFirst("}$", ",\"forTime\":\"" + duration + "\"}");
  }

  @Test
  void outOfServiceNeedsAnotherRoleThanTheShelf() throws Exception {
    assertProblem(
        console.post(
            "api/v1/actions", operator, action("TAKE_OUT_OF_SERVICE", alarm.alarmId(), "x")),
        403,
        "RELIABILITY_ENGINEER");
    assertThat(sink.actions).isEmpty();
  }

  @Test
  void oneKeySuspendsThePlantAndEverybodySeesIt() throws Exception {
    String suspend = "{\"scope\":\"\",\"suspended\":true,\"reason\":\"odd orders\"}";
    assertProblem(console.post("api/v1/scope-actions", viewer, suspend), 403, "vera");
    assertProblem(
        console.post("api/v1/scope-actions", operator, suspend.replace("\"\"", "\"mars\"")),
        404,
        "mars");
    assertProblem(
        console.post("api/v1/scope-actions", operator, "{\"reason\":\"x\"}"), 400, "scope");
    assertThat(console.post("api/v1/scope-actions", operator, suspend).statusCode()).isEqualTo(202);
    assertProblem(
        console.post("api/v1/scope-actions", operator, suspend.replace("true", "false")),
        403,
        "RELIABILITY_ENGINEER");
    ScopeAction told = sink.scopes.get(0);
    assertThat(told.suspended()).isTrue();
    assertThat(told.scope()).isEmpty();
    assertThat(told.actor()).isEqualTo("otto");

    feed.add(view -> view.suspend(told));
    JsonNode shown = JsonNodeFactory.instance.nullNode();
    for (int i = 0; i < 100 && !shown.has("reason"); i++) {
      Thread.sleep(20);
      shown = console.json("api/v1/assets").path("suspensions").path(0);
    }
    assertThat(shown.path("reason").asText()).isEqualTo("odd orders");
  }

  @Test
  void showsWhatConcernsMoreThanAMachine() throws Exception {
    assertThat(console.json("api/v1/case-advice")).isEmpty();
    CaseAdvice advice =
        new CaseAdvice("case-1", 1, order.assetId(), T0, List.of(), 4, 3, "<b>by a machine</b>");
    feed.add(view -> view.keep(Topics.CASE_ADVICE, "case-1", advice));
    await().until(() -> console.json("api/v1/case-advice").size() == 1);
    assertThat(console.json("api/v1/case-advice").path(0).path("confirmed").asInt()).isEqualTo(3);

    feed.add(view -> view.keep(Topics.CASE_ADVICE, "case-1", null));
    await().until(() -> console.json("api/v1/case-advice").isEmpty());
  }

  @Test
  void doesNotDecideAnOrderTwice() throws Exception {
    feed.add(
        view ->
            view.order(
                new WorkOrder(
                    order.workOrderId(),
                    2,
                    order.caseId(),
                    order.assetId(),
                    order.itemId(),
                    WorkOrder.Status.REJECTED,
                    order.priority(),
                    order.raisedAt(),
                    T0.plusSeconds(1),
                    null,
                    order.title(),
                    order.description(),
                    order.failureMode(),
                    null,
                    order.parts(),
                    order.comments(),
                    order.externalIds(),
                    order.origin(),
                    null)));
    await().until(() -> console.json("api/v1/work-orders").isEmpty());

    assertProblem(
        console.post("api/v1/actions", planner, action("APPROVE_ORDER", order.workOrderId(), "x")),
        409,
        "REJECTED");
    assertThat(console.json("api/v1/work-orders?status=all")).hasSize(1);
  }

  @Test
  void servesAHostileNameAsJsonAndThePageUnderAStrictPolicy() throws Exception {
    HttpResponse<String> list = console.get("api/v1/assets");
    assertThat(list.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(list.headers().firstValue("X-Content-Type-Options")).contains("nosniff");

    HttpResponse<String> page = console.get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
  }

  @Test
  void servesScriptsAndTheChartLibraryItself() throws Exception {
    for (String path :
        new String[] {"js/main.js", "js/dom.js", "vendor/uplot/uPlot.esm.js", "console.css"}) {
      HttpResponse<String> file = console.get(path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Type").orElse(""))
          .as(path)
          .containsPattern("javascript|css");
    }
  }

  @Test
  void noScriptMakesMarkupFromText() throws Exception {
    Path scripts = Path.of("src/main/resources/console/js");
    try (Stream<Path> all = Files.walk(scripts)) {
      for (Path script : all.filter(f -> f.toString().endsWith(".js")).toList()) {
        HttpResponse<String> served = console.get("js/" + scripts.relativize(script));
        assertThat(served.statusCode()).as(script.toString()).isEqualTo(200);
        assertThat(served.body())
            .as(script.toString())
            .doesNotContain("innerHTML")
            .doesNotContain("outerHTML")
            .doesNotContain("insertAdjacentHTML")
            .doesNotContain("document.write")
            .doesNotContain("eval(");
      }
    }
  }

  @Test
  void answersOnlyToItsLoopbackName() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.url().getPort())) {
      socket
          .getOutputStream()
          .write("GET /api/v1/assets HTTP/1.1\r\nHost: evil.example\r\n\r\n".getBytes(UTF_8));
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(reader.readLine()).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void readsNeedATokenWhenSoConfigured() throws Exception {
    console.open(new ConsoleSettings("127.0.0.1", 0, true, Duration.ofMillis(100), 500, null));

    assertThat(console.get("api/v1/assets").statusCode()).isEqualTo(401);
    assertThat(console.get("api/v1/assets", viewer).statusCode()).isEqualTo(200);
  }

  @Test
  void metricsNeedATokenHoweverTheyAreSpelled() throws Exception {
    console.open(new ConsoleSettings("127.0.0.1", 0, true, Duration.ofMillis(100), 500, null));

    for (String path :
        List.of(
            "metrics",
            "metrics/",
            "metrics//",
            "/metrics",
            "metrics;x",
            "metrics;x/",
            "metrics?x",
            "METRICS",
            "%6detrics",
            "./metrics",
            "api/../metrics")) {
      HttpResponse<String> answer = console.get(console.url() + path);
      assertThat(answer.statusCode()).as(path).isBetween(400, 499);
      assertThat(answer.body()).as(path).doesNotContain("millwright_console");
    }
    assertThat(console.get("metrics/").statusCode()).isEqualTo(401);
    assertThat(console.get("metrics/", viewer).body()).contains("millwright_console_assets");
    for (String path : List.of("api/v1/assets/", "/api/v1/assets", "api/v1/live/", "API/v1/live")) {
      assertThat(console.get(console.url() + path).statusCode()).as(path).isBetween(400, 499);
    }
    assertThat(console.get("api/v1/assets/", viewer).statusCode()).isEqualTo(200);
    assertThat(console.get("openapi.json").statusCode()).isEqualTo(200);
  }

  @Test
  void needsATokenForReadsOffLoopback() {
    assertThat(
            new ConsoleSettings("0.0.0.0", 0, false, Duration.ofSeconds(1), 500, null)
                .readsNeedToken())
        .isTrue();
  }

  @Test
  void saysWhoseTokenItIs() throws Exception {
    JsonNode me = json(console.get("api/v1/me", planner));
    assertThat(me.path("name").asText()).isEqualTo("paula");
    assertThat(me.path("permissions").toString()).contains("DECIDE_WORK_ORDER");
  }

  @Test
  void streamsTheFleetAndThenWhatChanges() throws Exception {
    HttpResponse<InputStream> response =
        console.send(
            console.request("api/v1/live", null).header("Accept", "text/event-stream"),
            BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      assertThat(nextData(lines).path("assets")).hasSize(2);

      feed.add(
          view ->
              view.assess(HistoryExamples.assessment("north/fan-1", T0.plusSeconds(5), 3, 20, 10)));

      JsonNode change = nextData(lines);
      assertThat(change.path("assets").findValuesAsText("id")).containsExactly("north/fan-1");
      assertThat(change.path("assets").get(0).path("state").asText()).isEqualTo("DEGRADED");
    }
  }

  @Test
  void showsMetricsAndHealthThatFollowsTheParts() throws Exception {
    assertThat(console.get("metrics").body()).contains("millwright_console_assets");
    assertThat(console.get("health/live").statusCode()).isEqualTo(200);
    assertThat(console.get("health/ready").statusCode()).isEqualTo(200);

    parts.put("pipeline", Health.down("stalled for 30 s"));

    HttpResponse<String> unready = console.get("health/ready");
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(unready.body()).contains("stalled for 30 s");
    assertThat(console.get("health/live").statusCode()).isEqualTo(200);
    assertThat(console.running().health().status()).isEqualTo(Health.Status.UP);
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ConsoleSettings settings = ConsoleSettings.onLoopback(taken.getLocalPort());
      assertThatThrownBy(() -> new TestConsole().open(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
  }

  private static JsonNode nextData(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data:")) {
      line = lines.readLine();
    }
    return CloudEventCodec.JSON.readTree(line == null ? "" : line.substring(5));
  }

  private String action(String kind, @Nullable String target, String why) {
    return CloudEventCodec.JSON
        .createObjectNode()
        .put("kind", kind)
        .put("assetId", "north/pump-1")
        .put("targetId", target)
        .put("reason", why)
        .toString();
  }
}
