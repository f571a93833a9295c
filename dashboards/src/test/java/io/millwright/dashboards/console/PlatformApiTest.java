package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static io.millwright.dashboards.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.service.Health;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audit, health of the platform, and tables for other programs. */
class PlatformApiTest {

  private volatile GroupLags lags = () -> List.of(new GroupLag("millwright-streams", 2, 12));
  private final TestConsole console =
      new TestConsole()
          .lags(() -> lags.now())
          .parts(() -> Map.of("broker", Health.UP, "store", Health.degraded("does not answer")));
  private final InMemoryFleetFeed feed = console.feed;
  private final String auditor = console.token("aude", Role.AUDITOR);
  private final String operator = console.token("otto", Role.OPERATOR);

  @BeforeEach
  void open() {
    audited(1, "otto", "ACKNOWLEDGE", "pump-1@1", "seen", true);
    audited(2, "paula", "APPROVE_ORDER", "WO-7", "=due", true);
    audited(3, "otto", "APPROVE_ORDER", "WO-8", "go", false);
    console.open();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void whoDidWhatIsReadNewestFirstByThoseWhoMay() throws Exception {
    JsonNode all = json(console.get("api/v1/audit", auditor));

    assertThat(all.path("entries").findValuesAsText("id")).containsExactly("a3", "a2", "a1");
    assertThat(all.path("entries").get(0).path("allowed").asBoolean()).isFalse();
    assertThat(all.path("kept").asInt()).isEqualTo(3);
    assertThat(all.path("actors").toString()).isEqualTo("[\"otto\",\"paula\"]");
    assertThat(console.get("api/v1/audit", null).statusCode())
        .as("even on loopback")
        .isEqualTo(401);
    HttpResponse<String> refused = console.get("api/v1/audit", operator);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("AUDITOR").contains("otto");
  }

  @Test
  void theAuditLogIsAskedByActorActionAndText() throws Exception {
    assertThat(ids("actor=otto")).containsExactly("a3", "a1");
    assertThat(ids("action=APPROVE_ORDER")).containsExactly("a3", "a2");
    assertThat(ids("text=wo-8")).containsExactly("a3");
    assertThat(ids("text=SEEN")).containsExactly("a1");
    assertThat(ids("actor=nobody")).isEmpty();
    JsonNode one = json(console.get("api/v1/audit?actor=otto&limit=1", auditor));
    assertThat(one.path("entries")).hasSize(1);
    assertThat(one.path("matching").asInt()).isEqualTo(2);
    assertThat(console.get("api/v1/audit?limit=5001", auditor).statusCode()).isEqualTo(400);
  }

  @Test
  void thePlatformSaysHowItDoes() throws Exception {
    JsonNode system = json(console.get("api/v1/health", null));

    assertThat(system.path("status").asText()).isEqualTo("DEGRADED");
    assertThat(system.path("parts").findValuesAsText("name")).containsExactly("broker", "store");
    assertThat(system.at("/parts/1/reason").asText()).isEqualTo("does not answer");
    assertThat(system.at("/groups/0/lag").asLong()).isEqualTo(12);
    assertThat(system.path("lagProblem").isNull() || system.path("lagProblem").isMissingNode())
        .isTrue();
    assertThat(system.path("figures").findValuesAsText("name"))
        .contains("millwright.console.assets")
        .allMatch(name -> name.startsWith("millwright."));
  }

  @Test
  void aBrokerThatDoesNotAnswerIsSaidAndNotHidden() throws Exception {
    lags =
        () -> {
          throw new GroupLags.UnknownException(new IllegalStateException("gone"));
        };

    JsonNode system = json(console.get("api/v1/health", null));

    assertThat(system.path("lagProblem").asText()).contains("gone");
    assertThat(system.path("groups")).isEmpty();
    assertThat(system.path("parts")).hasSize(2);
  }

  @Test
  void trendsAreTablesToo() throws Exception {
    Asset pump = HistoryExamples.asset("north/pump-1", "flow");
    feed.add(view -> view.declare(pump));
    HistoryBatch batch = console.history.newBatch();
    batch.scan(pump, HistoryExamples.scan(pump, T0, -12.5));
    batch.assessment(HistoryExamples.assessment("north/pump-1", T0, 2.5, 31, 20));
    batch.commit();
    String range = "?asset=north/pump-1&point=flow&from=" + T0 + "&to=" + T0.plusSeconds(1);
    await()
        .until(() -> console.get("api/v1/trends/readings.csv" + range, null).statusCode() == 200);

    HttpResponse<String> readings = console.get("api/v1/trends/readings.csv" + range, null);
    assertThat(readings.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(readings.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment");
    assertThat(readings.body())
        .isEqualTo("time,min,mean,max,count\r\n2026-03-01T00:00:00Z,-12.5,-12.5,-12.5,1\r\n");
    assertThat(console.get("api/v1/trends/assessments.csv" + range, null).body())
        .startsWith("time,maxScore,meanHealth,lifeLower,")
        .contains("2026-03-01T00:00:00Z,2.5,31.0,10.0,20.0,30.0,DEGRADED,RUNNING,1\r\n");
    assertThat(console.get("api/v1/trends/readings.csv?asset=none&point=flow", null).statusCode())
        .isEqualTo(404);
  }

  private void audited(
      int second, String actor, String action, String target, String reason, boolean allowed) {
    AuditEntry entry =
        new AuditEntry(
            "a" + second, T0.plusSeconds(second), actor, "", action, target, reason, allowed);
    feed.add(view -> view.log(Topics.AUDIT, entry.id(), entry.time(), entry));
  }

  private List<String> ids(String query) throws Exception {
    return json(console.get("api/v1/audit?" + query, auditor))
        .path("entries")
        .findValuesAsText("id");
  }
}
