package io.millwright.alerts.cmms.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.SampleOrder;
import io.millwright.alerts.cmms.VendorContract;
import io.millwright.alerts.cmms.atlas.AtlasSettings.Form;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.Priority;
import io.millwright.runtime.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AtlasCmmsTest extends VendorContract<AtlasServer> {
  @Override
  protected AtlasServer start() {
    return new AtlasServer();
  }

  @Override
  protected Cmms connect(AtlasServer s, String key, Duration timeout) {
    return connect(s, key, Form.REQUEST, timeout);
  }

  private static Cmms connect(AtlasServer s, String key, Form form, Duration timeout) {
    return new AtlasCmms(
        new AtlasSettings(s.url("/"), new Secret(key), "X-API-KEY", form, null, Map.of()),
        new CmmsHttp(timeout, InstantSource.system()));
  }

  @Override
  protected String key() {
    return "secret-key";
  }

  @Override
  protected String refusal() {
    return "{\"success\":false,\"message\":\"must not be null\"}";
  }

  private ObjectNode order(String id) {
    long number = Long.parseLong(id.substring(id.indexOf('/') + 1));
    return Objects.requireNonNull(
        id.startsWith("requests") ? server.requests.get(number) : server.workOrders.get(number));
  }

  private ObjectNode workOrder(String id) {
    return id.startsWith("requests")
        ? Objects.requireNonNull(
            server.workOrders.get(order(id).path("workOrder").path("id").asLong()))
        : order(id);
  }

  private ObjectNode approve(ExternalOrder made) {
    return server.approve(order(made.id()).get("id").asLong());
  }

  @Override
  protected void begin(String id) {
    server.set(server.approve(order(id).get("id").asLong()), "status", "IN_PROGRESS");
  }

  @Override
  protected void finish(String id, String words) {
    server.set(workOrder(id), "feedback", words.replace("&", "&amp;"));
    server.set(workOrder(id), "status", "COMPLETE");
  }

  @Override
  protected void touch(String id) {
    server.set(order(id), "estimatedStartDate", "2026-03-05T06:00:00Z");
  }

  @Override
  protected void delete(String id) {
    server.requests.clear();
  }

  @Override
  protected String unknownStatus(String id) {
    begin(id);
    server.set(workOrder(id), "status", "WAITING_FOR_PARTS");
    return "WAITING_FOR_PARTS";
  }

  @Override
  protected int orders() {
    return server.requests.size() + server.workOrders.size();
  }

  @Override
  protected String priority(String id) {
    return order(id).path("priority").asText();
  }

  @Override
  protected String shownText(String id) {
    return (order(id).path("title").asText() + "\n" + order(id).path("description").asText())
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Test
  void sendsWhatTheServersFieldsAreCalled() {
    cmms.create(REFERENCE, order());

    var call =
        server.calls("POST", "/requests").stream()
            .filter(c -> c.path().equals("/requests"))
            .toList()
            .get(0);
    JsonNode body = call.json();
    assertThat(call.header("X-API-KEY")).isEqualTo("secret-key");
    assertThat(call.header("Content-Type")).isEqualTo("application/json");
    assertThat(body.path("title").asText())
        .isEqualTo("[Automatic] Inspect drive-end bearing of Feed pump 1 (VIB)");
    assertThat(body.path("priority").asText()).isEqualTo("HIGH");
    assertThat(body.path("dueDate").asText()).isEqualTo("2026-03-20T12:00:00Z");
    assertThat(body.path("estimatedDuration").asDouble()).isEqualTo(4.5);
    assertThat(body.path("asset").path("id").isNumber()).isTrue();
    assertThat(body.path("asset").path("id").asLong()).isEqualTo(17);
    assertThat(body.path("description").asText()).contains("Millwright reference " + REFERENCE);
  }

  @Test
  void anApprovalIsHeardUnderTheIdOfTheRequest() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    Instant before = server.now();
    ObjectNode workOrder = approve(made);

    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.APPROVED);
    // People rewrite the work order: it is still known by the request behind it.
    server.set(workOrder, "description", "see drawing 7");
    assertThat(cmms.changedSince(before.plusSeconds(1)).orders())
        .extracting(ExternalOrder::id, ExternalOrder::reference, ExternalOrder::status)
        .containsExactly(tuple(made.id(), REFERENCE, ExternalStatus.APPROVED));
    assertThat(cmms.find(REFERENCE)).map(ExternalOrder::id).contains(made.id());
  }

  @Test
  void aRequestThatAPersonCancelsIsRejectedWithTheReason() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    order(made.id()).put("cancelled", true);
    server.set(order(made.id()), "cancellationReason", "Known noise of the gearbox");

    ExternalOrder now = cmms.read(made).orElseThrow();

    assertThat(now.status()).isEqualTo(ExternalStatus.REJECTED);
    assertThat(now.found()).isEqualTo("Known noise of the gearbox");
  }

  @Test
  void anUpdateKeepsWhatPeopleHaveSet() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    ObjectNode request = order(made.id());
    request.putObject("team").put("id", 5).put("name", "Mechanics");
    request.putArray("assignedTo").addObject().put("id", 8).put("firstName", "Ann");
    request.put("requiredSignature", true);

    cmms.update(made, SampleOrder.request().priority(Priority.LOW).order());

    assertThat(request.path("priority").asText()).isEqualTo("LOW");
    assertThat(request.path("team").path("id").asInt()).isEqualTo(5);
    assertThat(request.path("assignedTo").get(0).path("id").asInt()).isEqualTo(8);
    assertThat(request.path("requiredSignature").asBoolean()).isTrue();
    assertThat(request.path("asset").path("id").asInt()).isEqualTo(17);
    assertThat(request.path("cancelled").asBoolean()).isFalse();
  }

  @Test
  void anApprovedOrderGetsEachCommentOnceAndKeepsItsWords() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    ObjectNode workOrder = approve(made);
    String words = workOrder.path("description").asText();
    WorkOrder news = SampleOrder.request().comment("life < 5 days & falling").order();

    ExternalOrder first = cmms.update(cmms.read(made).orElseThrow(), news);
    cmms.update(first, news);

    assertThat(server.comments).hasSize(1);
    assertThat(server.comments.get(0).path("content").asText())
        .isEqualTo("life &lt; 5 days &amp; falling");
    assertThat(workOrder.path("description").asText()).isEqualTo(words);
  }

  @Test
  void whatIsApprovedAlreadyBecomesAWorkOrder() {
    ExternalOrder made =
        cmms.create(REFERENCE, SampleOrder.request().status(Status.APPROVED).order());

    assertThat(made.id()).startsWith("work-orders/");
    assertThat(made.status()).isEqualTo(ExternalStatus.APPROVED);
    assertThat(cmms.find(REFERENCE)).map(ExternalOrder::id).contains(made.id());
    assertThat(server.requests).isEmpty();
    // Nobody has begun, so it can still be taken back.
    assertThat(cmms.update(made, SampleOrder.request().status(Status.WITHDRAWN).order()).status())
        .isEqualTo(ExternalStatus.CANCELLED);
    assertThat(workOrder(made.id()).path("archived").asBoolean()).isTrue();
  }

  @Test
  void aWorkOrderAtOnceIfThePlantWantsSo() {
    try (AtlasCmms direct = (AtlasCmms) connect(server, key(), Form.WORK_ORDER, TIMEOUT)) {
      assertThat(direct.create(REFERENCE, order()).id()).startsWith("work-orders/");
    }
  }

  @Test
  void whatIsCompletedHereIsCompletedThere() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    approve(made);

    ExternalOrder done =
        cmms.update(
            cmms.read(made).orElseThrow(),
            SampleOrder.request().comment("bearing replaced").status(Status.COMPLETED).order());

    assertThat(done.status()).isEqualTo(ExternalStatus.DONE);
    assertThat(done.found()).contains("bearing replaced");
    // What the platform said itself is no finding.
    assertThat(done.outcome()).isNull();
  }

  @Test
  void readsFindingsFromWordsAndFromACustomField() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    approve(made);
    finish(made.id(), "Nothing found, pump runs well");
    assertThat(cmms.read(made)).map(ExternalOrder::outcome).contains(Outcome.NOTHING_FOUND);

    server.set(workOrder(made.id()), "feedback", "");
    assertThat(cmms.read(made).orElseThrow().outcome()).isNull();

    ObjectNode field = workOrder(made.id()).putArray("customFieldValues").addObject();
    field
        .put("value", "Fault found, not repaired")
        .putObject("customField")
        .put("label", "Outcome");
    assertThat(cmms.read(made))
        .map(ExternalOrder::outcome)
        .contains(Outcome.FAULT_FOUND_NOT_REPAIRED);
  }

  @Test
  void an404ThatIsNotAtlassIsNotTakenForAMissingOrder() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    Cmms elsewhere =
        new AtlasCmms(
            new AtlasSettings(
                server.url("/nowhere"),
                new Secret(key()),
                "X-API-KEY",
                Form.REQUEST,
                null,
                Map.of()),
            new CmmsHttp(TIMEOUT, InstantSource.system()));

    CmmsException failure = failure(() -> elsewhere.read(made));

    assertThat(failure.fate()).isEqualTo(Fate.UNAVAILABLE);
  }

  @Test
  void aLongTextIsCutAndKeepsItsReference() {
    String title = "x".repeat(400);
    WorkOrder order = SampleOrder.request().title(title).comment("<&>".repeat(4000)).order();

    ExternalOrder made = cmms.create(REFERENCE, order);

    assertThat(order(made.id()).path("title").asText()).hasSize(255).endsWith("…");
    assertThat(cmms.find(REFERENCE)).isPresent();
  }

  @Test
  void a500ThatIsAboutTheOrderIsARefusal() {
    WorkOrder elsewhere = SampleOrder.request().externalIds(Map.of("atlas", "999")).order();

    CmmsException refused = failure(() -> cmms.create(REFERENCE, elsewhere));

    assertThat(refused.fate()).isEqualTo(Fate.REFUSED);
    assertThat(refused).hasMessageContaining("foreign key");
  }

  @Test
  void anIdThatIsNoNumberThereIsAMappingErrorThatNamesTheField() {
    WorkOrder named = SampleOrder.request().externalIds(Map.of("atlas", "P-7")).order();

    CmmsException mapping = failure(() -> cmms.create(REFERENCE, named));

    assertThat(mapping.fate()).isEqualTo(Fate.MAPPING);
    assertThat(mapping).hasMessageContaining("asset.id").hasMessageContaining("P-7");
  }

  @Test
  void hearsOfManyApprovedOrdersInFewRequestsBecauseAtlasLimitsThem() {
    for (int i = 0; i < 120; i++) {
      approve(cmms.create(String.format("MWREF2REF2REF%05d", i), order()));
    }
    Instant since = server.now();
    server.workOrders.values().forEach(w -> server.set(w, "status", "IN_PROGRESS"));
    server.calls().clear();

    assertThat(cmms.changedSince(since.plusSeconds(1)).orders())
        .hasSize(120)
        .allMatch(o -> o.status() == ExternalStatus.IN_PROGRESS)
        .allMatch(o -> o.id().startsWith("requests/"));
    assertThat(server.calls()).hasSizeLessThan(12);
  }
}
