package io.millwright.alerts.cmms.webhook;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where to tell of work orders, and how the receiver knows that it is us.
 *
 * @param url of the receiver
 * @param mode of the CloudEvents HTTP binding
 * @param token sent as bearer token; null for none
 * @param signingSecret key of the signature, {@code whsec_} and base64 or any text; null for no
 *     signature
 */
public record WebhookSettings(
    URI url,
    @Default("structured") Mode mode,
    @Nullable Secret token,
    @Nullable Secret signingSecret) {

  /** Where the attributes of an event travel. */
  public enum Mode {
    /** In the body, with the data. */
    STRUCTURED,
    /** In headers; the body is the data. */
    BINARY
  }

  public WebhookSettings {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
    if (signingSecret != null && signingSecret.value().length() < 16) {
      throw new IllegalArgumentException("signingSecret must have 16 characters or more");
    }
  }
}
