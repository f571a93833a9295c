package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static io.millwright.dashboards.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.metrics.Meter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages of work, parts and results ask of a console that runs. */
class WorkPagesApiTest {
  private static final String PUMP = "north/pump-1";

  private final TestConsole console = new TestConsole();
  private final InMemoryFleetFeed feed = console.feed;
  private final String viewer = console.token("vera", Role.VIEWER);
  private final String engineer = console.token("rita", Role.RELIABILITY_ENGINEER);
  private final Advisory subject = HistoryExamples.openCase("north/pump-1", T0);

  private void open(ConsoleSettings settings) {
    feed.add(view -> view.declare(HistoryExamples.asset("north/pump-1", "flow")));
    feed.add(view -> view.assess(HistoryExamples.assessment("north/pump-1", T0, 2.5, 31, 20)));
    feed.add(view -> view.advise(subject));
    console.open(settings);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void givesTheEvidenceOfACaseWhoseIdHoldsSlashes() throws Exception {
    open(ConsoleSettings.onLoopback(0));

    JsonNode card = json(get("api/v1/cases/" + subject.caseId() + "/evidence"));

    assertThat(card.at("/subject/caseId").asText()).isEqualTo("north/pump-1/bearing-de@1");
    assertThat(card.at("/machine/itemName").asText()).isEqualTo("Drive-end bearing");
    assertThat(card.at("/recommendation/action").asText()).isNotBlank();
    HttpResponse<String> unknown = get("api/v1/cases/north/pump-1/gone@2/evidence");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("no case north/pump-1/gone@2").contains("status=all");
  }

  @Test
  void aCodeLeadsToThePublicAddressWhateverTheRequestNames() throws Exception {
    open(
        new ConsoleSettings(
            "127.0.0.1",
            0,
            false,
            Duration.ofSeconds(1),
            500,
            URI.create("https://mill.example.org/console/")));

    HttpResponse<String> code = get("api/v1/cases/" + subject.caseId() + "/qr.svg");

    assertThat(code.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
    assertThat(code.body().strip())
        .isEqualTo(
            QrCode.svg(
                    "https://mill.example.org/console/#/evidence/north%2Fpump-1%2Fbearing-de%401")
                .strip());
  }

  @Test
  void withoutAPublicAddressACodeLeadsToLoopbackOnly() throws Exception {
    open(ConsoleSettings.onLoopback(0));
    String host = "http://127.0.0.1:" + console.url().getPort();
    assertThat(get("api/v1/cases/" + subject.caseId() + "/qr.svg").body().strip())
        .isEqualTo(QrCode.svg(host + "/#/evidence/north%2Fpump-1%2Fbearing-de%401").strip());
    console.close();

    open(new ConsoleSettings("0.0.0.0", 0, true, Duration.ofSeconds(1), 500));
    HttpResponse<String> refused = get("api/v1/cases/" + subject.caseId() + "/qr.svg");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("console.publicUrl");
  }

  @Test
  void refusesAPublicAddressThatIsNone() {
    for (String wrong :
        List.of(
            "mill",
            "ftp://mill/",
            "https://ann:secret@mill/",
            "https://mill/?a=b",
            "https://mill/#x")) {
      assertThatThrownBy(
              () ->
                  new ConsoleSettings(
                      "127.0.0.1", 0, false, Duration.ofSeconds(1), 500, URI.create(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("publicUrl");
    }
  }

  @Test
  void saysWhatBecameOfAWish() throws Exception {
    open(ConsoleSettings.onLoopback(0));
    assertThat(json(get("api/v1/commands/w1")).path("state").asText()).isEqualTo("PENDING");

    status("w1", CommandStatus.Outcome.REFUSED, "the alarm is shelved already");
    status("w2", CommandStatus.Outcome.DONE, "1 alarms");
    await().until(() -> json(get("api/v1/commands/w2")).path("state").asText().equals("DONE"));

    JsonNode refused = json(get("api/v1/commands/w1"));
    assertThat(refused.path("state").asText()).isEqualTo("REFUSED");
    assertThat(refused.path("detail").asText()).isEqualTo("the alarm is shelved already");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ACKNOWLEDGE",
        "RESET",
        "UNSHELVE",
        "TAKE_OUT_OF_SERVICE",
        "RETURN_TO_SERVICE",
        "SUSPEND_AUTOMATION",
        "RESUME_AUTOMATION",
        "ACCEPT_AS_NORMAL"
      })
  void passesOnEveryActUnderTheIdThatItIsSentWith(Kind kind) throws Exception {
    open(ConsoleSettings.onLoopback(0));
    feed.add(view -> view.alarm(HistoryExamples.alarm(PUMP, T0, 1, AlarmStatus.SHELVED)));
    await().until(() -> json(get("api/v1/alarms")).size() == 1);
    boolean ofAlarm = !kind.name().endsWith("AUTOMATION") && kind != Kind.ACCEPT_AS_NORMAL;
    String target =
        ofAlarm ? "\"" + json(get("api/v1/alarms")).at("/0/alarmId").asText() + "\"" : "null";

    HttpResponse<String> accepted =
        console.post(
            "api/v1/actions",
            engineer,
            """
            {"id": "w7", "kind": "%s", "assetId": "north/pump-1", "targetId": %s,
             "reason": "because", "forTime": null}
            """
                .formatted(kind, target));

    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    assertThat(json(accepted).path("id").asText()).isEqualTo("w7");
    assertThat(console.sink.actions).extracting(OperatorAction::kind).containsExactly(kind);
  }

  @Test
  void showsPartsWithWhereTheyAreAndWhatIsSetAside() throws Exception {
    open(ConsoleSettings.onLoopback(0));
    Asset pump = HistoryExamples.asset("north/pump-2", "flow");
    feed.add(view -> view.declare(with(pump, List.of("6205", "6205"))));
    feed.add(view -> view.keep(Topics.SPARE_ADVICE, "A", HistoryExamples.spares("A", 1, 0, false)));
    feed.add(
        view -> view.keep(Topics.SPARE_ADVICE, "6205", HistoryExamples.spares("6205", 1, 2, true)));
    reserve("r1", "6205", T0.plusSeconds(9), false);
    reserve("r2", "6205", T0, false);
    reserve("r3", "6205", T0, true);
    await().until(() -> json(get("api/v1/part-reservations")).size() == 3);

    JsonNode parts = json(get("api/v1/parts"));

    assertThat(parts.findValuesAsText("partNumber").get(0)).as("short first").isEqualTo("6205");
    assertThat(parts.at("/0/reservations").findValuesAsText("reservationId"))
        .containsExactly("r2", "r1");
    assertThat(parts.at("/0/places")).hasSize(1);
    assertThat(parts.at("/0/places/0/assetId").asText()).isEqualTo("north/pump-2");
    assertThat(parts.at("/0/places/0/pieces").asInt()).isEqualTo(2);
    assertThat(parts.at("/1/places")).isEmpty();
  }

  @Test
  void showsOrdersInTheMaintenanceSystemAndMessages() throws Exception {
    open(ConsoleSettings.onLoopback(0));
    CmmsLink link = (CmmsLink) Objects.requireNonNull(CloudEventExamples.all().get("cmms-link"));
    Notification told =
        (Notification) Objects.requireNonNull(CloudEventExamples.all().get("notification"));
    feed.add(view -> view.keep(Topics.CMMS_LINKS, link.workOrderId(), link));
    feed.add(view -> view.log(Topics.NOTIFICATIONS, "0-0", T0, told));
    feed.add(view -> view.log(Topics.UNDELIVERED_NOTIFICATIONS, "0-0", T0, told));
    await().until(() -> json(get("api/v1/notifications")).path("undelivered").size() == 1);

    assertThat(json(get("api/v1/cmms-links")).at("/0/externalId").asText())
        .isEqualTo(link.externalId());
    assertThat(json(get("api/v1/notifications?limit=1")).at("/told/0/id").asText())
        .isEqualTo(told.id());
    assertThat(get("api/v1/notifications?limit=0").statusCode()).isEqualTo(400);
  }

  /** As the alarms' own meters are named and tagged. */
  private record Kpi(Definition definition) implements Meter {
    static Kpi of(String name) {
      return new Kpi(new Definition("millwright.alarm.kpi." + name, name, "alarms"));
    }
  }

  @Test
  void readsAlarmPerformanceOfEachPositionFromTheMeters() throws Exception {
    open(ConsoleSettings.onLoopback(0));
    assertThat(json(get("api/v1/alarm-performance"))).isEmpty();
    console.metrics.gauge(Kpi.of("rate"), () -> 3, "position", "boiler house");
    console.metrics.gauge(Kpi.of("rate"), () -> 4, "position", "other");
    console.metrics.gauge(Kpi.of("average"), () -> 1.5, "position", "boiler house");
    console.metrics.gauge(Kpi.of("top.ten.share"), () -> Double.NaN, "position", "boiler house");
    console.metrics.gauge(
        Kpi.of("top.ten.times"), () -> 7, "position", "boiler house", "rank", "1");
    console.metrics.gauge(
        Kpi.of("priority"), () -> 5, "position", "boiler house", "priority", "HIGH");

    JsonNode positions = json(get("api/v1/alarm-performance"));

    assertThat(positions.findValuesAsText("position")).containsExactly("boiler house", "other");
    JsonNode first = positions.get(0);
    assertThat(first.path("averagePerTenMinutes").asDouble()).isEqualTo(1.5);
    assertThat(first.path("topTenShare").isNull()).isTrue();
    assertThat(first.path("topTenTimes")).hasSize(1);
    assertThat(first.at("/priorities/HIGH").asInt()).isEqualTo(5);
    assertThat(first.path("annunciations").asInt()).isEqualTo(5);
  }

  @Test
  void saysWhichRolesWouldBeNeeded() throws Exception {
    open(ConsoleSettings.onLoopback(0));

    JsonNode me = json(get("api/v1/me"));

    assertThat(me.path("permissions").toString()).doesNotContain("HANDLE_ALARM");
    assertThat(me.at("/rolesFor/DECIDE_WORK_ORDER").toString())
        .contains("PLANNER", "ADMINISTRATOR")
        .doesNotContain("OPERATOR");
  }

  private void status(String id, CommandStatus.Outcome outcome, String detail) {
    feed.add(
        view ->
            view.log(
                Topics.COMMAND_STATUS, "0-" + id, T0, new CommandStatus(id, T0, outcome, detail)));
  }

  private void reserve(String id, String part, Instant neededBy, boolean released) {
    PartReservation reservation =
        new PartReservation(id, "WO-1", subject.assetId(), part, 1, neededBy, released, 1);
    feed.add(view -> view.keep(Topics.PART_RESERVATIONS, id, reservation));
  }

  private static Asset with(Asset asset, List<String> parts) {
    MaintainableItem item = new MaintainableItem("bearing-de", "Drive end", null, null, parts);
    return new Asset(
        asset.id(),
        asset.name(),
        asset.path(),
        asset.equipmentClass(),
        asset.criticality(),
        asset.externalIds(),
        List.of(item),
        asset.points(),
        asset.stateRule(),
        asset.vibration(),
        asset.parts(),
        asset.cycleDuration(),
        asset.origin());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return console.get(path, viewer);
  }
}
