package io.millwright.alerts.notification.delivery;

import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Answer.Refused;
import io.millwright.alerts.notification.delivery.MailSettings.Security;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.notification.Notification;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to an SMTP server, one connection a mail. The Message-ID is made from the id of the
 * notification: what is sent again after a failure is the same mail.
 */
final class MailChannel implements Channel {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  /** A login is required, failed, is too weak, or needs encryption. */
  private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

  private final MailSettings settings;
  private final Session session;

  /**
   * @throws IllegalArgumentException if the certificates to trust cannot be read
   */
  MailChannel(MailSettings settings) {
    this.settings = settings;
    String millis = Long.toString(settings.timeout().toMillis());
    Properties p = new Properties();
    p.put("mail.smtp.host", settings.host());
    p.put("mail.smtp.port", Integer.toString(settings.port()));
    p.put("mail.smtp.connectiontimeout", millis);
    p.put("mail.smtp.timeout", millis);
    p.put("mail.smtp.writetimeout", millis);
    p.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
    p.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    boolean upgrade = settings.security() == Security.STARTTLS;
    p.put("mail.smtp.starttls.enable", Boolean.toString(upgrade));
    p.put("mail.smtp.starttls.required", Boolean.toString(upgrade));
    if (settings.trust() != null) {
      p.put("mail.smtp.ssl.socketFactory", trusting(settings.trust()).getSocketFactory());
    }
    this.session = Session.getInstance(p);
  }

  private static SSLContext trusting(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry("trusted-" + number++, c);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("trust: no certificates can be read from " + pem, e);
    }
  }

  @Override
  public Answer deliver(Notification n) {
    SMTPTransport transport = null;
    try {
      MimeMessage mail = mail(n);
      transport = (SMTPTransport) session.getTransport("smtp");
      transport.connect(
          settings.host(),
          settings.port(),
          settings.user(),
          settings.password() == null ? null : settings.password().value());
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Accepted(oneLine(transport.getLastServerResponse()));
    } catch (AddressException | UnsupportedEncodingException e) {
      return new Refused("no mail address: " + n.address() + ": " + e.getMessage());
    } catch (AuthenticationFailedException e) {
      // What is wrong here is the configuration, and not the mail's fault.
      return Later.of("login refused: " + oneLine(e.getMessage()));
    } catch (MessagingException e) {
      String words = oneLine(deepest(e).getMessage());
      if (isOfTheConfiguration(e)) {
        return Later.of("refused to this sender, whatever the message: " + words);
      }
      return code(e) >= 500 ? new Refused(words) : Later.of(words);
    } finally {
      hangUp(transport);
    }
  }

  private static void hangUp(@Nullable SMTPTransport transport) {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (MessagingException ignored) {
      // The answer to the mail stands, however the conversation ended.
    }
  }

  private MimeMessage mail(Notification n) throws MessagingException, UnsupportedEncodingException {
    MimeMessage mail = new IdentifiedMail(session, messageId(n.id()));
    mail.setFrom(new InternetAddress(settings.from(), true));
    InternetAddress to = new InternetAddress(n.address(), true);
    to.setPersonal(n.recipient(), UTF_8);
    mail.setRecipient(Message.RecipientType.TO, to);
    mail.setSubject(n.subject(), UTF_8);
    mail.setSentDate(Date.from(n.createdAt()));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no vacation notes, please
    if (n.priority() == Priority.URGENT) {
      mail.setHeader("Importance", "high");
      mail.setHeader("X-Priority", "1");
    }
    if (n.html() == null) {
      mail.setText(n.text(), UTF_8);
    } else {
      MimeMultipart both = new MimeMultipart("alternative");
      both.addBodyPart(part(n.text(), "plain"));
      both.addBodyPart(part(n.html(), "html"));
      mail.setContent(both);
    }
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** The same for the same notification, in the characters that a Message-ID may have. */
  static String messageId(String id) {
    return "<" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)) + "@millwright>";
  }

  private static final class IdentifiedMail extends MimeMessage {
    private final String id;

    IdentifiedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /**
   * Whether a server refuses us rather than the message: it asks for a login or for TLS (RFC 4954,
   * 6; RFC 3207, 4), or does not know the sender's address.
   */
  private static boolean isOfTheConfiguration(MessagingException error) {
    for (Exception e = error; e != null; e = next(e)) {
      if (e instanceof SMTPSenderFailedException) {
        return true;
      }
    }
    return LOGIN.contains(code(error));
  }

  /**
   * The reply code that stands in a chain of errors; 0 if there is none, as for lost connections.
   */
  private static int code(MessagingException error) {
    int code = 0;
    for (Exception e = error; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException f) {
        return f.getReturnCode(); // the reason proper
      }
      if (e instanceof SMTPSendFailedException f) {
        code = f.getReturnCode();
      } else if (e instanceof SMTPSenderFailedException f) {
        code = f.getReturnCode();
      }
    }
    return code;
  }

  private static Exception deepest(MessagingException error) {
    Exception deepest = error;
    for (Exception e = error; e != null; e = next(e)) {
      deepest = e;
    }
    return deepest;
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException m ? m.getNextException() : null;
  }

  private static String oneLine(@Nullable String words) {
    return words == null ? "" : words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
