package io.millwright.alerts.notification;

import io.millwright.contracts.notification.Notification.Kind;
import java.time.Instant;

/**
 * Something that is kept to be told later, together with what is due by then.
 *
 * @param recipient name of who is to be told
 * @param why why it is kept
 * @param due wall-clock time from which it may be told
 * @param kind as what it would have been told
 * @param news what
 * @param step which telling of it this is
 * @param more how many others, for which there was no room, it stands for; 0 or more
 */
public record Held(
    String recipient, Why why, Instant due, Kind kind, News news, String step, int more) {

  /** Why something is kept. */
  public enum Why {
    /** By its route. */
    DIGEST,
    /** The recipient has quiet hours. */
    QUIET,
    /** The recipient got too many messages. */
    FLOOD
  }

  /** Identity: one recipient is told of one step once. */
  String key() {
    return key(recipient, news.key(), step);
  }

  static String key(String recipient, String newsKey, String step) {
    return recipient + " " + newsKey + " " + step;
  }

  /** Whether both are told in one message. */
  boolean leavesWith(Held other) {
    return recipient.equals(other.recipient) && why == other.why && due.equals(other.due);
  }

  Held until(Instant later) {
    return new Held(recipient, Why.QUIET, later, kind, news, step, more);
  }
}
