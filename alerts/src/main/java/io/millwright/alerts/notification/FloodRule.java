package io.millwright.alerts.notification;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * How many messages a person gets before the rest is rolled into one. Something more urgent than
 * all that was told in the window is told at once all the same.
 *
 * @param most messages to one recipient within a window
 * @param window which begins with the first message; at its end the rest is told in one
 */
public record FloodRule(@Default("10") int most, @Default("5m") Duration window) {
  public FloodRule {
    if (most < 1) {
      throw new IllegalArgumentException("most must be one or more");
    }
    if (window.toSeconds() < 1) {
      throw new IllegalArgumentException("window must be a second or more");
    }
  }
}
