package io.millwright.dashboards.history;

import com.influxdb.LogLevel;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends line protocol through the InfluxDB client and tells the two fates of a failure apart: a
 * line that the store refuses for good is found by halving the batch, logged and counted, so that
 * it cannot hold up its neighbours; anything else is {@link HistoryUnavailableException}.
 * Thread-safe.
 */
final class LineWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;
  private static final int SHOWN = 300;

  private final String where;
  private final InfluxDBClient client;
  private final WriteApiBlocking api;

  LineWriter(String url, String org, String bucket, char[] token, Duration timeout, boolean gzip) {
    this.where = url;
    this.client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(url)
                .org(org)
                .bucket(bucket)
                .authenticateToken(token)
                .logLevel(LogLevel.NONE)
                .okHttpClient(
                    new OkHttpClient.Builder()
                        .connectTimeout(timeout)
                        .readTimeout(timeout)
                        .writeTimeout(timeout))
                .build());
    if (gzip) {
      client.enableGzip();
    }
    this.api = client.getWriteApiBlocking();
  }

  /** Writes lines with times in microseconds; the number of refused ones is returned. */
  int write(String lines) {
    try {
      api.writeRecord(WritePrecision.US, lines);
      return 0;
    } catch (InfluxException e) {
      if (!refusal(e.status())) {
        throw new HistoryUnavailableException(
            "history store at " + where + " did not accept points: " + e.getMessage(), e);
      }
      int middle = middleLine(lines);
      if (middle < 0) {
        LOG.atWarn()
            .addKeyValue("error", e.getMessage())
            .addKeyValue("line", lines.substring(0, Math.min(SHOWN, lines.length())).strip())
            .log("History store refused a point for good");
        return 1;
      }
      return write(lines.substring(0, middle)) + write(lines.substring(middle));
    }
  }

  /** Start of the line nearest after the middle; -1 if there is only one line. */
  private static int middleLine(String lines) {
    int after = lines.indexOf('\n', lines.length() / 2) + 1;
    if (after == 0 || after == lines.length()) {
      after = lines.lastIndexOf('\n', lines.length() - 2) + 1;
    }
    return after == 0 ? -1 : after;
  }

  private static boolean refusal(int status) {
    return status == BAD_REQUEST || status == TOO_LARGE || status == UNPROCESSABLE;
  }

  boolean reachable() {
    try {
      return client.ping();
    } catch (InfluxException e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
