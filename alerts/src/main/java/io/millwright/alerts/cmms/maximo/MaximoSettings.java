package io.millwright.alerts.cmms.maximo;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where IBM Maximo is and what it is asked for.
 *
 * @param url of its REST API: {@code https://…/maximo/api} of MAS Manage, {@code
 *     https://…/maximo/oslc} of Maximo 7.6; {@code /os/…} comes after it
 * @param key of the API; its user must be allowed to read both service requests and work orders,
 *     for orders are looked for in both
 * @param keyHeader header that carries the key
 * @param as what an order becomes; one that is approved already always becomes a work order
 * @param requestMapping file with the plant's own mapping of service requests; null for the shipped
 * @param workOrderMapping the same of work orders
 * @param setting constants for the expressions of the mappings; the shipped ones need {@code
 *     siteid} and know {@code reportedby} and {@code worktype}
 */
public record MaximoSettings(
    URI url,
    Secret key,
    @Default("apikey") String keyHeader,
    @Default("request") Form as,
    @Nullable Path requestMapping,
    @Nullable Path workOrderMapping,
    Map<String, String> setting) {

  /** What an order becomes. */
  public enum Form {
    /** A service request ({@code mxapisr}). */
    REQUEST,
    /** A work order that waits for approval ({@code mxapiwodetail}, WAPPR). */
    WORK_ORDER
  }

  public MaximoSettings {
    setting = Map.copyOf(setting);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
  }
}
