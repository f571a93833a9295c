package io.millwright.dashboards.history;

import io.millwright.runtime.config.Secret;
import java.net.URI;

/**
 * A real InfluxDB for tests, however it runs, with a bucket {@value #BUCKET} and a token that it
 * looks at. Owned by one thread.
 */
interface RealInflux extends AutoCloseable {
  String ORG = "millwright";
  String BUCKET = "millwright";
  String TOKEN = "a-token-for-tests";

  /** Stays the same when it is killed and started again. */
  URI url();

  /** Ends it at once, as a power cut would. */
  void kill() throws Exception;

  /** Starts it again on the same data, and returns when it answers. */
  void start() throws Exception;

  default InfluxSettings settings(String bucket, String token) {
    return new InfluxSettings(url(), ORG, bucket, new Secret(token));
  }

  /** Kept for ever, so that it takes the old times of tests. */
  default InfluxHistoryStore store(InfluxSettings settings) {
    return new InfluxHistoryStore(settings, new HistorySettings(Retention.FOR_EVER, true));
  }

  default InfluxSettings settings() {
    return settings(BUCKET, TOKEN);
  }
}
