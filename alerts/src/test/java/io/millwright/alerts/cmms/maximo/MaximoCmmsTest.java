package io.millwright.alerts.cmms.maximo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.SampleOrder;
import io.millwright.alerts.cmms.VendorContract;
import io.millwright.alerts.cmms.VendorServer.Call;
import io.millwright.alerts.cmms.maximo.MaximoSettings.Form;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.runtime.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaximoCmmsTest extends VendorContract<MaximoServer> {
  @Override
  protected MaximoServer start() {
    return new MaximoServer();
  }

  @Override
  protected Cmms connect(MaximoServer s, String key, Duration timeout) {
    return connect(s, key, Form.REQUEST, Map.of("siteid", "BEDFORD"), timeout);
  }

  private static MaximoCmms connect(
      MaximoServer s, String key, Form form, Map<String, String> setting, Duration timeout) {
    return new MaximoCmms(
        new MaximoSettings(
            s.url("/maximo/api"), new Secret(key), "apikey", form, null, null, setting),
        new CmmsHttp(timeout, InstantSource.system()));
  }

  @Override
  protected String key() {
    return "secret-key";
  }

  @Override
  protected String refusal() {
    return "{\"Error\":{\"reasonCode\":\"BMXAA2661E\",\"message\":\"BMXAA2661E - Location YES is"
        + " not a valid location.\",\"statusCode\":\"400\"}}";
  }

  private ObjectNode record(String id) {
    return server.records.values().stream()
        .filter(r -> id.endsWith("/" + r.path("ticketid").asText(r.path("wonum").asText())))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected void begin(String id) {
    server.set(record(id), "status", "INPROG");
  }

  @Override
  protected void finish(String id, String words) {
    record(id).put("fr2code", "REPLACED");
    record(id).put("fr2code_longdescription", "<div>" + words.replace("&", "&amp;") + "</div>");
    server.set(record(id), "status", "RESOLVED");
  }

  @Override
  protected void touch(String id) {
    server.set(record(id), "owner", "ANN");
  }

  @Override
  protected void delete(String id) {
    server.records.clear();
  }

  @Override
  protected String unknownStatus(String id) {
    server.set(record(id), "status", "ONSITE");
    return "ONSITE";
  }

  @Override
  protected int orders() {
    return server.records.size();
  }

  @Override
  protected String priority(String id) {
    return record(id).path("reportedpriority").asText();
  }

  @Override
  protected String shownText(String id) {
    return record(id).path("description").asText()
        + "\n"
        + record(id)
            .path("description_longdescription")
            .asText()
            .replace("<br />", "\n")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
  }

  private Call created() {
    return server.calls("POST", "/os/").get(0);
  }

  @Test
  void sendsAServiceRequestInLeanJson() {
    cmms.create(REFERENCE, order());

    Call call = created();
    JsonNode body = call.json();
    assertThat(call.path()).isEqualTo("/maximo/api/os/mxapisr");
    assertThat(call.query()).containsEntry("lean", "1");
    assertThat(body.path("class").asText()).isEqualTo("SR");
    assertThat(body.path("siteid").asText()).isEqualTo("BEDFORD");
    assertThat(body.path("assetnum").asText()).isEqualTo("P-0007");
    assertThat(body.path("reportedpriority").asInt()).isEqualTo(2);
    assertThat(body.path("externalrecid").asText()).isEqualTo(REFERENCE);
    assertThat(body.path("targetfinish").asText()).isEqualTo("2026-03-20T12:00:00Z");
    assertThat(body.path("description_longdescription").asText())
        .contains("<br />")
        .contains("&lt; 4.5 mm/s &lt;b&gt;rising");
    assertThat(body.has("reportedby")).isFalse();
  }

  @Test
  void aWorkOrderWaitsForApprovalAndIsHeardThroughItsLife() {
    MaximoCmms direct =
        connect(server, key(), Form.WORK_ORDER, Map.of("siteid", "BEDFORD"), TIMEOUT);
    ExternalOrder made = direct.create(REFERENCE, order());

    assertThat(created().path()).isEqualTo("/maximo/api/os/mxapiwodetail");
    assertThat(created().json().path("status").asText()).isEqualTo("WAPPR");
    assertThat(created().json().path("worktype").asText()).isEqualTo("CM");
    assertThat(created().json().path("estdur").asDouble()).isEqualTo(4.5);
    assertThat(made.status()).isEqualTo(ExternalStatus.OPEN);
    assertThat(direct.find(REFERENCE)).map(ExternalOrder::id).contains(made.id());
    // A number with characters that mean something in URLs.
    assertThat(made.id()).startsWith("mxapiwodetail/BEDFORD/W#/");
    server.set(record(made.id()), "status", "WSCH");
    assertThat(direct.read(made)).map(ExternalOrder::status).contains(ExternalStatus.APPROVED);
    server.set(record(made.id()), "status", "COMP");
    var failures = record(made.id()).putArray("failurereport");
    failures.addObject().put("type", "PROBLEM").put("failurecode", "VIBR");
    assertThat(direct.read(made))
        .map(ExternalOrder::outcome)
        .contains(Outcome.FAULT_FOUND_NOT_REPAIRED);
    failures.addObject().put("type", "REMEDY").put("failurecode", "RPL");
    ExternalOrder done = direct.read(made).orElseThrow();
    assertThat(done.status()).isEqualTo(ExternalStatus.DONE);
    assertThat(done.outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(done.found()).isEqualTo("PROBLEM VIBR, REMEDY RPL");
  }

  @Test
  void whatIsApprovedAlreadyBecomesAnApprovedWorkOrder() {
    ExternalOrder made =
        cmms.create(REFERENCE, SampleOrder.request().status(Status.APPROVED).order());

    assertThat(made.id()).startsWith("mxapiwodetail/");
    assertThat(made.status()).isEqualTo(ExternalStatus.APPROVED);
  }

  @Test
  void aSynonymOfThePlantMeansWhatItStandsFor() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    server.set(record(made.id()), "status", "ONSITE");
    record(made.id()).put("status_maxvalue", "INPROG");

    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.IN_PROGRESS);
  }

  @Test
  void aDateThatPeopleCanSetIsNoTimeOfChange() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    record(made.id()).put("statusdate", "2031-01-01T00:00:00+00:00");

    assertThat(cmms.read(made)).map(ExternalOrder::updatedAt).contains(made.updatedAt());
  }

  /** So it is neither rewritten nor cancelled. */
  @Test
  void whatSomebodyHasQueuedOrPutOffIsTakenOver() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    for (String status : List.of("QUEUED", "PENDING")) {
      server.set(record(made.id()), "status", status);
      assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.IN_PROGRESS);
    }
  }

  @Test
  void everyWriteCarriesTheRowStampAndALostUpdateIsAConflict() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    server.answerNextWrite(
        400,
        Map.of(),
        "{\"Error\":{\"reasonCode\":\"BMXAA8229W\",\"message\":\"BMXAA8229W - Record SR has been"
            + " updated by another user\",\"statusCode\":\"400\"}}");

    WorkOrder news = SampleOrder.request().comment("news").order();
    assertThat(failure(() -> cmms.update(made, news)).fate()).isEqualTo(Fate.CONFLICT);
    cmms.update(made, news);

    List<Call> merges =
        server.calls("POST", "/os/mxapisr/").stream().filter(c -> !c.body().isEmpty()).toList();
    assertThat(merges).hasSize(2);
    assertThat(merges.get(1).json().path("_rowstamp").asText())
        .isEqualTo(made.extra().get("rowstamp"));
    assertThat(merges.get(1).json().has("status")).isFalse();
  }

  @Test
  void anOrderInProgressGetsNewCommentsOnlyAndEachOnce() {
    SampleOrder first = SampleOrder.request().comment("one");
    ExternalOrder made = cmms.create(REFERENCE, first.order());
    begin(made.id());
    SampleOrder third = first.comment("two").comment("three");

    ExternalOrder known = cmms.update(cmms.read(made).orElseThrow(), third.order());
    known = cmms.update(known, third.order());
    cmms.update(known, third.comment("four").order());

    assertThat(record(made.id()).path("worklog").findValuesAsText("description"))
        .containsExactly("two", "three", "four");
    assertThat(record(made.id()).path("status").asText()).isEqualTo("INPROG");
  }

  @Test
  void whatIsCompletedHereIsResolvedThere() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    begin(made.id());

    ExternalOrder done =
        cmms.update(
            cmms.read(made).orElseThrow(), SampleOrder.request().status(Status.COMPLETED).order());

    assertThat(done.status()).isEqualTo(ExternalStatus.DONE);
  }

  @Test
  void withoutASiteNothingIsSent() {
    MaximoCmms siteless = connect(server, key(), Form.REQUEST, Map.of(), TIMEOUT);

    CmmsException mapping = failure(() -> siteless.create(REFERENCE, order()));

    assertThat(mapping.fate()).isEqualTo(Fate.MAPPING);
    assertThat(mapping).hasMessageContaining("siteid").hasMessageContaining("setting.siteid");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void aWrongPathIsMisconfiguredAndNoMissingOrder() {
    MaximoCmms wrong =
        new MaximoCmms(
            new MaximoSettings(
                server.url("/maximo/v1/api"),
                new Secret(key()),
                "apikey",
                Form.REQUEST,
                null,
                null,
                Map.of("siteid", "BEDFORD")),
            new CmmsHttp(TIMEOUT, InstantSource.system()));

    assertThat(failure(() -> wrong.find(REFERENCE)).fate()).isEqualTo(Fate.MISCONFIGURED);
  }

  @Test
  void aQuoteInAnIdStaysInItsFilter() {
    ExternalOrder odd =
        new ExternalOrder(
            "mxapisr/1\" or ticketid=\"2",
            REFERENCE,
            ExternalStatus.OPEN,
            null,
            "",
            null,
            server.now(),
            Map.of());

    assertThat(cmms.read(odd)).isEmpty();
    assertThat(server.calls("GET", "mxapisr").get(0).query())
        .containsEntry("oslc.where", "ticketid=\"1\\\" or ticketid=\\\"2\"");
  }

  @Test
  void referencesOfOtherSystemsAreNotHeardOf() {
    ExternalOrder other = cmms.create(REFERENCE, order());
    server.set(record(other.id()), "externalrecid", "MW-7");
    ExternalOrder ours = cmms.create("MWA2B3C4D5E6F7G2H4", order());

    assertThat(cmms.changedSince(Instant.EPOCH).orders())
        .extracting(ExternalOrder::id)
        .containsExactly(ours.id());
  }
}
