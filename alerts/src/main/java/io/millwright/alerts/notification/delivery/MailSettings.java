package io.millwright.alerts.notification.delivery;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.config.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes messages for others (RFC 6409).
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param security of the connection; {@code none} has to be asked for
 * @param trust PEM file of certificates to trust instead of the Java runtime's, as for a plant's
 *     own authority; null for the runtime's
 * @param user to log in with; null for no login
 * @param password of the user
 * @param from address of the sender, with or without a name
 * @param timeout of connecting, of each answer and of each write
 */
public record MailSettings(
    String host,
    @Default("587") int port,
    @Default("starttls") Security security,
    @Nullable Path trust,
    @Nullable String user,
    @Nullable Secret password,
    String from,
    @Default("15s") Duration timeout) {

  /** How the connection is secured. */
  public enum Security {
    /** Begins in clear and must be raised to TLS before anything is said (RFC 3207). */
    STARTTLS,
    /** TLS from the start (RFC 8314). */
    TLS,
    /** In clear. */
    NONE
  }

  public MailSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, is " + port);
    }
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password go together");
    }
    if (trust != null && !Files.isReadable(trust)) {
      throw new IllegalArgumentException("trust: " + trust + " cannot be read");
    }
    if (timeout.toMillis() < 1 || timeout.toMinutes() > 10) {
      throw new IllegalArgumentException("timeout must be 1ms to 10m");
    }
    try {
      new InternetAddress(from, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("from is no mail address: " + from, e);
    }
  }
}
