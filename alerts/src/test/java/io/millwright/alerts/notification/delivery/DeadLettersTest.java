package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant T = Instant.parse("2026-01-05T11:00:00Z");

  private static Notification letter(String id, Instant createdAt) {
    return Messages.mail(id, "ann", "Subject", createdAt);
  }

  private static AuditEntry entry(int second, String action, String target, boolean allowed) {
    Instant time = T.plusSeconds(second);
    return new AuditEntry("e" + second, time, "millwright", "", action, target, "why", allowed);
  }

  @Test
  void whatWasDeliveredSinceOrIsSentAgainIsNone() {
    Instant later = T.plus(Duration.ofHours(1));
    List<AuditEntry> audit =
        List.of(
            entry(3, DeadLetters.REPLAY, "under-way", true),
            entry(1, NotificationSender.NOTIFY, "under-way", false),
            entry(1, NotificationSender.NOTIFY, "delivered", false),
            entry(2, DeadLetters.REPLAY, "delivered", true),
            entry(3, NotificationSender.NOTIFY, "delivered", true),
            entry(4, NotificationSender.SKIP, "delivered", false),
            entry(1, NotificationSender.NOTIFY, "dead", false),
            entry(2, DeadLetters.REPLAY, "dead-again", true),
            entry(3, NotificationSender.NOTIFY, "dead-again", false),
            entry(9, "APPROVE_ORDER", "dead", true));
    assertThat(
            DeadLetters.of(
                List.of(
                    letter("dead", T),
                    letter("delivered", T),
                    letter("under-way", T),
                    letter("dead-again", T),
                    letter("dead-again", later)),
                audit))
        .containsExactly(
            Map.entry("dead", letter("dead", T)),
            Map.entry("dead-again", letter("dead-again", later)));
  }

  @Test
  void whatIsSentAgainIsTheSameButForItsTime() {
    Instant now = T.plus(Duration.ofDays(1));
    assertThat(DeadLetters.again(letter("dead", T), now)).isEqualTo(letter("dead", now));
  }
}
