package io.millwright.alerts.energy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan that waits for its assessment, or an assessment that waits for its scan: both have the
 * same time, and either may come first.
 *
 * @param time of both
 * @param condition of an assessment; null of a scan
 * @param kilowatts of a scan; null if it has none, and of an assessment
 */
record Half(Instant time, @Nullable Condition condition, @Nullable Double kilowatts) {
  boolean scan() {
    return condition == null;
  }
}
