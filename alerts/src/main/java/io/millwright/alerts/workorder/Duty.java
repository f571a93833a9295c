package io.millwright.alerts.workorder;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Share of time that a machine runs, as a forecast: what it did in the last week goes on. A life in
 * hours of operation lasts longer on the calendar if the machine stands half of the time.
 *
 * <p>An exponentially weighted mean of time constant {@link #MEMORY}. It begins at 1, as if the
 * machine never stood, so that too short a history makes work due too early rather than too late.
 *
 * @param share of time in operation, in (0, 1]
 * @param at event time of the last sight; null before the first
 */
public record Duty(double share, @Nullable Instant at) {
  private static final Duration MEMORY = Duration.ofDays(7);

  /** A longer silence says nothing of what the machine did. */
  private static final Duration LONGEST = Duration.ofHours(2);

  /** However much it stands, work must be due some day. */
  private static final double LEAST = 0.05;

  /** Nothing was seen yet. */
  public static final Duty UNKNOWN = new Duty(1, null);

  public Duty {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], is " + share);
    }
  }

  /** After an assessment that tells whether the machine runs. */
  public Duty seen(Instant time, boolean runs) {
    if (at == null) {
      return new Duty(share, time);
    }
    Duration since = Duration.between(at, time);
    if (since.compareTo(LONGEST) > 0) {
      return new Duty(share, time);
    }
    double kept = Math.exp(-(double) since.toMillis() / MEMORY.toMillis());
    return new Duty(Math.max(LEAST, kept * share + (runs ? 1 - kept : 0)), time);
  }

  /** Time on the calendar that a time of operation takes; a century if it is more. */
  Duration calendar(Duration operation) {
    double seconds = operation.toSeconds() / share;
    return Duration.ofSeconds(Math.round(Math.min(seconds, LifeTrigger.LONGEST.toSeconds())));
  }
}
