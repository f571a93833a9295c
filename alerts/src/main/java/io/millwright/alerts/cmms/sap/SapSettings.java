package io.millwright.alerts.cmms.sap;

import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where SAP S/4HANA is and how it is spoken to.
 *
 * @param url of the service, ending in {@code /sap/opu/odata/sap/API_MAINTNOTIFICATION}
 * @param authorization value of the header {@code Authorization}, such as {@code Basic …} of a
 *     communication user
 * @param client value of {@code sap-client}; null for the system's default client
 * @param mapping file with the plant's own mapping; null for the one that is shipped
 * @param setting constants for the expressions of the mapping; the shipped one knows {@code
 *     notificationType}, {@code technicalObjectType}, {@code planningPlant} and {@code reportedBy}
 */
public record SapSettings(
    URI url,
    Secret authorization,
    @Nullable String client,
    @Nullable Path mapping,
    Map<String, String> setting) {
  public SapSettings {
    setting = Map.copyOf(setting);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
  }
}
