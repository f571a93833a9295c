package io.millwright.alerts.cmms.atlas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The exchanges with Atlas CMMS. Written after the server's own source, release of 2026-08-22; it
 * calls that server and holds none of its code.
 *
 * @see <a
 *     href="https://github.com/Grashjs/cmms/blob/d4ce8ef950fab48c9190fcf4cf622846aa2362b4/api/src/main/java/com/grash/controller/RequestController.java">RequestController</a>
 * @see <a
 *     href="https://github.com/Grashjs/cmms/blob/d4ce8ef950fab48c9190fcf4cf622846aa2362b4/api/src/main/java/com/grash/advancedsearch/SearchCriteria.java">SearchCriteria</a>
 */
final class AtlasApi {
  static final String REQUESTS = "requests";
  static final String WORK_ORDERS = "work-orders";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;

  /** What Atlas answers with 500 although it is the order that is wrong, and will stay so. */
  private static final Pattern WRONG_FOR_EVER =
      Pattern.compile(
          "JSON parse error|violates foreign key constraint|violates not-null constraint"
              + "|value too long");

  private static final DateTimeFormatter JS_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final CmmsHttp http;
  private final String base;
  private final String keyHeader;
  private final String key;

  AtlasApi(AtlasSettings settings, CmmsHttp http) {
    this.http = http;
    this.base = settings.url().toString().replaceAll("/+$", "") + "/";
    this.keyHeader = settings.keyHeader();
    this.key = settings.key().value();
  }

  /** A filter of a search, as {@code FilterField} of the server has it. */
  static ObjectNode filter(String field, String operation, String value) {
    ObjectNode filter = JSON.createObjectNode();
    filter.put("field", field).put("operation", operation).put("value", value).putArray("values");
    return filter;
  }

  /**
   * Changed at or after a time. The server reads the time in its own zone whatever zone is written
   * ({@code Helper.getDateFromJsString}), so it is given half a day more; the caller filters.
   */
  static ObjectNode changedSince(Instant since) {
    String early = JS_DATE.format(since.minus(12, ChronoUnit.HOURS));
    return filter("updatedAt", "ge", early).put("enumName", "JS_DATE");
  }

  /** Everything that passes all filters, the oldest first. */
  List<JsonNode> search(String path, List<ObjectNode> filters) {
    List<JsonNode> found = new ArrayList<>();
    for (int page = 0; ; page++) {
      ObjectNode criteria = JSON.createObjectNode();
      criteria.putArray("filterFields").addAll(filters);
      criteria.put("direction", "ASC").put("sortField", "id");
      criteria.put("pageNum", page).put("pageSize", PAGE);
      JsonNode content = post(path + "/search", criteria).path("content");
      if (!(content instanceof ArrayNode)) {
        throw CmmsException.unavailable("Atlas: search of " + path + " gave no page", null);
      }
      content.forEach(found::add);
      if (content.size() < PAGE) {
        return found;
      }
    }
  }

  /** Those of these ids that are there, in a few requests: Atlas limits their number. */
  List<JsonNode> all(String path, Collection<Long> ids) {
    List<JsonNode> found = new ArrayList<>();
    List<Long> wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += PAGE) {
      ObjectNode in = filter("id", "in", "");
      wanted
          .subList(from, Math.min(wanted.size(), from + PAGE))
          .forEach(in.withArray("values")::add);
      found.addAll(search(path, List.of(in)));
    }
    return found;
  }

  /** Empty if Atlas says that there is none. */
  Optional<JsonNode> get(String path) {
    HttpResponse<String> response = send(request(path).GET());
    if (response.statusCode() != 404) {
      return Optional.of(parsed(response));
    }
    // A proxy that does not find Atlas must not pass for Atlas not finding the order.
    if (!response.body().contains("\"success\"")) {
      throw CmmsException.unavailable("Atlas: 404 that is not Atlas's for " + path, null);
    }
    return Optional.empty();
  }

  JsonNode post(String path, JsonNode body) {
    return parsed(send(request(path).POST(BodyPublishers.ofString(body.toString()))));
  }

  JsonNode patch(String path, JsonNode body) {
    return parsed(send(request(path).method("PATCH", BodyPublishers.ofString(body.toString()))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> response = http.exchange(request);
    int status = response.statusCode();
    if (status == 401 || (status == 403 && response.body().isBlank())) {
      // Nothing was done, and no order is to blame: it waits until the key is put right.
      throw CmmsException.misconfigured(
          "Atlas: " + status + ", the key is wrong, revoked or expired " + response.body());
    }
    if (status == 403) {
      throw CmmsException.misconfigured(
          "Atlas: 403 "
              + response.body()
              + " (to a role without the permission, and to every key while the server has no"
              + " licence with API_ACCESS)");
    }
    if (status == 500 && WRONG_FOR_EVER.matcher(response.body()).find()) {
      throw CmmsException.refused("Atlas: 500 " + response.body());
    }
    return http.judged(response);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header(keyHeader, key)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw CmmsException.unavailable("Atlas: answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
