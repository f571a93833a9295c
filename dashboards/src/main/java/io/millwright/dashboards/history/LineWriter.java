package io.millwright.dashboards.history;

import com.influxdb.LogLevel;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Query;

/**
 * Sends line protocol through the InfluxDB client and tells the two fates of a failure apart: lines
 * that the store refuses for good are sieved out, so that they cannot hold up their neighbours;
 * anything else is {@link HistoryUnavailableException}, and what is not in the store yet stays.
 *
 * <p>A store that refuses a part says neither which lines it has written nor, in InfluxDB 1,
 * whether it has tried all the others: it gives up on the first shard that complains. So the lines
 * are written again in smaller runs until each run is either accepted or refused. Thread-safe.
 */
final class LineWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);
  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");
  private static final String MICROSECONDS = "us";
  private static final int SHOWN = 300;

  private final String where;
  private final String org;
  private final InfluxDBClient client;
  private final WriteEndpoint endpoint;

  /** The client's own write methods take texts only; these bytes need no copy. */
  private interface WriteEndpoint {
    @POST("api/v2/write")
    Call<Void> write(
        @Query("org") String org,
        @Query("bucket") String bucket,
        @Query("precision") String precision,
        @Body RequestBody lines);
  }

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
    this.endpoint = client.getService(WriteEndpoint.class);
  }

  /**
   * Writes lines with times in microseconds to a bucket and clears the text.
   *
   * @param refusals told of each line that is refused for good
   * @return how many those are
   * @throws HistoryUnavailableException if the store did not take all of them now; the text keeps
   *     the lines that are neither accepted nor refused yet
   */
  int write(String bucket, LineProtocolText text, Refusals refusals) {
    StoreAnswer answer = post(bucket, text.lines());
    if (answer != null && !answer.isAboutTheLines()) {
      throw answer.unavailable(where, bucket);
    }
    int refused = answer == null ? 0 : sieve(bucket, text, answer, refusals);
    text.clear();
    return refused;
  }

  private int sieve(
      String bucket, LineProtocolText text, StoreAnswer firstAnswer, Refusals refusals) {
    Deque<Lines> pending = new ArrayDeque<>(List.of(text.lines()));
    StoreAnswer answer = firstAnswer;
    int refused = 0;
    try {
      while (true) {
        if (answer == null) {
          pending.removeFirst();
        } else if (!answer.isAboutTheLines()) {
          throw answer.unavailable(where, bucket);
        } else if (pending.getFirst().count() == 1
            || answer.refusedAll(pending.getFirst().count())) {
          refused += refuse(pending.removeFirst(), answer.text(), refusals, refused == 0);
        } else {
          List<Lines> parts = pending.removeFirst().split();
          for (int i = parts.size() - 1; i >= 0; i--) {
            pending.addFirst(parts.get(i));
          }
        }
        if (pending.isEmpty()) {
          return refused;
        }
        answer = post(bucket, pending.getFirst());
      }
    } catch (HistoryUnavailableException e) {
      text.keep(pending);
      throw e;
    }
  }

  private static int refuse(Lines lines, String reason, Refusals refusals, boolean first) {
    for (String line : lines.texts()) {
      if (first) {
        LOG.atWarn()
            .addKeyValue("error", reason)
            .addKeyValue("line", line.substring(0, Math.min(SHOWN, line.length())))
            .log("History store refused points for good");
        first = false;
      }
      refusals.refused(line, reason);
    }
    return lines.count();
  }

  /** Null if the store took all of the lines. */
  private @Nullable StoreAnswer post(String bucket, Lines lines) {
    RequestBody body = RequestBody.create(lines.bytes(), TEXT, lines.from(), lines.length());
    try {
      Response<Void> response = endpoint.write(org, bucket, MICROSECONDS, body).execute();
      if (response.isSuccessful()) {
        return null;
      }
      try (ResponseBody error = response.errorBody()) {
        return StoreAnswer.of(
            response.code(),
            error == null ? "" : error.string(),
            response.headers().get("Retry-After"));
      }
    } catch (IOException e) {
      throw new HistoryUnavailableException(
          "history store at " + where + " does not answer: " + e, e);
    }
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
