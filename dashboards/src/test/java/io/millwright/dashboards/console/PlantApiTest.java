package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.assertProblem;
import static io.millwright.dashboards.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlantApiTest {
  private final RecordingPlantEditor editor = new RecordingPlantEditor();
  private final TestConsole console = new TestConsole().plant(editor);
  private final RecordingCommandSink sink = console.sink;
  private final String engineer = console.token("rita", Role.RELIABILITY_ENGINEER);
  private final String operator = console.token("otto", Role.OPERATOR);

  @BeforeEach
  void open() {
    console.feed.add(view -> view.declare(HistoryExamples.asset("north/pump-1", "flow")));
    console.open();
    await().until(() -> console.get("api/v1/assets").body().contains("north/pump-1"));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void templatesAreFilledInWithWhatIsKnown() throws Exception {
    JsonNode template =
        console
            .json("api/v1/plant/templates?ratedPowerKw=75&ratedSpeedRpm=1480&support=rigid")
            .get(0);

    assertThat(template.path("asset").path("kw").asDouble()).isEqualTo(75);
    assertThat(template.path("asset").path("rpm").asDouble()).isEqualTo(1480);
    assertThat(template.path("asset").path("support").asText()).isEqualTo("RIGID");
    assertThat(template.path("limits").get(0).path("source").asText()).isEqualTo("ISO_10816_7");
  }

  @Test
  void figuresThatAreNoneAreRefusedWithAReason() throws Exception {
    assertProblem(console.get("api/v1/plant/templates?ratedPowerKw=many"), 400, "must be a number");
    assertProblem(console.get("api/v1/plant/templates?ratedPowerKw=NaN"), 400, "must be a number");
    assertProblem(console.get("api/v1/plant/templates?ratedPowerKw=-1"), 400, "above zero");
    assertProblem(console.get("api/v1/plant/templates?support=soft"), 400, "RIGID, FLEXIBLE");
    assertProblem(console.get("api/v1/plant/bearings"), 400, "designation is missing");
    assertProblem(console.get("api/v1/plant/bearings/orders?bpfo=3"), 400, "bpfi is missing");
    assertProblem(
        console.get("api/v1/plant/bearings/orders?bpfo=5&bpfi=3&pitchDiameterMm=70"),
        400,
        "BPFO < BPFI");
  }

  @Test
  void aCheckSaysWhatIsWrongWhereAndChangesNothing() throws Exception {
    JsonNode wrong = json(post("check", null, "{\"asset\": {}}"));
    JsonNode taken = json(post("check", null, "{\"asset\": {\"id\": \"north/pump-1\"}}"));
    JsonNode sound = json(post("check", null, "{\"asset\": {\"id\": \"fan\"}}"));

    assertThat(wrong.path("problems").get(0).path("path").asText()).isEqualTo("/id");
    assertThat(wrong.path("yaml").isNull()).isTrue();
    assertThat(taken.path("problems").get(0).path("message").asText()).contains("already");
    assertThat(taken.path("published").asText()).isEqualTo("- id: north/pump-1");
    assertThat(sound.path("problems")).isEmpty();
    assertThat(sound.path("yaml").asText()).isEqualTo("- id: fan");
    assertThat(sound.path("machines").asInt()).isEqualTo(1);
    assertThat(editor.written).isEmpty();
    assertThat(sink.audit).isEmpty();
  }

  @Test
  void addsAMachineWithAReasonAndAuditsIt() throws Exception {
    HttpResponse<String> answer =
        post("assets", engineer, "{\"asset\": {\"id\": \"fan-1\"}, \"reason\": \"new fan\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("id").asText()).isEqualTo("fan-1");
    assertThat(json(answer).path("written").asBoolean()).isTrue();
    assertThat(editor.written).hasSize(1);
    assertThat(editor.written.get(0).note()).endsWith("by rita: new fan");
    assertThat(sink.audit)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("ADD_MACHINE");
              assertThat(entry.target()).isEqualTo("fan-1");
              assertThat(entry.actor()).isEqualTo("rita");
              assertThat(entry.reason()).isEqualTo("new fan");
              assertThat(entry.allowed()).isTrue();
            });
    assertProblem(
        post("assets", engineer, "{\"asset\": {\"id\": \"fan-1\"}, \"reason\": \"again\"}"),
        409,
        "declared already");
  }

  @Test
  void anIdThatIsInForceIsTaken() throws Exception {
    String other = "{\"asset\": {\"id\": \"north/pump-1\", \"name\": \"x\"}, \"reason\": \"r\"}";
    editor.differs = true;

    assertProblem(post("assets", engineer, other), 409, "declared already");

    assertThat(editor.written).isEmpty();
    assertThat(sink.audit).isEmpty();
  }

  @Test
  void aMachineThatWasRemovedMayBeAddedAgainAsAnother() throws Exception {
    String again = "{\"asset\": {\"id\": \"north/pump-1\"}, \"reason\": \"a new pump\"}";
    editor.differs = true;
    assertProblem(post("assets", engineer, again), 409, "declared already");

    console.feed.add(view -> view.withdraw("north/pump-1"));
    await().until(() -> console.json("api/v1/assets").path("assets").isEmpty());

    assertThat(console.get("api/v1/assets/north/pump-1").statusCode()).isEqualTo(404);
    JsonNode checked = json(post("check", null, again.replace(", \"reason\": \"a new pump\"", "")));
    assertThat(checked.path("problems")).isEmpty();
    assertThat(checked.path("machines").asInt()).isZero();
    assertThat(post("assets", engineer, again).statusCode()).isEqualTo(202);
  }

  @Test
  void whatIsNotSoundIsRefusedAndNotAudited() throws Exception {
    String fan = "{\"id\": \"fan-1\"}";
    assertProblem(post("assets", engineer, "{\"asset\": " + fan + "}"), 400, "reason is missing");
    assertProblem(
        post("assets", engineer, "{\"asset\": {}, \"reason\": \"r\"}"), 400, "/id key 'id'");
    assertProblem(post("assets", engineer, "{\"asset\": 7, \"reason\": \"r\"}"), 400, "object");
    assertProblem(post("assets", engineer, "{\"reason\": \"r\"}"), 400, "object");
    assertProblem(
        post("assets", engineer, "{\"asset\": " + fan + ", \"force\": true}"), 400, "force");
    assertProblem(post("assets", engineer, "not json"), 400, "not the JSON");

    assertThat(editor.written).isEmpty();
    assertThat(sink.audit).isEmpty();
  }

  @Test
  void whoMayNotIsRefusedAndAudited() throws Exception {
    String wish = "{\"asset\": {\"id\": \"fan-1\"}, \"reason\": \"r\"}";

    assertProblem(post("assets", null, wish), 401, "Authorization");
    assertProblem(post("assets", operator, wish), 403, "CHANGE_PLANT needs one of the roles");

    assertThat(editor.written).isEmpty();
    assertThat(sink.audit).singleElement().matches(entry -> !entry.allowed());
  }

  @Test
  void whereReadingNeedsATokenSoDoesACheck() throws Exception {
    console.open(new ConsoleSettings("127.0.0.1", 0, true, Duration.ofSeconds(1), 500, null));

    assertThat(post("check", null, "{\"asset\": {}}").statusCode()).isEqualTo(401);
    assertThat(post("check", operator, "{\"asset\": {}}").statusCode()).isEqualTo(200);
  }

  @Test
  void aProcessThatCannotChangeThePlantSaysSo() throws Exception {
    console.plant(null).open();

    assertProblem(
        post("assets", engineer, "{\"asset\": {\"id\": \"a\"}, \"reason\": \"r\"}"),
        404,
        "millwright plant apply");
  }

  private HttpResponse<String> post(String what, @Nullable String token, String body)
      throws Exception {
    return console.post("api/v1/plant/" + what, token, body);
  }
}
