package io.millwright.alerts.notification;

import io.millwright.contracts.alarm.Priority;
import java.time.Instant;

/**
 * What one recipient was told lately.
 *
 * @param began wall-clock time of the first message
 * @param told how many messages since then
 * @param highest priority among them
 */
public record FloodWindow(Instant began, int told, Priority highest) {

  /** After another message. */
  FloodWindow and(Priority priority) {
    return new FloodWindow(began, told + 1, priority.compareTo(highest) > 0 ? priority : highest);
  }

  /** Whether it is no window any more; a clock that was set back ends it, too. */
  boolean isOver(Instant now, FloodRule rule) {
    return now.isBefore(began) || !now.isBefore(began.plus(rule.window()));
  }

  /** Whether something of a priority has to wait for its end. */
  boolean keeps(Priority priority, FloodRule rule) {
    return told >= rule.most() && priority.compareTo(highest) <= 0;
  }
}
