package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;

/**
 * Where an InfluxDB is.
 *
 * @param url of its HTTP API
 * @param org organisation that the bucket belongs to (InfluxDB 2)
 * @param bucket bucket written to; reads go by InfluxQL to the database of the same name, which
 *     InfluxDB 2 maps to the bucket (DBRP) and InfluxDB 1 and 3 know as the database itself
 * @param token with write and read access to the bucket
 */
public record InfluxSettings(
    @Default("http://127.0.0.1:8086") URI url,
    @Default("millwright") String org,
    @Default("millwright") String bucket,
    Secret token) {
  public InfluxSettings {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("url must be http://host:port or https://…, is " + url);
    }
  }

  /** Compressing pays where a network lies between. */
  boolean remote() {
    return !url.getHost().equals("127.0.0.1") && !url.getHost().equals("localhost");
  }
}
