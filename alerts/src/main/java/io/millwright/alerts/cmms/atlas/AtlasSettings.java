package io.millwright.alerts.cmms.atlas;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Atlas CMMS is and what it is asked for.
 *
 * @param url of its API, such as {@code https://atlas.example.com/api}; the paths {@code /requests}
 *     and {@code /work-orders} come after it
 * @param key of the API; needs a role that may create and view all requests and work orders, and
 *     view settings if requests are to be withdrawn
 * @param keyHeader header that carries the key
 * @param as what an order becomes; one that is approved already always becomes a work order
 * @param mapping file with the plant's own mapping; null for the one that is shipped
 * @param setting constants for the expressions of the mapping
 */
public record AtlasSettings(
    URI url,
    Secret key,
    @Default("X-API-KEY") String keyHeader,
    @Default("request") Form as,
    @Nullable Path mapping,
    Map<String, String> setting) {

  /** What an order becomes. */
  public enum Form {
    /** A request, which a person approves or rejects. */
    REQUEST,
    /** A work order at once. */
    WORK_ORDER
  }

  public AtlasSettings {
    setting = Map.copyOf(setting);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
  }
}
