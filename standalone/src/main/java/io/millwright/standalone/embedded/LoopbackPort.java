package io.millwright.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that only this machine reaches. */
public final class LoopbackPort {
  /** A port that was asked for and that another process has. */
  public static final class InUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InUseException(int port, Throwable cause) {
      super("port " + port + " is in use: stop what uses it or choose another", cause);
    }
  }

  private LoopbackPort() {}

  /**
   * The wanted port if it is free, or any free one if 0 is wanted.
   *
   * @throws InUseException if the wanted one is taken
   */
  public static int of(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException("no free port", e);
      }
      throw new InUseException(wanted, e);
    }
  }
}
