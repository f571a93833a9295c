package io.millwright.alerts.notification.delivery;

import io.millwright.alerts.notification.Recipient;
import io.millwright.runtime.config.Default;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How notifications travel.
 *
 * @param groupId consumer group of those who deliver
 * @param giveUpAfter age at which what could not be delivered is set aside as undeliverable, and
 *     what is read is not tried
 * @param firstRetry pause after a first failure; it doubles with each further one
 * @param longestRetry longest pause
 * @param mail mail server; null if nobody is told by mail
 * @param webhooks by name
 */
public record DeliverySettings(
    @Default("millwright-notifier") String groupId,
    @Default("4h") Duration giveUpAfter,
    @Default("2s") Duration firstRetry,
    @Default("5m") Duration longestRetry,
    @Nullable MailSettings mail,
    Map<String, WebhookSettings> webhooks) {
  public DeliverySettings {
    webhooks = Map.copyOf(webhooks);
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
    if (firstRetry.toMillis() < 1 || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "firstRetry must be positive and no more than longestRetry");
    }
    if (giveUpAfter.isNegative() || giveUpAfter.isZero()) {
      throw new IllegalArgumentException("giveUpAfter must be positive");
    }
  }

  /**
   * Fails if a recipient cannot be reached with these settings.
   *
   * @throws IllegalArgumentException saying what is missing
   */
  public void require(Recipient r) {
    if (r.email() != null) {
      if (mail == null) {
        throw new IllegalArgumentException(
            "recipient " + r.name() + " has an email, but delivery.mail is not declared");
      }
      try {
        new InternetAddress(r.email(), true);
      } catch (AddressException e) {
        throw new IllegalArgumentException(
            "recipient " + r.name() + ": no mail address: " + r.email(), e);
      }
    }
    if (r.webhook() != null && !webhooks.containsKey(r.webhook())) {
      throw new IllegalArgumentException(
          "recipient " + r.name() + ": delivery.webhooks has no " + r.webhook());
    }
  }

  /** Whether something is no longer to be delivered. */
  boolean isTooOld(Instant createdAt, Instant now) {
    return !now.isBefore(createdAt.plus(giveUpAfter));
  }

  /** The pause after some failures in a row. */
  Duration pause(int failures) {
    Duration pause = firstRetry;
    for (int i = 1; i < failures && pause.compareTo(longestRetry) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestRetry) > 0 ? longestRetry : pause;
  }
}
