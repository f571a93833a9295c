package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not accepted, with its reason; kept whole as far as a record of the rejected
 * topic can hold it.
 *
 * @param source where it came in: a file and line, a gateway, a topic and offset
 * @param assetId the asset as the record named it, unchecked; null if it could not be told
 * @param time source time, if it could be told
 * @param rejectedAt when it was rejected
 * @param origin where it comes from
 * @param reason class of the reason
 * @param detail the reason in words, with the value that was wrong
 * @param raw the record as it came
 */
public record RejectedTelemetry(
    String source,
    @Nullable String assetId,
    @Nullable Instant time,
    Instant rejectedAt,
    Origin origin,
    RejectionReason reason,
    String detail,
    byte[] raw) {

  /** More of a record's bytes do not fit, with what is told of them, into a topic's 4 MiB. */
  public static final int MOST_RAW_BYTES = 4_000_000;

  /** More characters of a text are not kept; a choice, above every text of the platform's own. */
  private static final int MOST_CHARACTERS = 2_000;

  /**
   * Of bytes that are no record of their topic, as far as it fits.
   *
   * @param key of the record, by which people may find the machine; null if it has none
   * @param raw the value; null if it has none
   */
  public static RejectedTelemetry unreadable(
      String source, byte @Nullable [] key, Instant now, String why, byte @Nullable [] raw) {
    return new RejectedTelemetry(
            source,
            key == null ? null : new String(key, StandardCharsets.UTF_8),
            null,
            now,
            Origin.UNKNOWN,
            RejectionReason.UNREADABLE,
            why,
            raw == null ? new byte[0] : raw)
        .fitting();
  }

  /**
   * This rejection as far as a record of its topic can hold it. Whoever rejects what others wrote
   * must send this: a rejection that no broker takes would stop the process again and again.
   *
   * @return the beginning of the bytes and of the texts, and if bytes were cut, the detail says how
   *     many there were
   */
  public RejectedTelemetry fitting() {
    boolean whole = raw.length <= MOST_RAW_BYTES;
    String words = beginning(detail);
    return new RejectedTelemetry(
        source,
        assetId == null ? null : beginning(assetId),
        time,
        rejectedAt,
        origin,
        reason,
        whole
            ? words
            : "%s (the first %d of %d bytes are kept)".formatted(words, MOST_RAW_BYTES, raw.length),
        whole ? raw : Arrays.copyOf(raw, MOST_RAW_BYTES));
  }

  private static String beginning(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
