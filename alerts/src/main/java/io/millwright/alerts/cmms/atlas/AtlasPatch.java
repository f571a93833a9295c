package io.millwright.alerts.cmms.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Atlas's PATCH replaces: what is left out is emptied (its mapper copies nulls). So everything that
 * it can set is sent back as it was read.
 *
 * @see <a
 *     href="https://github.com/Grashjs/cmms/blob/d4ce8ef950fab48c9190fcf4cf622846aa2362b4/api/src/main/java/com/grash/dto/WorkOrderBasePatchDTO.java">WorkOrderBasePatchDTO</a>
 */
final class AtlasPatch {
  private static final List<String> VALUES =
      List.of(
          "dueDate",
          "priority",
          "estimatedDuration",
          "estimatedStartDate",
          "description",
          "title",
          "requiredSignature");
  private static final List<String> LINKS =
      List.of("image", "category", "location", "team", "primaryUser", "asset");
  private static final List<String> LISTS = List.of("assignedTo", "customers", "files");

  private AtlasPatch() {}

  /** A patch that changes nothing of a request. */
  static ObjectNode ofRequest(JsonNode request) {
    ObjectNode same = same(request);
    same.set("cancelled", request.path("cancelled"));
    link(same, request, "audioDescription");
    return same;
  }

  /** A patch that changes nothing of a work order. */
  static ObjectNode ofWorkOrder(JsonNode workOrder) {
    ObjectNode same = same(workOrder);
    link(same, workOrder, "completedBy");
    same.set("completedOn", workOrder.get("completedOn"));
    same.set("archived", workOrder.path("archived"));
    return same;
  }

  private static ObjectNode same(JsonNode order) {
    ObjectNode same = JsonNodeFactory.instance.objectNode();
    for (String field : VALUES) {
      same.set(field, order.get(field));
    }
    LINKS.forEach(field -> link(same, order, field));
    for (String field : LISTS) {
      ArrayNode ids = same.putArray(field);
      order.path(field).forEach(item -> ids.addObject().set("id", item.get("id")));
    }
    return same;
  }

  private static void link(ObjectNode same, JsonNode order, String field) {
    if (order.path(field).hasNonNull("id")) {
      same.putObject(field).set("id", order.path(field).get("id"));
    }
  }
}
