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

/**
 * Sends line protocol through the InfluxDB client and tells the two fates of a failure apart: a
 * line that the store refuses for good is found by halving the batch and told of, so that it cannot
 * hold up its neighbours; anything else is {@link HistoryUnavailableException}. Thread-safe.
 */
final class LineWriter implements AutoCloseable {
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;

  private final String where;
  private final String org;
  private final InfluxDBClient client;
  private final WriteApiBlocking api;

  LineWriter(String url, String org, char[] token, Duration timeout, boolean gzip) {
    this.where = url;
    this.org = org;
    this.client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(url)
                .org(org)
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

  /**
   * Writes lines with times in microseconds to a bucket.
   *
   * @return how many were refused for good, each of which {@code refusals} was told of
   */
  int write(String bucket, String lines, Refusals refusals) {
    try {
      api.writeRecord(bucket, org, WritePrecision.US, lines);
      return 0;
    } catch (InfluxException e) {
      if (!refusal(e.status())) {
        throw new HistoryUnavailableException(
            "history store at " + where + " did not accept points: " + e.getMessage(), e);
      }
      int middle = middleLine(lines);
      if (middle < 0) {
        refusals.refused(lines.strip(), String.valueOf(e.getMessage()));
        return 1;
      }
      return write(bucket, lines.substring(0, middle), refusals)
          + write(bucket, lines.substring(middle), refusals);
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
