package io.millwright.alerts.cmms.sap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Changes;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.mapping.OrderMapping;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Orders in SAP S/4HANA: always a maintenance notification, of which a planner makes the order. The
 * reference stands in {@code MaintNotifExtReferenceNumber}, which SAP keeps in capitals. Every
 * write carries the ETag of the state it rests on, so SAP refuses a lost update. A notification
 * cannot be deleted over this interface: what is withdrawn or done is completed there. What people
 * have taken over only gets the text with the comments. Called by one thread at a time.
 */
public final class SapCmms implements Cmms {
  private static final String SET = "MaintenanceNotification";
  private static final String EXPAND = "to_Item,to_Item/to_ItemActivity,to_Item/to_ItemCause";
  private static final String ETAG = "etag";

  private final SapApi api;
  private final OrderMapping mapping;

  /**
   * @throws IllegalArgumentException if the mapping is malformed
   */
  public SapCmms(SapSettings settings, CmmsHttp http) {
    this.api = new SapApi(settings, http);
    this.mapping =
        OrderMapping.load(
            "sap", SapCmms.class, "notification.yaml", settings.mapping(), settings.setting());
  }

  @Override
  public String name() {
    return "sap";
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    String stored = reference.toUpperCase(Locale.ROOT);
    return api
        .query(SET, mapping.searched() + "%20eq%20" + SapApi.quoted(stored), EXPAND, SET)
        .stream()
        .filter(n -> n.path(mapping.searched()).asText().equals(stored))
        .findFirst()
        .map(n -> external(n, reference));
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    return external(
        api.create(SET, mapping.created(reference.toUpperCase(Locale.ROOT), order)), reference);
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    String entity = entity(known.id());
    ExternalOrder now =
        read(known).orElseThrow(() -> CmmsException.conflict("SAP: " + known.id() + " is gone"));
    String etag = now.extra().getOrDefault(ETAG, "");
    if (!etag.equals(known.extra().getOrDefault(ETAG, etag))) {
      throw CmmsException.conflict("SAP: notification " + known.id() + " has changed to " + etag);
    }
    if (now.status().ended()) {
      return now;
    }
    switch (order.status()) {
      case WITHDRAWN, REJECTED -> {
        if (now.status() != ExternalStatus.OPEN) {
          return now;
        }
        complete(known.id(), etag);
      }
      case COMPLETED -> complete(known.id(), etag);
      default -> {
        ObjectNode news =
            mapping.updated(
                known.reference().toUpperCase(Locale.ROOT),
                order,
                now.status() != ExternalStatus.OPEN);
        if (!news.isEmpty()) {
          api.merge(entity, etag, news);
        }
      }
    }
    return read(known).orElseThrow(() -> CmmsException.conflict("SAP: " + known.id() + " is gone"));
  }

  private void complete(String id, String etag) {
    api.call("CompleteMaintNotification?" + SET + "=" + SapApi.quoted(id), etag);
  }

  private static String entity(String id) {
    return SET + "(" + SapApi.quoted(id) + ")";
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    return api.get(entity(known.id()), EXPAND).map(n -> external(n, known.reference()));
  }

  @Override
  public Changes changedSince(Instant since) {
    String filter =
        SapApi.encoded(
            mapping.searched()
                + " ne '' and LastChangeDateTime ge datetimeoffset'"
                // SAP's time stamps have whole seconds.
                + since.truncatedTo(ChronoUnit.SECONDS)
                + "'");
    Changes.Reading changed = new Changes.Reading();
    for (JsonNode notification : api.query(SET, filter, EXPAND, SET)) {
      changed.add(
          notification.path(SET).asText(),
          () -> mapping.reference(notification),
          reference -> external(notification, reference));
    }
    return changed.changes();
  }

  private ExternalOrder external(JsonNode notification, String reference) {
    String etag = notification.path("__metadata").path("etag").asText();
    return mapping.read(
        notification.path(SET).asText(), reference, notification, Map.of(ETAG, etag));
  }
}
