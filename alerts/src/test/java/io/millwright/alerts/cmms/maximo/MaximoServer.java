package io.millwright.alerts.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.VendorServer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Behaves as Maximo's REST API does by IBM's guide: lean JSON, filters, pages no larger than the
 * server allows, row stamps, errors by BMXAA number. Times have an offset and no fractions.
 *
 * @see <a href="https://ibm-maximo-dev.github.io/maximo-restapi-documentation/">IBM Maximo REST API
 *     Guide</a>
 * @see <a
 *     href="https://maximosecrets.com/2022/05/16/ticket-status-and-status-inheritance/">statuses of
 *     tickets</a>
 * @see <a
 *     href="https://www.ibm.com/support/pages/maximo-support-desk-allowable-status-changes-work-orders">statuses
 *     of work orders</a>
 */
final class MaximoServer extends VendorServer {
  private static final int MAX_PAGE = 40;
  private static final Pattern TERM =
      Pattern.compile("(\\w+)\\s*(>=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(true|false))");
  private static final Map<String, Set<String>> STATUSES =
      Map.of(
          "mxapisr",
          Set.of(
              "NEW", "QUEUED", "PENDING", "INPROG", "RESOLVED", "CLOSED", "CANCELLED", "REJECTED"),
          "mxapiwodetail",
          Set.of("WAPPR", "APPR", "WSCH", "WMATL", "WPCOND", "INPRG", "COMP", "CLOSE", "CAN"));
  private static final Map<String, Integer> LENGTHS =
      Map.of("description", 100, "externalrecid", 20, "externalrefid", 30);

  /** By rest id. */
  final Map<String, ObjectNode> records = new LinkedHashMap<>();

  private int last = 1000;

  @Override
  protected boolean write(Call call) {
    return call.method().equals("POST");
  }

