package io.millwright.standalone.flow;

import io.millwright.runtime.service.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Whether something comes out while something goes in. */
final class StallRule {
  private final Duration patience;
  private final InstantSource clock;
  private long scansWhenLastSaid;
  private @Nullable Instant waitingSince;

  StallRule(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * @param scans how many went in so far
   * @param said whether anything came out since the last observation
   */
  synchronized void observe(long scans, boolean said) {
    if (said) {
      scansWhenLastSaid = scans;
      waitingSince = null;
    } else if (scans > scansWhenLastSaid && waitingSince == null) {
      waitingSince = clock.instant();
    }
  }

  synchronized Health health() {
    if (waitingSince == null) {
      return Health.UP;
    }
    Duration waited = Duration.between(waitingSince, clock.instant());
    return waited.compareTo(patience) > 0
        ? Health.down("scans came in, nothing was said of them for " + waited.toSeconds() + " s")
        : Health.UP;
  }
}
