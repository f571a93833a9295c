package io.millwright.models.assessor;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an asset has run since its life began, by its scans: time between two scans counts if it
 * turned at both. The first scan stands for one cycle. Mutable, one owner thread.
 */
final class RunningTime {
  private static final double SECONDS_PER_HOUR = 3600;

  private final Duration longestGap;
  private Duration run = Duration.ZERO;
  private boolean began;

  /** The last scan, if the machine turned then. */
  private @Nullable Instant turnedAt;

  RunningTime(Duration longestGap) {
    this.longestGap = longestGap;
  }

  /**
   * Takes a scan; a silence longer than the longest gap counts as one cycle, for nobody knows what
   * happened.
   */
  void update(Instant time, boolean turning, Duration cycle) {
    if (turning) {
      Instant before = turnedAt;
      if (before != null) {
        Duration step = Duration.between(before, time);
        Duration unknown = cycle.compareTo(longestGap) < 0 ? cycle : longestGap;
        run = run.plus(step.compareTo(longestGap) <= 0 ? step : unknown);
      } else if (!began) {
        run = cycle;
      }
      began = true;
    }
    turnedAt = turning ? time : null;
  }

  double elapsed(LifeUnit unit, Duration cycle) {
    return switch (unit) {
      case HOURS -> seconds(run) / SECONDS_PER_HOUR;
      case CYCLES -> seconds(run) / seconds(cycle);
    };
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() * 1e-9;
  }

  /** A new life. */
  void restart() {
    run = Duration.ZERO;
    began = false;
    turnedAt = null;
  }

  void write(SnapshotWriter out) {
    out.put(run.getSeconds()).put(run.getNano()).put(began).put(turnedAt);
  }

  void read(SnapshotReader in) {
    run = Duration.ofSeconds(in.readLong(), in.readInt());
    began = in.readBoolean();
    turnedAt = in.readInstant();
  }
}
