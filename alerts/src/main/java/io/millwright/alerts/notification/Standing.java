package io.millwright.alerts.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the desk remembers of an alarm, a case or an order.
 *
 * @param news as it was last told
 * @param status after the last transition, in the words of its contract
 * @param revision of the last transition; what is not newer is a repetition
 * @param pending whether it waits for a person
 * @param over whether its condition is gone
 * @param closed whether nothing more will come
 * @param begun wall-clock time of this raising
 * @param changed wall-clock time of the last transition
 * @param told names of those who were told of this raising, or for whom it is kept
 * @param climbs escalations of this raising, those at their end as well
 */
public record Standing(
    News news,
    String status,
    int revision,
    boolean pending,
    boolean over,
    boolean closed,
    Instant begun,
    Instant changed,
    List<String> told,
    List<Climb> climbs) {

  /**
   * An escalation on its way.
   *
   * @param route name of the route
   * @param rung index of the next rung of its ladder
   * @param due wall-clock time of it; null when the ladder is at its end
   */
  public record Climb(String route, int rung, @Nullable Instant due) {}

  public Standing {
    told = List.copyOf(told);
    climbs = List.copyOf(climbs);
  }

  /** After somebody was told. */
  Standing telling(List<String> nowTold, List<Climb> nowClimbing) {
    return new Standing(
        news, status, revision, pending, over, closed, begun, changed, nowTold, nowClimbing);
  }
}
