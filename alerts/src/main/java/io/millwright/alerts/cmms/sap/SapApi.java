package io.millwright.alerts.cmms.sap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges with an OData 2.0 service of SAP Gateway. A write needs a token against forged
 * requests that is fetched by a read and belongs to the session of its cookies; one that has lapsed
 * is answered with 403 and {@code x-csrf-token: Required} before anything is done, so the write is
 * sent again with a fresh one, once. Confined to one thread.
 *
 * @see <a href="https://api.sap.com/api/OP_API_MAINTNOTIFICATION/overview">Maintenance
 *     Notification, SAP Business Accelerator Hub</a>
 * @see <a
 *     href="https://help.sap.com/docs/SAP_NETWEAVER_750/68bf513362174d54b58cddec28794093/b35c22518bc72214e10000000a44176d.html">Cross-Site
 *     Request Forgery Protection, SAP Gateway Foundation</a>
 */
final class SapApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "x-csrf-token";
  private static final int PAGE = 100;

  private final CmmsHttp http;
  private final String base;
  private final String authorization;
  private final @Nullable String client;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private @Nullable String token;

  SapApi(SapSettings settings, CmmsHttp http) {
    this.http = http;
    this.base = settings.url().toString().replaceAll("/+$", "") + "/";
    this.authorization = settings.authorization().value();
    this.client = settings.client();
  }

  /** A text as OData writes it in keys and filters, ready for a URL. */
  static String quoted(String text) {
    return encoded("'" + text.replace("'", "''") + "'");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** All entities of a set that pass a filter, in the order of their key. */
  List<JsonNode> query(String set, String encodedFilter, String expand, String key) {
    List<JsonNode> found = new ArrayList<>();
    while (true) {
      JsonNode page =
          parsed(
                  send(
                      request(
                              set
                                  + "?$format=json&$filter="
                                  + encodedFilter
                                  + "&$expand="
                                  + encoded(expand)
                                  + "&$orderby="
                                  + key
                                  + "&$top="
                                  + PAGE
                                  + "&$skip="
                                  + found.size())
                          .GET()))
              .path("d");
      JsonNode results = page.path("results");
      if (!results.isArray()) {
        throw CmmsException.unavailable("SAP: query of " + set + " gave no results", null);
      }
      results.forEach(found::add);
      if (results.isEmpty() || (results.size() < PAGE && !page.has("__next"))) {
        return found;
      }
    }
  }

  /** Empty if SAP says that there is none. */
  Optional<JsonNode> get(String entity, String expand) {
    HttpResponse<String> response =
        send(request(entity + "?$format=json&$expand=" + encoded(expand)).GET());
    if (response.statusCode() != 404) {
      return Optional.of(parsed(response).path("d"));
    }
    // A proxy that does not find SAP, or a service that is not activated, is no missing order.
    if (!response.body().contains("\"error\"")
        || response.body().contains("/IWFND/MED/170")
        || response.body().contains("No service found")) {
      throw CmmsException.unavailable("SAP: 404 that is not about " + entity, null);
    }
    return Optional.empty();
  }

  JsonNode create(String set, JsonNode body) {
    return parsed(
            write(
                () ->
                    request(set)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))))
        .path("d");
  }

  void merge(String entity, String etag, JsonNode changes) {
    write(
        () ->
            request(entity)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(changes.toString())));
  }

  /** Calls a function import that changes an entity. */
  void call(String function, String etag) {
    write(() -> request(function).header("If-Match", etag).POST(BodyPublishers.noBody()));
  }

  private interface Write {
    HttpRequest.Builder request();
  }

  private HttpResponse<String> write(Write write) {
    boolean fresh = token == null;
    if (fresh) {
      fetchToken();
    }
    HttpResponse<String> response = exchange(withToken(write));
    if (!fresh && tokenRequired(response)) {
      fetchToken();
      response = exchange(withToken(write));
    }
    return judged(response);
  }

  private HttpRequest.Builder withToken(Write write) {
    HttpRequest.Builder request = write.request();
    if (token != null) {
      request.header(TOKEN, token);
    }
    return request;
  }

  private static boolean tokenRequired(HttpResponse<String> response) {
    return response.statusCode() == 403
        && response.headers().firstValue(TOKEN).orElse("").equalsIgnoreCase("Required");
  }

  private void fetchToken() {
    token = null;
    HttpResponse<String> response = send(request("?$format=json").header(TOKEN, "Fetch").GET());
    token =
        response
            .headers()
            .firstValue(TOKEN)
            .orElseThrow(() -> CmmsException.unavailable("SAP: gave no x-csrf-token", null));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return judged(exchange(request));
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    HttpResponse<String> response = http.exchange(request);
    for (String cookie : response.headers().allValues("set-cookie")) {
      String pair = cookie.split(";", 2)[0];
      int equals = pair.indexOf('=');
      if (equals > 0) {
        cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return response;
  }

  private HttpResponse<String> judged(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 401) {
      // Nothing was done, and no order is to blame: it waits until the password is put right.
      throw CmmsException.misconfigured("SAP: 401, user or password is wrong: " + response.body());
    }
    if (status == 403 && !tokenRequired(response)) {
      throw CmmsException.misconfigured("SAP: 403, not authorised: " + response.body());
    }
    if (tokenRequired(response)) {
      // A fresh token was not accepted either; nothing was done.
      token = null;
      throw CmmsException.busy(
          "SAP: does not accept its own x-csrf-token: " + response.body(), null);
    }
    return http.judged(response);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", authorization)
            .header("Accept", "application/json");
    if (client != null) {
      request.header("sap-client", client);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw CmmsException.unavailable("SAP: answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
