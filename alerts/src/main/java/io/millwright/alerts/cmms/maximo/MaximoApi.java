package io.millwright.alerts.cmms.maximo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The exchanges with Maximo's REST API, lean JSON. Records are read by query and written at the
 * {@code href} that the query gave.
 *
 * @see <a
 *     href="https://ibm-maximo-dev.github.io/maximo-restapi-documentation/crud/create_and_update">IBM
 *     Maximo REST API Guide: create and update</a>
 * @see <a href="https://ibm-maximo-dev.github.io/maximo-restapi-documentation/query/filtering">the
 *     same: filtering</a>
 * @see <a
 *     href="https://ibm-maximo-dev.github.io/maximo-restapi-documentation/query/sort_and_paging">the
 *     same: paging</a>
 */
final class MaximoApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** "Record … has been updated by another user", told with 412, 409 or 400. */
  private static final String LOST_UPDATE = "BMXAA8229W";

  private static final int PAGE = 100;

  private final CmmsHttp http;
  private final String base;
  private final String keyHeader;
  private final String key;

  MaximoApi(MaximoSettings settings, CmmsHttp http) {
    this.http = http;
    this.base = settings.url().toString().replaceAll("/+$", "") + "/os/";
    this.keyHeader = settings.keyHeader();
    this.key = settings.key().value();
  }

  /** A text in a filter. A {@code %} stays a wildcard: what is found is to be compared again. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** All records of an object structure that pass a filter, in the order of an attribute. */
  List<JsonNode> query(String structure, String select, String where, String orderBy) {
    List<JsonNode> found = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode answer =
          parsed(
              send(
                  request(
                          structure
                              + "?lean=1&oslc.select="
                              + encoded(select)
                              + "&oslc.where="
                              + encoded(where)
                              + "&oslc.orderBy="
                              + encoded("+" + orderBy)
                              + "&oslc.pageSize="
                              + PAGE
                              + "&pageno="
                              + page)
                      .GET()));
      if (!answer.path("member").isArray()) {
        throw CmmsException.unavailable("Maximo: query of " + structure + " gave no page", null);
      }
      answer.get("member").forEach(found::add);
      // The server may have a smaller limit, so only it knows whether there is more. Its link is
      // not followed: behind a proxy it may name a host that is not reachable from here.
      if (!answer.path("responseInfo").has("nextPage")) {
        return found;
      }
    }
  }

  /** The new record, all of its own attributes. */
  JsonNode create(String structure, JsonNode body) {
    return parsed(
        send(
            request(structure + "?lean=1")
                .header("properties", "*")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  /**
   * Merges attributes into a record.
   *
   * @param record as it was read; its {@code _rowstamp} makes Maximo refuse a lost update
   */
  void merge(String structure, JsonNode record, ObjectNode changes) {
    String href = record.path("href").asText();
    if (record.hasNonNull("_rowstamp")) {
      changes.set("_rowstamp", record.get("_rowstamp"));
    }
    send(
        request(structure + "/" + href.substring(href.lastIndexOf('/') + 1) + "?lean=1")
            .header("x-method-override", "PATCH")
            .header("patchtype", "MERGE")
            .POST(BodyPublishers.ofString(changes.toString())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> response = http.exchange(request);
    int status = response.statusCode();
    if (status >= 400 && response.body().contains(LOST_UPDATE)) {
      throw CmmsException.conflict("Maximo: " + response.body());
    }
    if (status == 401) {
      // Nothing was done, and no order is to blame: it waits until the key is put right.
      throw CmmsException.misconfigured(
          "Maximo: 401, the key is wrong or expired: " + response.body());
    }
    if (status == 403) {
      throw CmmsException.misconfigured(
          "Maximo: 403, the user of the key may not do this: " + response.body());
    }
    boolean ofOneRecord = response.request().headers().firstValue("x-method-override").isPresent();
    if (status == 404 && !ofOneRecord) {
      // A query that finds nothing is an empty page; so the structure or the path is wrong.
      throw CmmsException.misconfigured("Maximo: 404, is the url right? " + response.body());
    }
    if (status == 404) {
      throw CmmsException.conflict("Maximo: 404, the record is gone: " + response.body());
    }
    return http.judged(response);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header(keyHeader, key)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  private static String encoded(String text) {
    // A plus for a blank is a habit of forms that not every server shares.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw CmmsException.unavailable("Maximo: answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
