package io.millwright.alerts.cmms.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.VendorServer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Behaves as the API server of Atlas CMMS does, by its public source; none of which is in here.
 * Notably: a PATCH empties what it does not name, text loses its tags and gains entities, and times
 * in filters are read in the zone of the server, here five hours west of Greenwich.
 *
 * @see <a
 *     href="https://github.com/Grashjs/cmms/tree/d4ce8ef950fab48c9190fcf4cf622846aa2362b4/api/src/main/java/com/grash">Grashjs/cmms</a>
 */
final class AtlasServer extends VendorServer {
  private static final Set<String> PRIORITIES = Set.of("NONE", "LOW", "MEDIUM", "HIGH");
  private static final Set<String> STATUSES = Set.of("OPEN", "IN_PROGRESS", "ON_HOLD", "COMPLETE");
  private static final DateTimeFormatter JS_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final long ASSET = 17;

  final Map<Long, ObjectNode> requests = new TreeMap<>();
  final Map<Long, ObjectNode> workOrders = new TreeMap<>();
  final List<ObjectNode> comments = new ArrayList<>();
  private long lastId = 11;

  @Override
  protected boolean write(Call call) {
    return !call.method().equals("GET") && !call.path().contains("/search");
  }

  @Override
  protected Answer handle(Call call) {
    if (call.path().startsWith("/nowhere/")) {
      // As a proxy in front answers for a path that does not lead to Atlas.
      return new Answer(404, Map.of(), "<html><h1>404 Not Found</h1></html>");
    }
    if (!call.header("X-API-KEY").equals("secret-key")) {
      return new Answer(403, Map.of(), "");
    }
    String[] path = call.path().substring(1).split("/");
    try {
      return switch (call.method() + " " + path[0] + " " + (path.length > 1 ? kind(path[1]) : "")) {
        case "POST requests " -> Answer.json(200, create(call.json(), true));
        case "POST work-orders " -> Answer.json(200, create(call.json(), false));
        case "POST requests search" -> search(requests, call.json());
        case "POST work-orders search" -> search(workOrders, call.json());
        case "GET requests id" -> one(requests, path[1]);
        case "GET work-orders id" -> one(workOrders, path[1]);
        case "PATCH requests id" -> patchRequest(call, path);
        case "PATCH work-orders id" -> patchWorkOrder(call, path);
        case "POST comments " -> comment(call.json());
        case "POST comments search" -> commentsOf(Long.parseLong(path[2]));
        default -> failure(500, "No static resource " + call.path().substring(1) + ".");
      };
    } catch (Refusal e) {
      return failure(e.status, String.valueOf(e.getMessage()));
    }
  }

