package io.millwright.alerts.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The plant's time, told from its events: the newest of them, and from then on as the wall clock
 * goes. In a live plant it is the wall clock, in a replay the time that is played. No machine whose
 * clock is ahead moves it beyond the wall clock.
 *
 * @param first event time of the oldest event heard; null before the first
 * @param behind how far it is behind the wall clock
 */
public record PlantTime(@Nullable Instant first, Duration behind) {
  /** Of a plant that nothing was heard of. */
  public static final PlantTime NONE = new PlantTime(null, Duration.ZERO);

  /**
   * Something that others told at a time of the wall clock. A controller whose clock was reset may
   * say any time: it does not make the plant older.
   */
  public PlantTime hearOthers(Instant time, Instant wall) {
    PlantTime heard = hear(time, wall);
    return first == null ? heard : new PlantTime(first, heard.behind());
  }

  /** An event that was heard at a time of the wall clock. */
  public PlantTime hear(Instant time, Instant wall) {
    if (first == null) {
      return new PlantTime(time.isAfter(wall) ? wall : time, behind(time, wall));
    }
    Instant oldest = time.isBefore(first) ? time : first;
    return time.isAfter(now(wall))
        ? new PlantTime(oldest, behind(time, wall))
        : oldest.equals(first) ? this : new PlantTime(oldest, behind);
  }

  private static Duration behind(Instant time, Instant wall) {
    return time.isAfter(wall) ? Duration.ZERO : Duration.between(time, wall);
  }

  /** The plant's time at a time of the wall clock; the wall clock itself before the first event. */
  public Instant now(Instant wall) {
    return wall.minus(behind);
  }
}
