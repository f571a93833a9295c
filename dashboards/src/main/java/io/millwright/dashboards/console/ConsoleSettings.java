package io.millwright.dashboards.console;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * Where and how the console answers.
 *
 * @param host address to listen on; anything but loopback must be a decision
 * @param port to listen on; 0 for a free one
 * @param readsNeedToken whether reading needs a token too; always on when not on loopback
 * @param liveInterval shortest time between two messages of the live stream
 * @param mostViewers who follow the live stream at once; more are refused
 */
public record ConsoleSettings(
    @Default("127.0.0.1") String host,
    @Default("8080") int port,
    @Default("false") boolean readsNeedToken,
    @Default("PT1S") Duration liveInterval,
    @Default("500") int mostViewers) {

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
    readsNeedToken = readsNeedToken || !loopback(host);
  }

  /** On loopback, reads open. */
  public static ConsoleSettings onLoopback(int port) {
    return new ConsoleSettings("127.0.0.1", port, false, Duration.ofSeconds(1), 500);
  }

  boolean onLoopback() {
    return loopback(host);
  }

  private static boolean loopback(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
  }
}
