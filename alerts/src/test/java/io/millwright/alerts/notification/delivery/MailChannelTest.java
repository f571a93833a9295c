package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Answer.Refused;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Configuration;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against real SMTP servers over sockets: GreenMail, and one that refuses as it is told. */
class MailChannelTest {
  private static final Instant T = Instant.parse("2026-01-05T11:00:00Z");
  private static final String PASSWORD = "changeit";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private static MailChannel channel(int port, String more) {
    return new MailChannel(
        Configuration.parse(
            "{host: localhost, port: %d, from: 'Millwright <millwright@example.org>', timeout: 3s, %s}"
                .formatted(port, more),
            MailSettings.class));
  }

  private static GreenMail greenMail(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    return server;
  }

  @Test
  void aMailArrivesWithItsIdentityAndBothTexts() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    try {
      String subject = "[URGENT] 报警: 给水泵 7: 振动 7.4 mm/s, 超过 7.1 " + "长".repeat(60);
      Notification n = Messages.mail("pump#1/ann/told/email", "ann", subject, T);
      Answer answer = channel(server.getSmtp().getPort(), "security: none").deliver(n);

      assertThat(answer).isInstanceOf(Accepted.class);
      assertThat(answer.words()).startsWith("250");
      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(mail.getSubject()).isEqualTo(subject);
      assertThat(mail.getHeader("Subject", null)).as("as it travels").matches("(?s)\\p{ASCII}+");
      assertThat(mail.getMessageID()).isEqualTo(MailChannel.messageId(n.id()));
      assertThat(mail.getFrom()[0]).hasToString("Millwright <millwright@example.org>");
      assertThat(mail.getAllRecipients()[0]).hasToString("ann <ann@example.org>");
      assertThat(mail.getSentDate().toInstant()).isEqualTo(T);
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getHeader("Importance")).containsExactly("high");
      MimeMultipart both = (MimeMultipart) mail.getContent();
      assertThat(both.getContentType()).startsWith("multipart/alternative");
      assertThat(both.getBodyPart(0).getContent().toString().strip()).isEqualTo("Text");
      assertThat(both.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
      assertThat(both.getBodyPart(1).getContent().toString()).contains(subject);

      channel(server.getSmtp().getPort(), "security: none").deliver(n);
      assertThat(server.getReceivedMessages()[1].getMessageID())
          .as("sent again it is the same mail")
          .isEqualTo(mail.getMessageID());
    } finally {
      server.stop();
    }
  }

  @Test
  void aSecondLineInASubjectIsNoMessage() {
    assertThatThrownBy(() -> Messages.mail("id", "ann", "Pump\r\nBcc: all@example.org", T))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subject");
  }

  @Test
  void aLoginThatIsRefusedIsTriedAgain() {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    try {
      server.getManagers().getUserManager().setAuthRequired(true);
      server.setUser("plant", "right");
      int port = server.getSmtp().getPort();
      String login = "security: none, user: plant, password: ";
      Notification n = Messages.mail("id", "ann", "Subject", T);

      Answer wrong = channel(port, login + "wrong").deliver(n);
      assertThat(wrong).isInstanceOf(Later.class);
      assertThat(wrong.words()).startsWith("login refused").doesNotContain("wrong");
      assertThat(channel(port, login + "right").deliver(n)).isInstanceOf(Accepted.class);
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void tlsIsSpokenFromTheStartAndOnlyWithWhomIsTrusted() throws Exception {
    Path keys = keys("localhost");
    System.setProperty("greenmail.tls.keystore.file", keys.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      int port = server.getSmtps().getPort();
      Notification n = Messages.mail("id", "ann", "Subject", T);
      assertThat(channel(port, "security: tls").deliver(n))
          .as("the Java runtime does not know this certificate")
          .isInstanceOf(Later.class);
      assertThat(server.getReceivedMessages()).isEmpty();
      assertThat(channel(port, "security: tls, trust: '" + certificate(keys) + "'").deliver(n))
          .isInstanceOf(Accepted.class);
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void aConnectionIsRaisedToTlsOrNothingIsSaid() throws Exception {
    Path keys = keys("localhost");
    Path others = keys("elsewhere");
    Notification n = Messages.mail("id", "ann", "Subject", T);
    try (ScriptedMailServer server = new ScriptedMailServer(0, context(keys))) {
      String trust = "trust: '" + certificate(keys) + "'";
      assertThat(channel(server.port(), trust).deliver(n)).isInstanceOf(Accepted.class);
      assertThat(server.secured).containsExactly(true);
    }
    try (ScriptedMailServer server = new ScriptedMailServer(0, context(others))) {
      String trust = "trust: '" + certificate(others) + "'";
      assertThat(channel(server.port(), trust).deliver(n))
          .as("a certificate of another host")
          .isInstanceOf(Later.class);
      assertThat(server.taken).isEmpty();
    }
    try (ScriptedMailServer plain = new ScriptedMailServer(0, null)) {
      assertThat(channel(plain.port(), "security: starttls").deliver(n)).isInstanceOf(Later.class);
      assertThat(plain.asked).as("nothing in clear").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user, true",
    "554 5.7.1 refused by policy, true",
    "451 4.7.1 greylisted, false",
    "421 4.3.2 going down, false",
    "452 4.2.2 mailbox full, false",
    "hang up, false"
  })
  void whatIsRefusedForGoodIsToldFromWhatIsPutOff(String reply, boolean forGood)
      throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(0, null)) {
      server.replies.add(reply);
      Answer answer =
          channel(server.port(), "security: none")
              .deliver(Messages.mail("id", "ann", "Subject", T));
      assertThat(answer).isInstanceOf(forGood ? Refused.class : Later.class);
      if (!reply.equals("hang up")) {
        assertThat(answer.words()).contains(reply);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "530 5.7.0 authentication required, false",
    "535 5.7.8 credentials invalid, false",
    "550 5.1.8 sender address rejected, false",
    "553 5.7.1 sender address not owned by user, false",
    "451 4.3.0 try later, false",
    "552 5.3.4 message too big, true",
    "554 5.7.1 transaction failed, true"
  })
  void whatIsAnsweredToTheSenderIsNoFaultOfTheMessage(String reply, boolean forGood)
      throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(0, null)) {
      server.senderReplies.add(reply);
      Answer answer =
          channel(server.port(), "security: none")
              .deliver(Messages.mail("id", "ann", "Subject", T));
      assertThat(answer).isInstanceOf(forGood ? Refused.class : Later.class);
      assertThat(answer.words()).contains(reply);
    }
  }

  @Test
  void aServerThatAsksForALoginAtTheRecipientMeansUs() throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(0, null)) {
      server.replies.add("530 5.7.1 client was not authenticated");
      assertThat(
              channel(server.port(), "security: none")
                  .deliver(Messages.mail("id", "ann", "Subject", T)))
          .isInstanceOf(Later.class);
    }
  }

  @Test
  void noServerIsAMomentsFailure() throws IOException {
    int port;
    try (ScriptedMailServer server = new ScriptedMailServer(0, null)) {
      port = server.port();
    }
    assertThat(channel(port, "security: none").deliver(Messages.mail("id", "ann", "Subject", T)))
        .isInstanceOf(Later.class);
  }

  private Path keys(String host) throws Exception {
    Path keys = directory.resolve(host + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "mail",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + host,
                    "-ext",
                    "SAN=dns:" + host,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keys.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return keys;
  }

  private static KeyStore store(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var file = Files.newInputStream(keys)) {
      store.load(file, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path certificate(Path keys) throws Exception {
    String base64 =
        Base64.getMimeEncoder().encodeToString(store(keys).getCertificate("mail").getEncoded());
    return Files.writeString(
        keys.resolveSibling(keys.getFileName() + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store(keys), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
