package io.millwright.alerts.cmms.sap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.VendorServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Behaves as SAP Gateway serves API_MAINTNOTIFICATION: properties, their lengths and what can be
 * created or updated by the service's metadata; tokens against forged requests tied to a session;
 * ETags on every change; OData 2.0 errors; texts of upper-case format stored in capitals; pages no
 * larger than the server allows.
 *
 * @see <a href="https://api.sap.com/api/OP_API_MAINTNOTIFICATION/overview">Maintenance
 *     Notification, SAP Business Accelerator Hub</a>
 * @see <a
 *     href="https://help.sap.com/docs/SAP_NETWEAVER_750/68bf513362174d54b58cddec28794093/b35c22518bc72214e10000000a44176d.html">SAP
 *     Gateway: Cross-Site Request Forgery Protection</a>
 * @see <a
 *     href="https://help.sap.com/erp2005_ehp_07/helpdata/en/25/19d553088f4308e10000000a174cb4/content.htm">Process
 *     Notification: OSNO, NOPO, NOPR, NOCO</a>
 */
final class SapServer extends VendorServer {
  private static final int MAX_PAGE = 70;
  private static final String ROOT = "/sap/opu/odata/sap/API_MAINTNOTIFICATION/";
  private static final Pattern KEY =
      Pattern.compile("MaintenanceNotification\\('((?:[^']|'')*)'\\)");
  private static final Pattern TERM =
      Pattern.compile("(\\w+) (eq|ne|ge) (?:(datetimeoffset)?'((?:[^']|'')*)')");

  /** Properties that a client may set, and their lengths; 0 for dates. */
  private static final Map<String, Integer> WRITABLE =
      Map.ofEntries(
          Map.entry("NotificationText", 40),
          Map.entry("MaintPriority", 1),
          Map.entry("NotificationType", 2),
          Map.entry("ReportedByUser", 12),
          Map.entry("RequiredEndDate", 0),
          Map.entry("MaintNotifLongTextForEdit", 1333),
          Map.entry("TechnicalObject", 40),
          Map.entry("TechObjIsEquipOrFuncnlLoc", 20),
          Map.entry("MaintenancePlanningPlant", 4),
          Map.entry("MaintNotificationCodeGroup", 8),
          Map.entry("MaintNotificationCode", 4),
          Map.entry("MaintNotifExtReferenceNumber", 20));

  final Map<String, ObjectNode> notifications = new TreeMap<>();
  private int last = 10000019;
  private int session = 0;
  private String token = "";

  /** As when it times out. */
  void endSession() {
    token = "";
  }

  @Override
  protected boolean write(Call call) {
    return !call.method().equals("GET");
  }

  @Override
  protected Answer handle(Call call) {
    if (!call.header("Authorization").equals("Basic c2VjcmV0")) {
      return new Answer(401, Map.of("www-authenticate", "Basic"), "<html>Logon failed</html>");
    }
    if (!call.path().startsWith(ROOT)) {
      return error(404, "/IWFND/MED/170", "No service found for namespace");
    }
    String path = call.path().substring(ROOT.length());
    if (call.method().equals("GET")) {
      return path.isEmpty() ? service(call) : get(path, call);
    }
    if (token.isEmpty()
        || !call.header("x-csrf-token").equals(token)
        || !call.header("Cookie").contains("SAP_SESSIONID_S4H_100=" + session)) {
      return new Answer(403, Map.of("x-csrf-token", "Required"), "CSRF token validation failed");
    }
    if (call.method().equals("POST") && path.equals("MaintenanceNotification")) {
      return create(call.json());
    }
    ObjectNode target =
        path.equals("CompleteMaintNotification")
            ? notifications.get(unquoted(call.query().getOrDefault("MaintenanceNotification", "")))
            : entity(path);
    if (target == null) {
      return error(404, "SY/530", "Resource not found for segment 'MaintenanceNotification'");
    }
    String match = call.header("If-Match");
    if (match.isEmpty()) {
      return error(428, "/IWBEP/CM_MGW_RT/040", "Precondition required; use If-Match header");
    }
    if (!match.equals(target.path("__metadata").path("etag").asText())) {
      return error(412, "/IWBEP/CM_MGW_RT/041", "Precondition failed");
    }
    if (path.equals("CompleteMaintNotification")) {
      set(target, "NotifProcessingPhase", "4");
      return Answer.json(200, wrapped(target));
    }
    return patch(target, call.json());
  }

  private Answer service(Call call) {
    if (!call.header("x-csrf-token").equalsIgnoreCase("Fetch")) {
      return Answer.json(200, "{\"d\":{\"EntitySets\":[\"MaintenanceNotification\"]}}");
    }
    token = "tok-" + ++session;
    return new Answer(
        200,
        Map.of(
            "x-csrf-token", token, "set-cookie", "SAP_SESSIONID_S4H_100=" + session + "; path=/"),
        "{\"d\":{\"EntitySets\":[\"MaintenanceNotification\"]}}");
  }

