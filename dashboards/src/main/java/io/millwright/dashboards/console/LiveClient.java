package io.millwright.dashboards.console;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * One viewer of the live stream. Nothing is queued for it: while its connection takes no more, it
 * gets nothing, and afterwards what it has missed in one message. No call blocks. Thread-safe.
 */
final class LiveClient implements WriteListener {
  private final ServletOutputStream out;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean writable; // guarded by this
  private boolean unflushed; // guarded by this
  private long stuckSince = System.nanoTime(); // guarded by this

  /**
   * What it has been told, as the number of the round; negative before the first message. Of the
   * sending thread alone.
   */
  long toldUntil = -1;

  /**
   * @param out of an asynchronous request
   */
  LiveClient(ServletOutputStream out) {
    this.out = out;
  }

  /** Completes when the client has gone or was sent away. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  boolean gone() {
    return ended.isDone();
  }

  /** Whether a message would be taken now. */
  synchronized boolean writable() {
    return writable && !gone();
  }

  /** For how long it has taken nothing; 0 while it is writable. */
  synchronized long stuckNanos() {
    return writable ? 0 : System.nanoTime() - stuckSince;
  }

  /**
   * Sends if it is {@link #writable}.
   *
   * @param message not changed afterwards
   */
  synchronized void send(byte[] message) {
    if (!writable()) {
      return;
    }
    try {
      writable = false;
      stuckSince = System.nanoTime();
      out.write(message);
      unflushed = true;
      settle();
    } catch (IOException | RuntimeException e) { // the container's own, if it has closed meanwhile
      onError(e);
    }
  }

  @Override
  public synchronized void onWritePossible() {
    try {
      settle();
    } catch (IOException | RuntimeException e) {
      onError(e);
    }
  }

  /** Pushes out what was written; the container calls again when it could not yet. */
  private synchronized void settle() throws IOException {
    if (unflushed && out.isReady()) {
      unflushed = false;
      out.flush();
    }
    writable = out.isReady();
  }

  @Override
  public void onError(Throwable error) {
    ended.complete(null);
  }

  /** Ends the answer. Idempotent. */
  void close() {
    ended.complete(null);
  }
}
