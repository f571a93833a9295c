package io.millwright.alerts.cmms.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** The vector that the reference libraries of the Standard Webhooks specification test with. */
  @Test
  void agreesWithTheReferenceLibraries() {
    WebhookSignature signature =
        new WebhookSignature(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(
            signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
