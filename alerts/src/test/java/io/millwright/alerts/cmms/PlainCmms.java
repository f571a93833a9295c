package io.millwright.alerts.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The connector to {@link PlainCmmsServer}: what any vendor's looks like, at its smallest. */
final class PlainCmms implements Cmms {
  private final URI uri;
  private final CmmsHttp http;
  private final CmmsHttp creating;

  PlainCmms(URI uri, CmmsHttp http) {
    this(uri, http, http);
  }

  /** With another patience for creations. */
  PlainCmms(URI uri, CmmsHttp http, CmmsHttp creating) {
    this.uri = uri;
    this.http = http;
    this.creating = creating;
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    Changes found = list("?reference=" + reference);
    if (!found.unreadable().isEmpty()) {
      throw CmmsException.mapping(found.unreadable().get(0).error());
    }
    return found.orders().stream().findFirst();
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    ObjectNode body = body(order);
    body.put("reference", reference);
    body.put("status", "OPEN");
    return order(
        creating.send(
            HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    ObjectNode body = body(order);
    if (Delivery.takesBack(order)) {
      body.put("status", "CANCELLED");
    }
    return order(
        http.send(
            HttpRequest.newBuilder(URI.create(uri + "/" + known.id()))
                .header("If-Match", known.extra().getOrDefault("version", "?"))
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))));
  }

  private static ObjectNode body(WorkOrder order) {
    if (!order.externalIds().containsKey("plain")) {
      throw CmmsException.mapping("the asset has no id 'plain'");
    }
    ObjectNode body = CloudEventCodec.JSON.createObjectNode();
    body.put("asset", order.externalIds().get("plain"));
    body.put("title", order.title());
    body.put("revision", order.revision());
    return body;
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(URI.create(uri + "/" + known.id())));
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(order(response));
  }

  @Override
  public Changes changedSince(Instant since) {
    return list("?since=" + since);
  }

  private Changes list(String query) {
    Changes.Reading found = new Changes.Reading();
    for (JsonNode node : tree(http.send(HttpRequest.newBuilder(URI.create(uri + query))))) {
      found.add(
          node.get("id").asText(), () -> node.get("reference").asText(), reference -> order(node));
    }
    return found.changes();
  }

  private static ExternalOrder order(HttpResponse<String> response) {
    return order(tree(response));
  }

  private static JsonNode tree(HttpResponse<String> response) {
    try {
      return CloudEventCodec.JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExternalOrder order(JsonNode node) {
    if (node.get("status").asText().equals("ONSITE")) {
      throw CmmsException.mapping("ONSITE is no status");
    }
    return new ExternalOrder(
        node.get("id").asText(),
        node.get("reference").asText(),
        ExternalStatus.valueOf(node.get("status").asText()),
        node.hasNonNull("outcome") ? Outcome.valueOf(node.get("outcome").asText()) : null,
        node.path("found").asText(""),
        node.hasNonNull("user") ? node.get("user").asText() : null,
        Instant.parse(node.get("updatedAt").asText()),
        Map.of("version", node.get("version").asText()));
  }
}
