package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as the maintenance system holds it.
 *
 * @param id the system's own
 * @param reference the platform's, as it was given at creation
 * @param status where it stands
 * @param outcome what was found, once that is recorded; null until then, also on an order that is
 *     done
 * @param found the finding in words; empty if nobody wrote any
 * @param reportedBy who last decided about or worked on it; null if the system does not tell
 * @param updatedAt when it was last changed, by the clock of the system
 * @param extra what the connector wants back on the next update, such as {@code etag}; kept with
 *     the link
 */
public record ExternalOrder(
    String id,
    String reference,
    ExternalStatus status,
    @Nullable Outcome outcome,
    String found,
    @Nullable String reportedBy,
    Instant updatedAt,
    Map<String, String> extra) {

  public ExternalOrder {
    if (id.isBlank() || reference.isBlank()) {
      throw new IllegalArgumentException("an external order needs an id and a reference");
    }
    extra = Map.copyOf(extra);
  }
}