  private static Answer error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode error = body.putObject("error").put("code", code);
    error.putObject("message").put("lang", "en").put("value", message);
    error.putObject("innererror").put("transactionid", "A1");
    return Answer.json(status, body);
  }

  private static ObjectNode wrapped(JsonNode entity) {
    ObjectNode body = JSON.createObjectNode();
    body.set("d", entity);
    return body;
  }

  private @Nullable ObjectNode entity(String path) {
    Matcher key = KEY.matcher(path);
    return key.matches() ? notifications.get(key.group(1).replace("''", "'")) : null;
  }

  private static String unquoted(String literal) {
    return literal.replaceAll("^'|'$", "").replace("''", "'");
  }

  private Answer create(JsonNode body) {
    for (String field : List.of("NotificationType", "NotificationText")) {
      if (!body.hasNonNull(field)) {
        return error(400, "IM/200", "Enter a value for " + field);
      }
    }
    if (!Set.of("M1", "M2", "M3").contains(body.get("NotificationType").asText())) {
      return error(400, "IM/105", "Notification type does not exist");
    }
    if (!body.path("TechnicalObject").asText().equals("10004711")
        || !Set.of("EAMS_EQUI", "EAMS_FL")
            .contains(body.path("TechObjIsEquipOrFuncnlLoc").asText())) {
      return error(400, "IM/110", "Technical object does not exist");
    }
    ObjectNode made = JSON.createObjectNode();
    String number = String.valueOf(++last);
    made.putObject("__metadata").put("type", "API_MAINTNOTIFICATION.MaintenanceNotificationType");
    made.put("MaintenanceNotification", number).put("NotifProcessingPhase", "1");
    made.put("MaintenanceOrder", "").put("MaintNotifRejectionReasonCode", "");
    made.put("PersonResponsibleName", "");
    made.putObject("to_Item").putArray("results");
    Answer refused = fill(made, body);
    if (refused != null) {
      return refused;
    }
    notifications.put(number, made);
    return Answer.json(201, wrapped(made));
  }

  private Answer patch(ObjectNode target, JsonNode body) {
    if (target.path("NotifProcessingPhase").asText().equals("4")) {
      return error(400, "IM/090", "Notification is completed; it cannot be changed");
    }
    if (body.has("NotificationType") || body.has("MaintNotifExtReferenceNumber")) {
      return error(400, "/IWBEP/CX_MGW/101", "Property NotificationType cannot be updated");
    }
    Answer refused = fill(target, body);
    return refused == null ? new Answer(204, Map.of(), "") : refused;
  }

  private @Nullable Answer fill(ObjectNode target, JsonNode body) {
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      Integer length = WRITABLE.get(field.getKey());
      String text = field.getValue().asText();
      if (length == null) {
        return error(400, "/IWBEP/CX_MGW/005", "Property '" + field.getKey() + "' is invalid");
      }
      if (length > 0 && text.length() > length) {
        return error(
            400, "/IWFND/CM_BEC/216", "Property '" + field.getKey() + "' is longer than " + length);
      }
      if (length == 0 && !text.matches("/Date\\(\\d+\\)/")) {
        return error(400, "/IWFND/CM_BEC/026", "Invalid date '" + text + "'");
      }
      if (field.getKey().equals("MaintPriority") && !text.matches("[1-4]")) {
        return error(400, "IM/120", "Priority " + text + " is not defined");
      }
      target.put(
          field.getKey(),
          field.getKey().equals("MaintNotifExtReferenceNumber")
              ? text.toUpperCase(Locale.ROOT)
              : text);
    }
    stamp(target);
    return null;
  }

  private void stamp(ObjectNode target) {
    target.put("LastChangeDateTime", "/Date(" + tick().toEpochMilli() + "+0000)/");
    ((ObjectNode) target.get("__metadata")).put("etag", "W/\"'" + now().getEpochSecond() + "'\"");
  }

  private Answer get(String path, Call call) {
    if (!path.equals("MaintenanceNotification")) {
      ObjectNode found = entity(path);
      return found == null
          ? error(404, "SY/530", "Resource not found for segment 'MaintenanceNotification'")
          : Answer.json(200, wrapped(found));
    }
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode notification : notifications.values()) {
      Boolean passes = passes(notification, call.query().getOrDefault("$filter", ""));
      if (passes == null) {
        return error(400, "/IWFND/MED/030", "Invalid filter: " + call.query().get("$filter"));
      }
      if (passes) {
        found.add(notification);
      }
    }
    int from = Math.min(found.size(), Integer.parseInt(call.query().getOrDefault("$skip", "0")));
    int size = Math.min(MAX_PAGE, Integer.parseInt(call.query().getOrDefault("$top", "1000")));
    int to = Math.min(found.size(), from + size);
    ObjectNode d = JSON.createObjectNode();
    ArrayNode results = d.putArray("results");
    found.subList(from, to).forEach(results::add);
    if (to < found.size()) {
      d.put("__next", "http://internal/next?$skiptoken=" + to);
    }
    return Answer.json(200, wrapped(d));
  }

  /** Null if the filter is malformed. */
  private static @Nullable Boolean passes(ObjectNode n, String filter) {
    Matcher term = TERM.matcher(filter);
    int at = 0;
    boolean passes = true;
    while (term.find(at)) {
      if (!filter.substring(at, term.start()).matches("| and ")) {
        return null;
      }
      at = term.end();
      String value = n.path(term.group(1)).asText();
      String text = term.group(4).replace("''", "'");
      passes &=
          switch (term.group(2)) {
            case "eq" -> value.equals(text);
            case "ne" -> !value.equals(text);
            default ->
                Long.parseLong(value.replaceAll("\\D*(\\d+).*", "$1"))
                    >= Instant.parse(text).toEpochMilli();
          };
    }
    return at == filter.length() && at > 0 ? passes : null;
  }

  /** A person changes a property. */
  void set(ObjectNode notification, String field, String value) {
    notification.put(field, value);
    stamp(notification);
  }
}
