package io.millwright.alerts.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that begins or ends a failure.
 *
 * @param kind which
 * @param source {@code event} or {@code report}
 * @param id of the event or report
 * @param time when it failed, or was restored
 * @param itemId maintainable item; null for the whole machine
 */
record Signal(Kind kind, String source, String id, Instant time, @Nullable String itemId) {
  enum Kind {
    FAILED,
    RESTORED
  }

  boolean same(Signal other) {
    return kind == other.kind && source.equals(other.source) && id.equals(other.id);
  }
}