  @Override
  protected Answer handle(Call call) {
    if (!call.header("apikey").equals("secret-key")) {
      return error(401, "BMXAA7901E", "You cannot log in at this time.");
    }
    if (!call.query().getOrDefault("lean", "").equals("1")) {
      return error(400, "BMXAA0000E", "this test speaks lean JSON only");
    }
    String[] path = call.path().split("/");
    if (path.length < 5 || !STATUSES.containsKey(path[4])) {
      return error(404, "BMXAA8727E", "The OSLC resource " + call.path() + " was not found");
    }
    String structure = path[4];
    try {
      if (call.method().equals("GET")) {
        return query(structure, call);
      }
      return path.length == 5 ? create(structure, call) : merge(structure, path[5], call);
    } catch (Refusal e) {
      return error(400, e.code, String.valueOf(e.getMessage()));
    }
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final String code;

    Refusal(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  private static Answer error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("Error")
        .put("reasonCode", code)
        .put("message", code + " - " + message)
        .put("statusCode", String.valueOf(status));
    return Answer.json(status, body);
  }

  private Answer create(String structure, Call call) {
    JsonNode body = call.json();
    for (String field : List.of("siteid", "assetnum")) {
      if (!body.hasNonNull(field)) {
        throw new Refusal("BMXAA4195E", "A value is required for the " + field + " field");
      }
    }
    if (!body.get("assetnum").asText().equals("P-0007")) {
      throw new Refusal("BMXAA4191E", "The value for assetnum is not valid for Asset");
    }
    ObjectNode record = JSON.createObjectNode();
    String number = (structure.equals("mxapisr") ? "SR " : "W#/") + ++last;
    record.put(structure.equals("mxapisr") ? "ticketid" : "wonum", number);
    record.put("status", structure.equals("mxapisr") ? "NEW" : "WAPPR");
    record.put("istask", false).put("reportdate", time());
    fill(structure, record, body);
    String rest = "_" + Integer.toString(last, 36);
    record.put("href", "http://internal-host/maximo/api/os/" + structure + "/" + rest);
    records.put(rest, record);
    return call.header("properties").equals("*")
        ? Answer.json(201, record)
        : new Answer(201, Map.of("Location", record.get("href").asText()), "");
  }

  private void fill(String structure, ObjectNode record, JsonNode body) {
    body.properties()
        .forEach(
            field -> {
              String text = field.getValue().asText();
              if (text.length() > LENGTHS.getOrDefault(field.getKey(), Integer.MAX_VALUE)) {
                throw new Refusal("BMXAA4049E", "The value of " + field.getKey() + " is too long");
              }
              if (field.getKey().equals("status")
                  && !STATUSES.getOrDefault(structure, Set.of()).contains(text)) {
                throw new Refusal("BMXAA4190E", "Status " + text + " is not valid");
              }
              if (field.getKey().endsWith("priority") && !field.getValue().isInt()) {
                throw new Refusal("BMXAA4065E", field.getKey() + " is not a number");
              }
              if (field.getKey().startsWith("targ")) {
                OffsetDateTime.parse(text);
              }
              if (field.getKey().equals("worklog")) {
                field.getValue().forEach(record.withArrayProperty("worklog")::add);
              } else if (!field.getKey().equals("_rowstamp")) {
                record.set(field.getKey(), field.getValue());
              }
            });
    record.put("status_maxvalue", record.path("status").asText());
    stamp(record);
  }

  private void stamp(ObjectNode record) {
    tick();
    record.put("changedate", time()).put("changeby", "WILSON");
    record.put("_rowstamp", String.valueOf(now().getEpochSecond()));
  }

  /** The same moment as {@link #now}, in the zone of the server. */
  private String time() {
    return now().atOffset(ZoneOffset.ofHours(-5)).toString().replaceAll("T(..:..)-", "T$1:00-");
  }

  private Answer merge(String structure, String rest, Call call) {
    ObjectNode record = records.get(rest);
    if (record == null) {
      return error(404, "BMXAA8727E", "The OSLC resource " + rest + " was not found");
    }
    if (!call.header("x-method-override").equals("PATCH")
        || !call.header("patchtype").equals("MERGE")) {
      return error(400, "BMXAA0000E", "not a merge");
    }
    JsonNode body = call.json();
    if (body.has("_rowstamp") && !body.get("_rowstamp").equals(record.get("_rowstamp"))) {
      return error(
          412,
          "BMXAA8229W",
          "Record WORKORDER : "
              + rest
              + " has been updated by another user. Your changes have not"
              + " been saved. Refresh the record and try again.");
    }
    fill(structure, record, body);
    return new Answer(204, Map.of(), "");
  }

  private Answer query(String structure, Call call) {
    String where = call.query().getOrDefault("oslc.where", "");
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode record : records.values()) {
      if (record.path("href").asText().contains("/" + structure + "/") && passes(record, where)) {
        found.add(record);
      }
    }
    if (!call.query().getOrDefault("oslc.orderBy", "").startsWith("+")) {
      throw new Refusal("BMXAA0000E", "an attribute to order by needs its sign");
    }
    int size = Math.min(MAX_PAGE, Integer.parseInt(call.query().get("oslc.pageSize")));
    int page = Integer.parseInt(call.query().getOrDefault("pageno", "1"));
    int from = Math.min(found.size(), (page - 1) * size);
    int to = Math.min(found.size(), from + size);
    ObjectNode body = JSON.createObjectNode();
    body.putArray("member").addAll(found.subList(from, to));
    ObjectNode info = body.putObject("responseInfo").put("pagenum", page);
    if (to < found.size()) {
      info.putObject("nextPage").put("href", "http://internal-host/maximo/api/os/" + structure);
    }
    return Answer.json(200, body);
  }

  private static boolean passes(ObjectNode record, String where) {
    Matcher term = TERM.matcher(where);
    int at = 0;
    while (term.find(at)) {
      if (!where.substring(at, term.start()).strip().matches("|and")) {
        throw new Refusal("BMXAA8742E", "syntax of " + where);
      }
      at = term.end();
      JsonNode value = record.path(term.group(1));
      String text =
          term.group(3) == null ? term.group(4) : term.group(3).replaceAll("\\\\(.)", "$1");
      boolean passes =
          term.group(2).equals(">=")
              ? !OffsetDateTime.parse(value.asText()).isBefore(OffsetDateTime.parse(text))
              : text.endsWith("%")
                  ? value.asText().startsWith(text.substring(0, text.length() - 1))
                  : value.asText().equals(text);
      if (!passes) {
        return false;
      }
    }
    if (at == 0 || at != where.length()) {
      throw new Refusal("BMXAA8742E", "syntax of " + where);
    }
    return true;
  }

  /** A person changes an attribute. */
  void set(ObjectNode record, String field, String value) {
    record.put(field, value);
    if (field.equals("status")) {
      record.put("status_maxvalue", value);
    }
    stamp(record);
  }
}
