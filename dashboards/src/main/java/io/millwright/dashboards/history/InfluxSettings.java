package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an InfluxDB is.
 *
 * @param url of its HTTP API
 * @param org organisation that the bucket belongs to (InfluxDB 2)
 * @param bucket bucket written to; reads go by InfluxQL to the database of the same name, which
 *     InfluxDB 2 maps to the bucket (DBRP) and InfluxDB 1 and 3 know as the database itself
 * @param token with write and read access to the bucket
 * @param gzip whether points travel compressed; by default if the server is on another machine
 */
public record InfluxSettings(
    @Default("http://127.0.0.1:8086") URI url,
    @Default("millwright") String org,
    @Default("millwright") String bucket,
    Secret token,
    @Nullable Boolean gzip) {
  public InfluxSettings {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("url must be http://host:port or https://…, is " + url);
    }
  }

  /** Compresses if the server is on another machine. */
  public InfluxSettings(URI url, String org, String bucket, Secret token) {
    this(url, org, bucket, token, null);
  }

  /** Compressing pays where a network lies between. */
  boolean compresses() {
    return gzip == null
        ? !url.getHost().equals("127.0.0.1") && !url.getHost().equals("localhost")
        : gzip;
  }
}
