package io.millwright.alerts.cmms.webhook;

import io.millwright.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature by the Standard Webhooks specification, version 1: HMAC-SHA-256 over {@code
 * id.timestamp.body}, so that neither the id, by which a receiver ignores repetitions, nor the time
 * can be changed by others. Thread-safe.
 */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec key;

  WebhookSignature(Secret secret) {
    String text = secret.value();
    byte[] bytes =
        text.startsWith(PREFIX)
            ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
            : text.getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * Value of the header {@code webhook-signature}.
   *
   * @param seconds since 1970, as in the header {@code webhook-timestamp}
   */
  String of(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + '.' + seconds + '.').getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
