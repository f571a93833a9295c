package io.millwright.alerts.notification.delivery;

import io.millwright.contracts.notification.Notification;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared channels. Thread-safe. */
public final class Channels {
  private final @Nullable Channel mail;
  private final Map<String, Channel> webhooks = new HashMap<>();

  /**
   * Prepares; connects to nothing.
   *
   * @throws IllegalArgumentException if a template or certificate cannot be read
   */
  public Channels(DeliverySettings settings, InstantSource clock) {
    this.mail = settings.mail() == null ? null : new MailChannel(settings.mail());
    settings
        .webhooks()
        .forEach((name, hook) -> webhooks.put(name, new WebhookChannel(hook, clock)));
  }

  /** The channel of a notification; one that refuses if it is not declared. */
  public Channel of(Notification n) {
    boolean byMail = n.channel() == Notification.Channel.EMAIL;
    Channel declared = byMail ? mail : webhooks.get(n.address());
    return declared != null
        ? declared
        : any ->
            new Answer.Refused(
                byMail ? "no mail server is declared" : "no webhook is declared as " + n.address());
  }
}
