package io.millwright.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds records back until their turn. Event time is laid over a monotonic clock from the first
 * record of each recording; earlier event times and delays never make it wait.
 */
final class Pacer {
  private static final long SLICE_NANOS = 50_000_000;

  private final Pace pace;
  private final LongSupplier nanoTime;
  private @Nullable Object recording;
  private Instant anchor = Instant.EPOCH;
  private long anchorNanos;

  Pacer(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  /** Waits for the turn of a record, or until stopped. */
  void awaitTurn(Object ofRecording, @Nullable Instant time, BooleanSupplier stopped) {
    if (Double.isInfinite(pace.factor()) || time == null) {
      return;
    }
    long wait = nanosUntil(ofRecording, time);
    while (wait > 0 && !stopped.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(wait, SLICE_NANOS));
      wait = nanosUntil(ofRecording, time);
    }
  }

  /** Nanoseconds until a record of this time is due; not above zero if it is due now. */
  long nanosUntil(Object ofRecording, Instant time) {
    long now = nanoTime.getAsLong();
    if (!ofRecording.equals(recording)) {
      recording = ofRecording;
      anchor = time;
      anchorNanos = now;
    }
    double eventSeconds = seconds(Duration.between(anchor, time));
    return (long) (eventSeconds / pace.factor() * 1e9) - (now - anchorNanos);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
