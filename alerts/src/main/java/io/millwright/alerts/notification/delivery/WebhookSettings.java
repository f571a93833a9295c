package io.millwright.alerts.notification.delivery;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param form what its vendor wants to read
 * @param url where it is; whoever knows it may write there, so it is a secret
 * @param secret DingTalk's key for signing; null if its robot asks for no signature
 * @param template file of a Mustache template that makes the JSON instead of the shipped one; null
 *     for that
 * @param timeout of connecting and of the answer
 */
public record WebhookSettings(
    WebhookForm form,
    Secret url,
    @Nullable Secret secret,
    @Nullable Path template,
    @Default("15s") Duration timeout) {
  public WebhookSettings {
    if (!isWeb(url.value())) {
      throw new IllegalArgumentException("url must be an address such as https://host/path");
    }
    if (secret != null && form != WebhookForm.DINGTALK) {
      throw new IllegalArgumentException("secret is of DingTalk's robots only");
    }
    if (template != null && !Files.isReadable(template)) {
      throw new IllegalArgumentException("template " + template + " cannot be read");
    }
    if (timeout.toMillis() < 1 || timeout.toMinutes() > 10) {
      throw new IllegalArgumentException("timeout must be 1ms to 10m");
    }
  }

  private static boolean isWeb(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false; // its message would show the secret
    }
  }
}
