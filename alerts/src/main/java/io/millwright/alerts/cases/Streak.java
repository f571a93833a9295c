package io.millwright.alerts.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was seen in every assessment for a while.
 *
 * @param count assessments in a row
 * @param since event time of the first; null exactly if count is 0
 */
public record Streak(int count, @Nullable Instant since) {
  public static final Streak NONE = new Streak(0, null);

  /** One more. */
  public Streak seen(Instant time) {
    // Saturates: nothing asks for more, and an equal value needs no write.
    return new Streak(Math.min(count + 1, Integer.MAX_VALUE - 1), since == null ? time : since);
  }

  /** Whether it has lasted long enough at this time. */
  public boolean reaches(Persistence persistence, Instant now) {
    return since != null
        && count >= persistence.assessments()
        && !now.isBefore(since.plus(persistence.duration()));
  }
}
