package io.millwright.contracts.notification;

import io.millwright.contracts.alarm.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient on one channel, as it is sent. The topic is the log of what people
 * were told; whether it reached them stands in the audit log, under its id.
 *
 * @param id unique and deterministic: what it is about, which raising, the recipient, the step and
 *     the channel; a repeated id is the same message
 * @param kind what sort of message
 * @param recipient name of the person or group, as declared; the Kafka key
 * @param channel how it travels
 * @param address e-mail address, or the declared name of a webhook; never a secret
 * @param priority the highest of what it is about
 * @param subject one line
 * @param text plain text; says that a machine wrote it
 * @param html the same for mail programs, all values escaped; null if there is only text
 * @param link where to look in the console; null if its address is not declared
 * @param about ids of alarms, cases or orders, the most urgent first; of a long digest the first
 * @param createdAt wall-clock time at which it was decided
 */
public record Notification(
    String id,
    Kind kind,
    String recipient,
    Channel channel,
    String address,
    Priority priority,
    String subject,
    String text,
    @Nullable String html,
    @Nullable String link,
    List<String> about,
    Instant createdAt) {

  /** Sorts of messages. */
  public enum Kind {
    /** An alarm was raised, or raised again. */
    ALARM,
    /** A case was opened, or became more urgent. */
    ALERT,
    /** Work was requested, or became more urgent. */
    WORK_ORDER,
    /** Nobody has acknowledged an alarm or approved an order. */
    ESCALATION,
    /** What was told before is over. */
    ALL_CLEAR,
    /** What was kept for a declared time, or for the end of quiet hours. */
    DIGEST,
    /** What was more than a person can read at once. */
    ROLL_UP,
    /** Somebody tries the channel. */
    TEST
  }

  /** How a message travels. */
  public enum Channel {
    EMAIL,
    WEBHOOK
  }

  public Notification {
    about = List.copyOf(about);
    line("id", id);
    line("recipient", recipient);
    line("address", address);
    // A second line would be a second header of a mail.
    line("subject", subject);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a notification needs a text");
    }
  }

  private static void line(String what, String value) {
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the " + what + " of a notification is one line of text without control characters");
    }
  }
}
