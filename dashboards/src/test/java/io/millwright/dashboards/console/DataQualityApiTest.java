package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.quality.QualityGrade;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataQualityApiTest {

  private final Asset pump = HistoryExamples.asset("north/pump-1", "flow", "speed", "never");
  private final Asset fan = HistoryExamples.asset("fan-1", "flow");

  private final TestConsole console = new TestConsole();
  private final InMemoryFleetFeed feed = console.feed;

  @BeforeEach
  void open() throws Exception {
    feed.add(view -> view.declare(pump));
    feed.add(view -> view.declare(fan));
    feed.add(view -> view.assess(HistoryExamples.assessment("fan-1", T0, 0.3, 97, 500)));
    console.open();
    await().until(() -> console.json("api/v1/assets").path("assets").size() == 2);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void tellsWhatWasRejectedWhyAndOfWhom() throws Exception {
    reject(1, "north/pump-1", RejectionReason.IMPOSSIBLE_VALUE, "a");
    reject(2, "stranger", RejectionReason.UNKNOWN_ASSET, "b");
    reject(3, "stranger", RejectionReason.UNKNOWN_ASSET, "<b>\u0007c");
    reject(4, "fan-1", RejectionReason.UNKNOWN_ASSET, "before it was declared");
    reject(5, null, RejectionReason.UNREADABLE, "d");
    await().until(() -> console.json("api/v1/data-quality").path("rejected").asInt() == 5);

    JsonNode plant = console.json("api/v1/data-quality");

    assertThat(plant.path("reasons").findValuesAsText("reason"))
        .startsWith("UNKNOWN_ASSET")
        .containsExactlyInAnyOrder("UNKNOWN_ASSET", "IMPOSSIBLE_VALUE", "UNREADABLE");
    assertThat(plant.path("reasons").get(0).path("count").asInt()).isEqualTo(3);
    assertThat(plant.path("undeclared"))
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.path("asset").asText()).isEqualTo("stranger");
              assertThat(u.path("rejected").asInt()).isEqualTo(2);
              assertThat(u.path("newest").asText()).isEqualTo(T0.plusSeconds(3).toString());
            });
    assertThat(plant.path("examples").findValuesAsText("raw"))
        .containsExactly("d", "before it was declared", "<b>·c", "b", "a");
    assertThat(plant.path("complete").asBoolean()).isTrue();
    assertThat(line(plant, "north/pump-1").path("rejected").asInt()).isEqualTo(1);
    assertThat(line(plant, "north/pump-1").path("eventAgeSeconds").isNull()).isTrue();
    assertThat(line(plant, "fan-1").path("eventAgeSeconds").asLong()).isZero();
    assertThat(console.json("api/v1/data-quality/north/pump-1").path("reasons"))
        .singleElement()
        .matches(r -> r.path("reason").asText().equals("IMPOSSIBLE_VALUE"));
  }

  @Test
  void measuresSharesAgesAndGapsOfEachPointOverTheNewestDay() throws Exception {
    HistoryBatch batch = console.history.newBatch();
    byte good = 0;
    byte bad = (byte) ChannelQuality.BAD.ordinal();
    scan(batch, Duration.ofDays(2), 1, bad, good); // another day
    for (int minutes = 0; minutes <= 120; minutes += 15) {
      scan(batch, Duration.ofMinutes(minutes), minutes == 0 ? Double.NaN : 2, good, good);
    }
    scan(batch, Duration.ofMinutes(300), 2, bad, good); // a pause of two and a half hours
    batch.commit();

    JsonNode points = console.json("api/v1/data-quality/north/pump-1").path("points");

    JsonNode flow = points.get(0);
    assertThat(flow.path("readings").asInt()).isEqualTo(10);
    assertThat(flow.path("badShare").asDouble()).isEqualTo(0.1);
    assertThat(flow.path("goodShare").asDouble()).isEqualTo(0.9);
    assertThat(flow.path("quality").asText()).isEqualTo("GOOD");
    assertThat(flow.path("longestGapSeconds").asLong()).isEqualTo(165 * 60);
    JsonNode speed = points.get(1);
    assertThat(speed.path("readings").asInt()).isEqualTo(9);
    assertThat(speed.path("ageSeconds").asLong()).isEqualTo(15 * 60);
    JsonNode never = points.get(2);
    assertThat(never.path("readings").asInt()).isZero();
    assertThat(never.path("goodShare").isNull()).isTrue();
    assertThat(never.path("quality").isNull()).isTrue();
  }

  @Test
  void showsTheNewestGradeOfAMachineAndNoneWhereNobodyGrades() throws Exception {
    grade(fan, 1, QualityGrade.Grade.B, "late");
    grade(fan, 2, QualityGrade.Grade.D, "gaps");
    await()
        .until(
            () ->
                line(console.json("api/v1/data-quality"), "fan-1")
                    .path("grade")
                    .asText()
                    .equals("D"));

    JsonNode plant = console.json("api/v1/data-quality");

    assertThat(line(plant, "fan-1").path("gradeReasons").get(0).asText()).isEqualTo("gaps");
    assertThat(line(plant, "north/pump-1").path("grade").isNull()).isTrue();
  }

  @Test
  void manyGradesOfAMachineDoNotPushOutThatOfAnother() throws Exception {
    grade(pump, 0, QualityGrade.Grade.C, "stuck");
    for (int i = 1; i <= FleetView.LOG_KEPT; i++) {
      grade(fan, i, QualityGrade.Grade.B, "late");
    }
    grade(fan, FleetView.LOG_KEPT + 1, QualityGrade.Grade.D, "gaps");
    await()
        .until(
            () ->
                line(console.json("api/v1/data-quality"), "fan-1")
                    .path("grade")
                    .asText()
                    .equals("D"));

    assertThat(line(console.json("api/v1/data-quality"), "north/pump-1").path("grade").asText())
        .isEqualTo("C");
  }

  private void grade(Asset asset, int second, QualityGrade.Grade grade, String reason) {
    Instant time = T0.plusSeconds(second);
    feed.add(
        view ->
            view.grade(
                new QualityGrade(asset.id(), time, Origin.MEASURED, grade, List.of(reason))));
  }

  @Test
  void aMachineThatNobodyKnowsIsNotFound() throws Exception {
    HttpResponse<String> answer = console.get("api/v1/data-quality/no-such");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("no asset no-such");
  }

  /** So long before the newest. */
  private void scan(HistoryBatch batch, Duration before, double speed, byte flowQ, byte speedQ) {
    byte absent = (byte) ChannelQuality.ABSENT.ordinal();
    batch.scan(
        pump,
        HistoryExamples.scan(
            pump,
            T0.minus(before),
            new double[] {1, speed, Double.NaN},
            new byte[] {flowQ, Double.isNaN(speed) ? absent : speedQ, absent}));
  }

  private void reject(int second, @Nullable String asset, RejectionReason reason, String raw) {
    Instant time = T0.plusSeconds(second);
    feed.add(
        view ->
            view.log(
                Topics.REJECTED,
                String.valueOf(second),
                time,
                new RejectedTelemetry(
                    "gateway",
                    asset,
                    null,
                    time,
                    Origin.MEASURED,
                    reason,
                    "why",
                    raw.getBytes(StandardCharsets.UTF_8))));
  }

  private static JsonNode line(JsonNode plant, String id) {
    for (JsonNode machine : plant.path("machines")) {
      if (machine.path("id").asText().equals(id)) {
        return machine;
      }
    }
    throw new AssertionError("no line of " + id);
  }
}
