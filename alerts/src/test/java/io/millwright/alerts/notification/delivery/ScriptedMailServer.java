package io.millwright.alerts.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers to recipients as it is told: it can refuse, put off, hang up, and
 * raise a connection to TLS, which GreenMail's cannot.
 */
final class ScriptedMailServer implements AutoCloseable {
  /** Replies to RCPT, one each; {@code hang up} ends the connection. When they are used up: 250. */
  final Queue<String> replies = new ConcurrentLinkedQueue<>();

  /** Replies to MAIL, as those. */
  final Queue<String> senderReplies = new ConcurrentLinkedQueue<>();

  /** Bodies of mails that were taken. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  /** Addresses that were asked for, whatever the reply. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Whether each mail that was taken came over TLS. */
  final List<Boolean> secured = new CopyOnWriteArrayList<>();

  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final Thread acceptor = new Thread(this::accept, "scripted-mail-server");

  ScriptedMailServer(int port, @Nullable SSLContext tls) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.tls = tls;
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread thread = new Thread(() -> talk(client), "scripted-mail-client");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try {
      if (talkTo(client, true) && tls != null) {
        SSLSocket upgraded =
            (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
        upgraded.setUseClientMode(false);
        upgraded.startHandshake();
        talkTo(upgraded, false);
        upgraded.close();
      }
      client.close();
    } catch (IOException gone) {
      // The client may hang up as it likes.
    }
  }

  /** Whether it is to be raised to TLS. */
  private boolean talkTo(Socket socket, boolean greet) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    if (greet) {
      say(socket, "220 scripted");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> {
          if (tls != null && greet) {
            say(socket, "250-scripted\r\n250 STARTTLS");
          } else {
            say(socket, "250 scripted");
          }
        }
        case "STARTTLS" -> {
          say(socket, "220 go ahead");
          return true;
        }
        case "MAIL" -> {
          String reply = senderReplies.poll();
          say(socket, reply == null ? "250 ok" : reply);
        }
        case "RCPT" -> {
          asked.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
          String reply = replies.poll();
          if ("hang up".equals(reply)) {
            return false;
          }
          say(socket, reply == null ? "250 ok" : reply);
        }
        case "DATA" -> {
          say(socket, "354 go on");
          StringBuilder mail = new StringBuilder();
          for (String text = in.readLine();
              text != null && !text.equals(".");
              text = in.readLine()) {
            mail.append(text).append('\n');
          }
          taken.add(mail.toString());
          secured.add(socket instanceof SSLSocket);
          say(socket, "250 2.0.0 queued as 42");
        }
        case "QUIT" -> {
          say(socket, "221 bye");
          return false;
        }
        default -> say(socket, "250 ok");
      }
    }
    return false;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /**
   * No connection is taken any more when this returns: an accept under way could still take one.
   */
  @Override
  public void close() {
    try {
      server.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
