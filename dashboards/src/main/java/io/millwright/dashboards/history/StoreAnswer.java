package io.millwright.dashboards.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a store said when it did not take all it was asked to. InfluxDB 1 answers {@code
 * {"error":…}}, 2 and QuestDB {@code {"code":…,"message":…}}; what stands between may answer
 * anything.
 *
 * @param status of HTTP
 * @param text the store's words, or the body as it is if they cannot be found in it
 * @param understood whether the answer had the form of a store's
 * @param retryAfter how long the store wants to be left alone; null if it does not say
 */
record StoreAnswer(int status, String text, boolean understood, @Nullable Duration retryAfter) {
  private static final int TOO_LARGE = 413;
  private static final int SHOWN = 300;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Pattern DROPPED = Pattern.compile(" dropped=(\\d+)\\s*$");

  static StoreAnswer of(int status, String body, @Nullable String retryAfter) {
    String said = said(body);
    String text = said == null ? body.strip() : said;
    return new StoreAnswer(
        status,
        text.length() > SHOWN && said == null ? text.substring(0, SHOWN) + "…" : text,
        said != null,
        duration(retryAfter));
  }

  private static @Nullable String said(String body) {
    try {
      JsonNode answer = CloudEventCodec.JSON.readTree(body);
      for (String key : new String[] {"message", "error"}) {
        if (answer.path(key).isTextual()) {
          return answer.path(key).asText();
        }
      }
      return null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Only seconds: no store answers with a date. */
  private static @Nullable Duration duration(@Nullable String seconds) {
    if (seconds == null || !seconds.matches("\\d{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  /**
   * Whether the store has something against the lines themselves: trying them again is of no use.
   * InfluxDB 1 says 400, 2 says 422, both also when they have written some of them. A 400 of a
   * proxy says nothing about lines.
   */
  boolean isAboutTheLines() {
    return status == TOO_LARGE || ((status == 400 || status == 422) && understood);
  }

  /**
   * Whether the store refused every single one of so many lines. Fewer dropped than sent says
   * nothing about the others: lines that cannot be parsed are not counted, nor is what another
   * shard did or did not write.
   */
  boolean refusedAll(int lines) {
    Matcher dropped = DROPPED.matcher(text);
    return dropped.find() && Integer.parseInt(dropped.group(1)) == lines && status != TOO_LARGE;
  }

  /** Why the store cannot be used now, and what to do about it. */
  HistoryUnavailableException unavailable(String where, String bucket) {
    return new HistoryUnavailableException(
        "history store at " + where + " " + complaint(bucket) + " (" + status + " " + text + ")",
        null,
        retryAfter);
  }

  private String complaint(String bucket) {
    if (status == 401 || status == 403) {
      return "refuses the token: give it one that may read and write bucket '" + bucket + "'";
    }
    if (text.contains("no space left on device")) {
      return "has no space left on its disk: make room; InfluxDB 1 must be started again then";
    }
    if (status == 404 || text.contains("retention policy not found")) {
      return "has no bucket '"
          + bucket
          + "': create it (InfluxDB 2: influx bucket create --name "
          + bucket
          + "; InfluxDB 1: CREATE DATABASE, CREATE RETENTION POLICY)";
    }
    if (status == 429 || status == 503) {
      return "asks to be left alone for a while";
    }
    return "did not do what it was asked to";
  }
}
