package io.millwright.alerts.cmms.sap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.SampleOrder;
import io.millwright.alerts.cmms.VendorContract;
import io.millwright.alerts.cmms.VendorServer.Call;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SapCmmsTest extends VendorContract<SapServer> {
  private static final String SERVICE = "/sap/opu/odata/sap/API_MAINTNOTIFICATION";

  @Override
  protected SapServer start() {
    return new SapServer();
  }

  @Override
  protected Cmms connect(SapServer s, String key, Duration timeout) {
    return connect(s.url(SERVICE), key, timeout);
  }

  private static SapCmms connect(URI url, String key, Duration timeout) {
    return new SapCmms(
        new SapSettings(url, new Secret(key), "100", null, Map.of("planningPlant", "1010")),
        new CmmsHttp(timeout, InstantSource.system()));
  }

  @Override
  protected String key() {
    return "Basic c2VjcmV0";
  }

  @Override
  protected String refusal() {
    return "{\"error\":{\"code\":\"IM/110\",\"message\":{\"lang\":\"en\",\"value\":\"Technical"
        + " object does not exist\"}}}";
  }

  private ObjectNode notification(String id) {
    return Objects.requireNonNull(server.notifications.get(id));
  }

  @Override
  protected void begin(String id) {
    notification(id).put("MaintenanceOrder", "4000012");
    server.set(notification(id), "NotifProcessingPhase", "3");
  }

  @Override
  protected void finish(String id, String words) {
    ObjectNode item = ((ArrayNode) notification(id).at("/to_Item/results")).addObject();
    item.put("MaintNotifItemText", words);
    item.put("MaintNotifDamageCodeGroup", "PM").put("MaintNotificationDamageCode", "SPAL");
    item.putObject("to_ItemActivity")
        .putArray("results")
        .addObject()
        .put("MaintNotifActivityCodeGroup", "PM")
        .put("MaintNotificationActivityCode", "REPL")
        .put("MaintNotifActyTxt", "Bearing replaced");
    server.set(notification(id), "NotifProcessingPhase", "4");
  }

  @Override
  protected void touch(String id) {
    server.set(notification(id), "PersonResponsible", "50001");
  }

  @Override
  protected void delete(String id) {
    server.notifications.clear();
  }

  @Override
  protected String unknownStatus(String id) {
    server.set(notification(id), "NotifProcessingPhase", "9");
    return "unknown phase 9";
  }

  @Override
  protected int orders() {
    return server.notifications.size();
  }

  @Override
  protected String priority(String id) {
    return notification(id).path("MaintPriority").asText();
  }

  @Override
  protected String shownText(String id) {
    return notification(id).path("NotificationText").asText()
        + "\n"
        + notification(id).path("MaintNotifLongTextForEdit").asText();
  }

  private Call created() {
    return server.calls("POST", "MaintenanceNotification").get(0);
  }

  @Test
  void sendsWhatTheServiceTakes() {
    cmms.create(REFERENCE, order());

    Call call = created();
    JsonNode body = call.json();
    assertThat(call.header("x-csrf-token")).isEqualTo("tok-1");
    assertThat(call.header("sap-client")).isEqualTo("100");
    assertThat(call.header("Cookie")).isEqualTo("SAP_SESSIONID_S4H_100=1");
    assertThat(body.path("NotificationType").asText()).isEqualTo("M1");
    assertThat(body.path("NotificationText").asText())
        .isEqualTo("Auto Inspect drive-end bearing of Feed …");
    assertThat(body.path("MaintPriority").asText()).isEqualTo("2");
    assertThat(body.path("TechnicalObject").asText()).isEqualTo("10004711");
    assertThat(body.path("TechObjIsEquipOrFuncnlLoc").asText()).isEqualTo("EAMS_EQUI");
    assertThat(body.path("MaintNotifExtReferenceNumber").asText()).isEqualTo(REFERENCE);
    assertThat(body.path("RequiredEndDate").asText())
        .isEqualTo("/Date(" + Instant.parse("2026-03-20T00:00:00Z").toEpochMilli() + ")/");
    assertThat(body.path("MaintenancePlanningPlant").asText()).isEqualTo("1010");
    assertThat(body.has("ReportedByUser")).isFalse();
    assertThat(body.has("MaintNotificationCode")).isFalse();
  }

  @Test
  void aTokenThatHasLapsedIsFetchedAgainAndTheWriteSentOnce() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    server.endSession();

    cmms.update(made, SampleOrder.request().comment("news").order());

    assertThat(server.calls("PATCH", made.id()))
        .extracting(c -> c.header("x-csrf-token"))
        .containsExactly("tok-1", "tok-2");
    assertThat(shownText(made.id())).contains("news");
  }

  @Test
  void aForbiddenThatIsNotAboutTheTokenIsMisconfiguredAndNotRepeated() {
    cmms.find(REFERENCE);
    server.answerNextWrite(403, Map.of(), "{\"error\":{\"code\":\"IM/700\"}}");

    assertThat(failure(() -> cmms.create(REFERENCE, order())).fate()).isEqualTo(Fate.MISCONFIGURED);
    assertThat(server.calls("POST", "MaintenanceNotification")).hasSize(1);
  }

  @Test
  void everyChangeRestsOnAnEtagAndAFailedPreconditionIsAConflict() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    WorkOrder news = SampleOrder.request().comment("news").order();
    server.answerNextWrite(412, Map.of(), "{\"error\":{\"code\":\"/IWBEP/CM_MGW_RT/041\"}}");

    assertThat(failure(() -> cmms.update(made, news)).fate()).isEqualTo(Fate.CONFLICT);

    assertThat(cmms.update(cmms.read(made).orElseThrow(), news).status())
        .isEqualTo(ExternalStatus.OPEN);
    assertThat(server.calls("PATCH", made.id()).get(0).header("If-Match"))
        .isEqualTo(made.extra().get("etag"))
        .startsWith("W/");
  }

  @Test
  void keepsTheReferenceOfMixedCaseThatSapStoresInCapitals() {
    ExternalOrder made = cmms.create("mwA2b3C4d5E6f7G2h3", order());

    assertThat(made.reference()).isEqualTo("mwA2b3C4d5E6f7G2h3");
    assertThat(cmms.find("mwA2b3C4d5E6f7G2h3")).map(ExternalOrder::id).contains(made.id());
  }

  @Test
  void tellsRejectionFromCompletionAndApprovalFromWaiting() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    server.set(notification(made.id()), "NotifProcessingPhase", "2");
    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.OPEN);
    server.set(notification(made.id()), "MaintenanceOrder", "4000012");
    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.APPROVED);
    server.set(notification(made.id()), "NotifProcessingPhase", "4");
    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.DONE);
    server.set(notification(made.id()), "MaintNotifRejectionReasonCode", "003");
    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.REJECTED);
    server.set(notification(made.id()), "NotifProcessingPhase", "5");
    assertThat(cmms.read(made)).map(ExternalOrder::status).contains(ExternalStatus.CANCELLED);
  }

  @Test
  void aDamageWithoutAnActivityIsNotRepairedYet() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    assertThat(cmms.read(made).orElseThrow().outcome()).isNull();
    ObjectNode item = ((ArrayNode) notification(made.id()).at("/to_Item/results")).addObject();
    item.put("MaintNotifItemText", "").put("MaintNotifDamageCodeName", "Spalling");
    item.put("MaintNotifDamageCodeGroup", "PM").put("MaintNotificationDamageCode", "SPAL");
    item.putObject("to_ItemCause")
        .putArray("results")
        .addObject()
        .put("MaintNotifCauseText", "Lack of grease");

    ExternalOrder found = cmms.read(made).orElseThrow();

    assertThat(found.outcome()).isEqualTo(Outcome.FAULT_FOUND_NOT_REPAIRED);
    assertThat(found.found()).isEqualTo("Spalling; Lack of grease");
  }

  @Test
  void whatIsCompletedHereIsCompletedThere() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    begin(made.id());

    ExternalOrder done =
        cmms.update(
            cmms.read(made).orElseThrow(), SampleOrder.request().status(Status.COMPLETED).order());

    assertThat(done.status()).isEqualTo(ExternalStatus.DONE);
    assertThat(server.calls("POST", "CompleteMaintNotification").get(0).query())
        .containsEntry("MaintenanceNotification", "'" + made.id() + "'");
  }

  @Test
  void anApostropheInAnIdIsDoubled() {
    ExternalOrder odd =
        new ExternalOrder(
            "10'00/1&$", REFERENCE, ExternalStatus.OPEN, null, "", null, server.now(), Map.of());

    assertThat(cmms.read(odd)).isEmpty();
    assertThat(server.calls("GET", "MaintenanceNotification"))
        .extracting(Call::path)
        .containsExactly(SERVICE + "/MaintenanceNotification('10''00/1&$')");
  }

  @Test
  void aServiceThatIsNotActiveIsNotTakenForAMissingOrder() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    SapCmms elsewhere = connect(server.url("/sap/opu/odata/sap/API_OTHER"), key(), TIMEOUT);

    assertThat(failure(() -> elsewhere.read(made)).fate()).isEqualTo(Fate.UNAVAILABLE);
  }

  @Test
  void commentsReachAnOrderThatIsInProgress() {
    ExternalOrder made = cmms.create(REFERENCE, order());
    begin(made.id());

    cmms.update(
        cmms.read(made).orElseThrow(), SampleOrder.request().comment("falls faster").order());

    assertThat(shownText(made.id())).contains("falls faster");
    List<Call> patches = server.calls("PATCH", made.id());
    assertThat(patches).hasSize(1);
    assertThat(patches.get(0).json().has("MaintNotifExtReferenceNumber")).isFalse();
  }
}
