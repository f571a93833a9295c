package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.notification.delivery.NotificationSender;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an assessment to a mail in a mailbox, with a real broker and a real mail server. */
class NotificationIT {
  private static final AssetId SEEN = new AssetId("north/seen");
  private static final AssetId UNSEEN = new AssetId("north/unseen");

  @Test
  void whatIsAcknowledgedStaysWithTheFirstAndWhatIsNotGoesToTheSecond(@TempDir Path directory)
      throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (LoopbackBroker broker = new LoopbackBroker(directory.resolve("broker"))) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, 2, 1);
      AlertsConfig config = config(mail.getSmtp().getPort());
      Metrics metrics = new Metrics();
      NotificationConfig notification = Objects.requireNonNull(config.notification());
      try (AlertsApplication alerts =
              new AlertsApplication(config, kafka, directory.resolve("state"), metrics);
          NotificationSender notifier =
              new NotificationSender(
                  notification.delivery(), kafka, metrics, InstantSource.system());
          TopicSender sender = new TopicSender(kafka)) {
        alerts.start();
        notifier.start();
        raise(sender, SEEN);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(to(mail, "ann")).hasSize(1));
        sender.send(
            Topics.OPERATOR_ACTIONS,
            SEEN,
            new OperatorAction(
                "a-1",
                SEEN,
                OperatorAction.Kind.ACKNOWLEDGE,
                null,
                Plant.hour(4),
                "ann",
                "OPERATOR",
                "seen"));
        raise(sender, UNSEEN);
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() -> assertThat(to(mail, "bob")).hasSize(1));
      }
      assertThat(to(mail, "ann")).hasSize(2).allMatch(s -> s.startsWith("[HIGH] Alarm: "));
      assertThat(to(mail, "bob").get(0)).startsWith("[HIGH] Not acknowledged for ");
      MimeMessage escalation =
          Arrays.stream(mail.getReceivedMessages())
              .filter(m -> recipient(m).contains("bob"))
              .findFirst()
              .orElseThrow();
      assertThat(GreenMailUtil.getWholeMessage(escalation))
          .contains("north/unseen")
          .contains("A machine wrote this: Millwright.");
    } finally {
      mail.stop();
    }
  }

  private static AlertsConfig config(int port) {
    AlertsConfig told =
        Configuration.parse(
            """
            applicationId: notification-it
            notification:
              recipients:
                - {name: ann, email: ann@example.org}
                - {name: bob, email: bob@example.org}
              routes: [{name: r, origins: [replayed], tell: [ann], escalate: [{after: 8s, tell: [bob]}]}]
              delivery:
                mail: {host: 127.0.0.1, port: %d, security: none, from: millwright@example.org}
            """
                .formatted(port),
            AlertsConfig.class);
    return Plant.config(told.applicationId(), Objects.requireNonNull(told.notification()));
  }

  private static void raise(TopicSender sender, AssetId id) {
    sender.send(Topics.ASSETS, id, Plant.asset(id, Criticality.B, Origin.REPLAYED));
    for (int h = 0; h < 3; h++) {
      sender.send(
          Topics.ASSESSMENTS,
          id,
          Plant.assessment(id, Plant.hour(h), Origin.REPLAYED, HealthState.ALARM, null, null));
    }
    sender.flush();
  }

  private static List<String> to(GreenMail mail, String name) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(m -> recipient(m).contains(name))
        .map(NotificationIT::subject)
        .toList();
  }

  private static String recipient(MimeMessage m) {
    try {
      return m.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String subject(MimeMessage m) {
    try {
      return m.getSubject();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