  private static String kind(String segment) {
    return segment.matches("\\d+") ? "id" : segment;
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static Answer failure(int status, String message) {
    return Answer.json(
        status, JSON.createObjectNode().put("success", false).put("message", message));
  }

  private ObjectNode create(JsonNode body, boolean request) {
    ObjectNode made = JSON.createObjectNode();
    long id = ++lastId;
    made.put("id", id).put("customId", String.format(request ? "R%06d" : "WO%06d", id));
    made.put("createdAt", now().toString()).put("createdBy", 3).put("updatedBy", 3);
    if (request) {
      made.put("cancelled", false).putNull("cancellationReason").putNull("workOrder");
    } else {
      made.put("status", "OPEN").put("archived", false).putNull("feedback");
      made.putNull("completedBy").putNull("completedOn").putNull("parentRequest");
    }
    fill(made, body);
    (request ? requests : workOrders).put(id, made);
    return made;
  }

  /** Everything that can be set: also what the body does not name, which is emptied. */
  private void fill(ObjectNode order, JsonNode body) {
    if (!body.hasNonNull("title")) {
      throw new Refusal(400, "must not be null");
    }
    String priority = body.path("priority").asText("NONE");
    if (!PRIORITIES.contains(priority)) {
      throw new Refusal(
          500,
          "JSON parse error: Cannot deserialize value of type `com.grash.model.enums.Priority` from"
              + " String \""
              + priority
              + "\": not one of the values accepted for Enum class");
    }
    if (body.path("title").asText().length() > 255) {
      throw new Refusal(500, "ERROR: value too long for type character varying(255)");
    }
    if (clean(body.path("description").asText()).length() > 10_000) {
      throw new Refusal(500, "ERROR: value too long");
    }
    if (body.path("estimatedDuration").asDouble() < 0) {
      throw new Refusal(406, "Estimated duration should not be negative");
    }
    if (body.hasNonNull("dueDate")) {
      Instant.parse(body.get("dueDate").asText());
    }
    if (body.path("asset").hasNonNull("id") && body.path("asset").get("id").asLong() != ASSET) {
      throw new Refusal(500, "violates foreign key constraint");
    }
    order.put("title", clean(body.get("title").asText())).put("priority", priority);
    order.put("description", clean(body.path("description").asText()));
    order.put("estimatedDuration", body.path("estimatedDuration").asDouble());
    order.set("dueDate", body.get("dueDate"));
    order.set("asset", body.get("asset"));
    order.set("team", body.get("team"));
    order.put("requiredSignature", body.path("requiredSignature").asBoolean());
    ArrayNode assigned = order.putArray("assignedTo");
    body.path("assignedTo").forEach(assigned::add);
    order.put("updatedAt", tick().toString());
  }

  private static String clean(String text) {
    return text.replaceAll("<(?=[a-zA-Z/])[^>]*>", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .strip();
  }

  private static Answer one(Map<Long, ObjectNode> orders, String id) {
    ObjectNode found = orders.get(Long.parseLong(id));
    return found == null ? failure(404, "Not found") : Answer.json(200, found);
  }

  private Answer patchRequest(Call call, String[] path) {
    ObjectNode request = requests.get(Long.parseLong(path[1]));
    if (request == null) {
      return failure(404, "Request not found");
    }
    boolean cancel = path.length > 2 && path[2].equals("cancel");
    if (request.hasNonNull("workOrder")) {
      return failure(
          406, cancel ? "Request is already approved" : "Can't patch an approved request");
    }
    if (cancel) {
      String reason = call.query().getOrDefault("reason", "");
      if (reason.isBlank()) {
        return failure(406, "Please give a reason");
      }
      request.put("cancelled", true).put("cancellationReason", reason);
      request.put("updatedAt", tick().toString());
    } else {
      fill(request, call.json());
      request.put("cancelled", call.json().path("cancelled").asBoolean());
    }
    return Answer.json(200, request);
  }

  private Answer patchWorkOrder(Call call, String[] path) {
    ObjectNode workOrder = workOrders.get(Long.parseLong(path[1]));
    if (workOrder == null) {
      return failure(404, "WorkOrder not found");
    }
    JsonNode body = call.json();
    if (path.length > 2 && path[2].equals("change-status")) {
      String status = body.path("status").asText();
      if (!STATUSES.contains(status)) {
        return failure(500, "JSON parse error: " + status);
      }
      workOrder.put("status", status).put("feedback", clean(body.path("feedback").asText()));
      workOrder.put("updatedAt", tick().toString());
    } else {
      fill(workOrder, body);
      workOrder.put("archived", body.path("archived").asBoolean());
      workOrder.set("completedBy", body.get("completedBy"));
      workOrder.set("completedOn", body.get("completedOn"));
    }
    return Answer.json(200, workOrder);
  }

  private Answer comment(JsonNode body) {
    ObjectNode comment = JSON.createObjectNode();
    comment.put("id", ++lastId).put("content", clean(body.path("content").asText()));
    comment.set("workOrder", body.path("workOrder"));
    comments.add(comment);
    return Answer.json(200, comment);
  }

  private Answer commentsOf(long workOrder) {
    ArrayNode found = JSON.createArrayNode();
    comments.stream()
        .filter(c -> c.path("workOrder").path("id").asLong() == workOrder)
        .forEach(found::add);
    return Answer.json(200, found);
  }

  private Answer search(Map<Long, ObjectNode> orders, JsonNode criteria) {
    List<ObjectNode> found =
        orders.values().stream()
            .filter(
                o -> {
                  for (JsonNode filter : criteria.path("filterFields")) {
                    if (!passes(o, filter)) {
                      return false;
                    }
                  }
                  return true;
                })
            .toList();
    int size = criteria.path("pageSize").asInt(10);
    int from = Math.min(found.size(), criteria.path("pageNum").asInt() * size);
    int to = Math.min(found.size(), from + size);
    ObjectNode page = JSON.createObjectNode();
    page.putArray("content").addAll(found.subList(from, to));
    page.put("totalElements", found.size()).put("last", to == found.size());
    return Answer.json(200, page);
  }

  private boolean passes(ObjectNode order, JsonNode filter) {
    String value = filter.path("value").asText();
    String field = filter.path("field").asText();
    JsonNode at =
        field.startsWith("parentRequest.")
            ? requests
                .getOrDefault(
                    order.path("parentRequest").path("id").asLong(), JSON.createObjectNode())
                .path(field.substring("parentRequest.".length()))
            : order.path(field);
    String operation = filter.path("operation").asText();
    if (operation.equals("in") && field.equals("id")) {
      for (JsonNode candidate : filter.path("values")) {
        if (candidate.asLong() == at.asLong()) {
          return true;
        }
      }
      return false;
    }
    if (operation.equals("cn") && field.endsWith("description")) {
      return at.asText().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
    }
    if (operation.equals("ge")
        && field.equals("updatedAt")
        && filter.path("enumName").asText().equals("JS_DATE")) {
      Instant bound = LocalDateTime.parse(value, JS_DATE).toInstant(ZoneOffset.ofHours(-5));
      return !Instant.parse(at.asText()).isBefore(bound);
    }
    throw new Refusal(400, "Invalid search field");
  }

  // What people do.

  ObjectNode approve(long requestId) {
    ObjectNode request = Objects.requireNonNull(requests.get(requestId));
    ObjectNode made = create(request, false);
    made.putObject("parentRequest").put("id", requestId);
    request.putObject("workOrder").put("id", made.get("id").asLong()).put("status", "OPEN");
    request.put("updatedAt", tick().toString());
    return made;
  }

  void set(ObjectNode order, String field, String value) {
    order.put(field, value).put("updatedAt", tick().toString());
  }
}
