package io.millwright.alerts.notification.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a mail server or webhook said. */
public sealed interface Answer {
  /** In its words, for the audit log. */
  String words();

  /**
   * It has the message.
   *
   * @param words of the server
   */
  record Accepted(String words) implements Answer {}

  /**
   * It will not take this message, now or later.
   *
   * @param words of the server
   */
  record Refused(String words) implements Answer {}

  /**
   * Not now.
   *
   * @param words of the server, or what happened
   * @param after earliest next try, as the server asks for it; null if it does not say
   */
  record Later(String words, @Nullable Duration after) implements Answer {
    static Later of(String words) {
      return new Later(words, null);
    }
  }
}
