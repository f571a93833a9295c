package io.millwright.standalone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks a command to stop when the process is told to (SIGTERM, Ctrl-C), and holds the process until
 * the command has stopped in order, or the time for that is over.
 */
final class StopSignal implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "stop"));
  }

  private void askAndWait() {
    asked.countDown();
    try {
      ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits until asked to stop; false if the time was over before. */
  boolean await(long time, TimeUnit unit) throws InterruptedException {
    return asked.await(time, unit);
  }

  /** The command has stopped. */
  @Override
  public void close() {
    ended.countDown();
  }
}
