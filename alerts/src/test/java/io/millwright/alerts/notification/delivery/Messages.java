package io.millwright.alerts.notification.delivery;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Channel;
import io.millwright.contracts.notification.Notification.Kind;
import java.time.Instant;
import java.util.List;

/** Notifications for tests. */
final class Messages {
  private Messages() {}

  static Notification mail(String id, String recipient, String subject, Instant createdAt) {
    return message(
        id, recipient, Channel.EMAIL, recipient + "@example.org", subject, "Text\n", createdAt);
  }

  static Notification post(String webhook, String subject, String text) {
    return message("id/泵/1", "room", Channel.WEBHOOK, webhook, subject, text, Instant.now());
  }

  static Notification message(
      String id,
      String recipient,
      Channel channel,
      String address,
      String subject,
      String text,
      Instant createdAt) {
    return message(id, recipient, channel, address, Priority.URGENT, subject, text, createdAt);
  }

  static Notification message(
      String id,
      String recipient,
      Channel channel,
      String address,
      Priority priority,
      String subject,
      String text,
      Instant createdAt) {
    return new Notification(
        id,
        Kind.ALARM,
        recipient,
        channel,
        address,
        priority,
        subject,
        text,
        "<p>" + subject + "</p>",
        "https://millwright.example.org/#/asset/p%2F1",
        List.of("p/1@1", "p/1@2"),
        createdAt);
  }
}
