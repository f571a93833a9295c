package io.millwright.dashboards.console;

import io.millwright.runtime.config.Default;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the console answers.
 *
 * @param host address to listen on; anything but loopback must be a decision
 * @param port to listen on; 0 for a free one
 * @param readsNeedToken whether reading needs a token too; always on when not on loopback
 * @param liveInterval shortest time between two messages of the live stream
 * @param mostViewers who follow the live stream at once; more are refused
 * @param publicUrl address at which people reach the console, for links that leave it, such as the
 *     codes on evidence cards; null if nothing but loopback is
 */
public record ConsoleSettings(
    @Default("127.0.0.1") String host,
    @Default("8080") int port,
    @Default("false") boolean readsNeedToken,
    @Default("PT1S") Duration liveInterval,
    @Default("500") int mostViewers,
    @Nullable URI publicUrl) {

  /** Without links that leave the console. */
  public ConsoleSettings(
      String host, int port, boolean readsNeedToken, Duration liveInterval, int mostViewers) {
    this(host, port, readsNeedToken, liveInterval, mostViewers, null);
  }

  public ConsoleSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
    }
    if (liveInterval.isNegative() || liveInterval.isZero()) {
      throw new IllegalArgumentException("liveInterval must be positive");
    }
    if (mostViewers < 1) {
      throw new IllegalArgumentException("mostViewers must be positive, is " + mostViewers);
    }
    if (publicUrl != null
        && (publicUrl.getHost() == null
            || !("https".equals(publicUrl.getScheme()) || "http".equals(publicUrl.getScheme()))
            || publicUrl.getRawUserInfo() != null
            || publicUrl.getRawQuery() != null
            || publicUrl.getRawFragment() != null)) {
      throw new IllegalArgumentException(
          "publicUrl must be an address such as https://millwright.example.org, is " + publicUrl);
    }
    readsNeedToken = readsNeedToken || !loopback(host);
  }

  /** On loopback, reads open. */
  public static ConsoleSettings onLoopback(int port) {
    return new ConsoleSettings("127.0.0.1", port, false, Duration.ofSeconds(1), 500, null);
  }

  boolean onLoopback() {
    return loopback(host);
  }

  private static boolean loopback(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
  }
}
