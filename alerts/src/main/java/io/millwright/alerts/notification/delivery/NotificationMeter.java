package io.millwright.alerts.notification.delivery;

import io.millwright.runtime.metrics.Meter;

/** What notification measures. */
public enum NotificationMeter implements Meter {
  DECIDED("millwright.notifications.decided", "Messages that were decided, by kind", "messages"),
  DELIVERED(
      "millwright.notifications.delivered", "Messages that a server has, by channel", "messages"),
  RETRIED(
      "millwright.notifications.retried",
      "Attempts that failed for the moment, by channel",
      "attempts"),
  DEAD(
      "millwright.notifications.dead",
      "Messages that could not be delivered, by channel",
      "messages"),
  SKIPPED(
      "millwright.notifications.skipped",
      "Messages that were too old when they were read and may have been delivered before, by channel",
      "messages"),
  WAITING("millwright.notifications.waiting", "Messages on their way", "messages");

  private final Definition definition;

  NotificationMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
