package io.millwright.alerts.cmms.atlas;

import static io.millwright.alerts.cmms.atlas.AtlasApi.REQUESTS;
import static io.millwright.alerts.cmms.atlas.AtlasApi.WORK_ORDERS;
import static io.millwright.alerts.cmms.atlas.AtlasApi.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Changes;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.mapping.OrderMapping;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders in Atlas CMMS. An order becomes a request; a person makes a work order of it there, and
 * from then on its status and findings are the work order's. An id is the path, such as {@code
 * requests/12}, and stays the request's when it is approved.
 *
 * <p>Atlas has no reference of others and no version of a record. The reference stands in the
 * description, which Atlas copies into the work order and which can be searched. An update is
 * refused here if the order has changed since it was known; a change in the milliseconds between
 * this look and the update is lost.
 *
 * <p>What people have approved is theirs: it only gets comments. Called by one thread at a time.
 */
public final class AtlasCmms implements Cmms {
  private static final String MARK = "Millwright reference ";

  private final AtlasApi api;
  private final AtlasSettings.Form form;
  private final OrderMapping mapping;

  /**
   * @throws IllegalArgumentException if the mapping is malformed
   */
  public AtlasCmms(AtlasSettings settings, CmmsHttp http) {
    this.api = new AtlasApi(settings, http);
    this.form = settings.as();
    this.mapping =
        OrderMapping.load(
            "atlas", AtlasCmms.class, "atlas.yaml", settings.mapping(), settings.setting());
  }

  /** An order there: a request, the work order that was made of it, or a work order alone. */
  private record Found(@Nullable JsonNode request, @Nullable JsonNode workOrder) {
    JsonNode json() {
      ObjectNode both = JsonNodeFactory.instance.objectNode();
      if (request != null) {
        both.set("request", request);
      }
      if (workOrder != null) {
        both.set("workOrder", workOrder);
      }
      return both;
    }

    String id() {
      return request != null
          ? REQUESTS + "/" + request.path("id").asLong()
          : WORK_ORDERS + "/" + workOrderId();
    }

    long workOrderId() {
      return workOrder == null ? -1 : workOrder.path("id").asLong();
    }
  }

  @Override
  public String name() {
    return "atlas";
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    for (JsonNode request : api.search(REQUESTS, List.of(carrying(reference)))) {
      Found found = withWorkOrder(request);
      if (reference.equals(mapping.reference(found.json()))) {
        return Optional.of(external(found, reference));
      }
    }
    for (JsonNode workOrder : api.search(WORK_ORDERS, List.of(carrying(reference)))) {
      Found found = new Found(null, workOrder);
      if (reference.equals(mapping.reference(found.json()))) {
        return Optional.of(external(withRequest(found), reference));
      }
    }
    return Optional.empty();
  }

  private ObjectNode carrying(String reference) {
    return filter(mapping.searched(), "cn", MARK + reference);
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    boolean request = form == AtlasSettings.Form.REQUEST && order.status() != Status.APPROVED;
    JsonNode made = api.post(request ? REQUESTS : WORK_ORDERS, mapping.created(reference, order));
    return external(request ? new Found(made, null) : new Found(null, made), reference);
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    Found found =
        get(known.id())
            .orElseThrow(() -> CmmsException.conflict("Atlas: " + known.id() + " is gone"));
    ExternalOrder now = external(found, known.reference());
    if (!now.updatedAt().equals(known.updatedAt())) {
      throw CmmsException.conflict(
          "Atlas: "
              + known.id()
              + " was changed at "
              + now.updatedAt()
              + ", known is "
              + known.updatedAt());
    }
    if (now.status().ended()) {
      return now;
    }
    switch (order.status()) {
      case WITHDRAWN, REJECTED -> withdraw(found, order);
      case COMPLETED -> complete(found, order);
      default -> rewrite(found, known.reference(), now.status(), order);
    }
    return read(now).orElseThrow(() -> CmmsException.conflict("Atlas: " + known.id() + " is gone"));
  }

  /** Only what nobody has begun to work on is taken back. */
  private void withdraw(Found found, WorkOrder order) {
    JsonNode workOrder = found.workOrder();
    if (workOrder == null) {
      cancel(found, "Millwright: " + order.status() + last(order));
    } else if (found.request() == null && workOrder.path("status").asText().equals("OPEN")) {
      // Atlas cannot cancel a work order; archived it leaves people's lists.
      ObjectNode patch = AtlasPatch.ofWorkOrder(workOrder);
      patch.put("archived", true);
      api.patch(found.id(), patch);
    } else {
      comment(workOrder, order);
    }
  }

  private void complete(Found found, WorkOrder order) {
    if (found.workOrder() == null) {
      cancel(found, "Millwright: done" + last(order));
      return;
    }
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("status", "COMPLETE").put("feedback", "Millwright: done" + last(order));
    api.patch(WORK_ORDERS + "/" + found.workOrderId() + "/change-status", status);
  }

