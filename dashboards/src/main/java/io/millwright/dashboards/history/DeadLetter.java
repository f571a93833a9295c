package io.millwright.dashboards.history;

import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point that history cannot keep, as a record for the rejected topic: the raw bytes are its line
 * of line protocol, which may be written again by hand once the reason is gone.
 */
final class DeadLetter {
  /** Source of such records, followed by the measurement. */
  static final String SOURCE = "history:";

  /** Points about rejected records: were these rejected as well, it would never end. */
  private static final String OF_REJECTED = "rejected,";

  private DeadLetter() {}

  /** Whether a refused line is to be sent at all. */
  static boolean isDue(String line) {
    return !line.startsWith(OF_REJECTED);
  }

  static RejectedTelemetry of(String line, String reason, Instant now) {
    return new RejectedTelemetry(
            SOURCE + line.substring(0, end(line, 0)),
            tag(line, "asset"),
            time(line),
            now,
            Origin.UNKNOWN,
            RejectionReason.OTHER,
            "the history store does not take this point: " + reason,
            line.getBytes(StandardCharsets.UTF_8))
        .fitting();
  }

  /** Value of a tag; null if the line has none of that name. */
  private static @Nullable String tag(String line, String name) {
    int at = end(line, 0);
    while (at < line.length() && line.charAt(at) == ',') {
      int end = end(line, at + 1);
      String pair = line.substring(at + 1, end);
      if (pair.startsWith(name + "=")) {
        String value = pair.substring(name.length() + 1).replaceAll("\\\\([,= ])", "$1");
        return value.equals(HistoryLayout.NONE) ? null : HistoryLayout.untag(value);
      }
      at = end;
    }
    return null;
  }

  /** End of a name or pair: the next comma or space that is not escaped. */
  private static int end(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != ' ') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, line.length());
  }

  private static @Nullable Instant time(String line) {
    try {
      return EpochMicros.toInstant(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
    } catch (NumberFormatException | DateTimeException e) {
      return null; // a line without a time is among what a store refuses
    }
  }
}
