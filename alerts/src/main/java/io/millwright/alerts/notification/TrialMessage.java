package io.millwright.alerts.notification;

import io.millwright.alerts.notification.delivery.Answer;
import io.millwright.alerts.notification.delivery.Channels;
import io.millwright.contracts.notification.Notification;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message that only tries whether somebody can be reached, past all rules and logs. */
public final class TrialMessage {
  private TrialMessage() {}

  /** Sends it on each of the recipient's channels, once, and tells what the servers answered. */
  public static Map<Notification, Answer> send(
      NotificationConfig config, Recipient recipient, InstantSource clock) {
    Channels channels = new Channels(config.delivery(), clock);
    Instant now = clock.instant();
    Map<Notification, Answer> answers = new LinkedHashMap<>();
    for (Notification n : new Wording(config.console()).test(recipient, "test@" + now, now)) {
      answers.put(n, channels.of(n).deliver(n));
    }
    return answers;
  }
}