  private void rewrite(Found found, String reference, ExternalStatus now, WorkOrder order) {
    if (now == ExternalStatus.OPEN && found.request() != null) {
      ObjectNode patch = AtlasPatch.ofRequest(found.request());
      patch.setAll(mapping.updated(reference, order, false));
      api.patch(found.id(), patch);
    } else if (found.workOrder() != null) {
      comment(found.workOrder(), order);
    }
  }

  private void cancel(Found found, String reason) {
    String query = "/cancel?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
    api.patch(found.id() + query, JsonNodeFactory.instance.objectNode());
  }

  /** Adds the comments that are not there yet, so that a repeated update adds none twice. */
  private void comment(JsonNode workOrder, WorkOrder order) {
    if (order.comments().isEmpty()) {
      return;
    }
    long id = workOrder.path("id").asLong();
    Set<String> there = new TreeSet<>();
    api.post("comments/search/" + id, JsonNodeFactory.instance.objectNode())
        .forEach(c -> there.add(AtlasText.plain(c.path("content").asText())));
    for (String comment : order.comments()) {
      if (!comment.isBlank() && !there.contains(AtlasText.plain(comment))) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("workOrder").put("id", id);
        api.post("comments", body.put("content", comment));
      }
    }
  }

  private static String last(WorkOrder order) {
    List<String> comments = order.comments();
    return comments.isEmpty() ? "" : ", " + comments.get(comments.size() - 1);
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    return get(known.id()).map(found -> external(found, known.reference()));
  }

  @Override
  public Changes changedSince(Instant since) {
    List<ObjectNode> ours = List.of(carrying(""), AtlasApi.changedSince(since));
    // People may have edited the order's text; the request behind it can no longer be edited.
    List<ObjectNode> theirs =
        List.of(
            filter("parentRequest." + mapping.searched(), "cn", MARK),
            AtlasApi.changedSince(since));
    Map<Long, JsonNode> requests = byId(api.search(REQUESTS, ours), since);
    Map<Long, JsonNode> workOrders = byId(api.search(WORK_ORDERS, ours), since);
    workOrders.putAll(byId(api.search(WORK_ORDERS, theirs), since));

    // The other half of an order of which only one half has changed.
    requests.putAll(missing(REQUESTS, workOrders.values(), "parentRequest", requests.keySet()));
    workOrders.putAll(missing(WORK_ORDERS, requests.values(), "workOrder", workOrders.keySet()));
    Map<String, Found> changed = new LinkedHashMap<>();
    for (JsonNode request : requests.values()) {
      Found found = new Found(request, workOrders.get(request.at("/workOrder/id").asLong(-1)));
      changed.put(found.id(), found);
    }
    for (JsonNode workOrder : workOrders.values()) {
      if (!requests.containsKey(workOrder.at("/parentRequest/id").asLong(-1))) {
        Found found = new Found(null, workOrder);
        changed.put(found.id(), found);
      }
    }
    Changes.Reading reading = new Changes.Reading();
    for (Found found : changed.values()) {
      reading.add(
          found.id(),
          () -> mapping.reference(found.json()),
          reference -> external(found, reference));
    }
    return reading.changes();
  }

  private static Map<Long, JsonNode> byId(List<JsonNode> orders, Instant since) {
    Map<Long, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode order : orders) {
      if (changed(order, since)) {
        byId.put(order.path("id").asLong(), order);
      }
    }
    return byId;
  }

  /** What orders point to and is not there yet. */
  private Map<Long, JsonNode> missing(
      String path, Collection<JsonNode> orders, String field, Set<Long> known) {
    List<Long> wanted =
        orders.stream()
            .map(order -> order.path(field))
            .filter(other -> other.hasNonNull("id") && !known.contains(other.get("id").asLong()))
            .map(other -> other.get("id").asLong())
            .toList();
    return byId(api.all(path, wanted), Instant.MIN);
  }

  private static boolean changed(JsonNode order, Instant since) {
    return !OffsetDateTime.parse(order.path("updatedAt").asText()).toInstant().isBefore(since);
  }

  private ExternalOrder external(Found found, String reference) {
    return mapping.read(found.id(), reference, found.json(), Map.of());
  }

  private Optional<Found> get(String id) {
    return id.startsWith(REQUESTS)
        ? api.get(id).map(this::withWorkOrder)
        : api.get(id).map(workOrder -> new Found(null, workOrder));
  }

  private Found withWorkOrder(JsonNode request) {
    JsonNode made = request.path("workOrder");
    return made.hasNonNull("id")
        ? new Found(request, api.get(WORK_ORDERS + "/" + made.get("id").asLong()).orElse(null))
        : new Found(request, null);
  }

  private Found withRequest(Found alone) {
    JsonNode workOrder = alone.workOrder();
    if (workOrder == null || !workOrder.path("parentRequest").hasNonNull("id")) {
      return alone;
    }
    String request = REQUESTS + "/" + workOrder.path("parentRequest").get("id").asLong();
    return new Found(api.get(request).orElse(null), workOrder);
  }
}
