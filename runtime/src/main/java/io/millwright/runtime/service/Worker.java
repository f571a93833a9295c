package io.millwright.runtime.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that does one work until it is closed. Work that fails, with an {@link Error} as
 * well, begins anew after a pause that doubles with each failure in a row, until it has lasted as
 * long as the longest pause; whoever asks for the health hears of it until the work says that it is
 * {@link #well() well} again. Thread-safe.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** So long may work that was interrupted take to let go of what it holds. */
  private static final Duration INTERRUPTED = Duration.ofSeconds(1);

  /** Work that goes on while its worker {@link Worker#goesOn}, and returns soon after. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it, from the beginning; whatever is thrown is a failure, unless the worker is closed.
     */
    void run(Worker worker) throws Exception;
  }

  private final Retries retries;
  private final Work work;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile int failures;
  private volatile Duration failedFor = Duration.ZERO;
  private volatile long began;
  private long failingSince;

  /**
   * @param name of the thread, for people
   */
  public Worker(String name, Retries retries, Work work) {
    this.retries = retries;
    this.work = work;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true); // work that hangs must not keep the process
  }

  /**
   * Begins, and returns at once.
   *
   * @throws IllegalThreadStateException if it was started before
   */
  public void start() {
    thread.start();
  }

  /** Whether the work is to go on. */
  public boolean goesOn() {
    return stop.getCount() > 0;
  }

  /** The work does what it should: what failed before is over. */
  public void well() {
    wellAfter(Duration.ZERO);
  }

  /**
   * The work does what it should, which counts once it has lasted for a while: for work that may do
   * well until it comes to what it failed of.
   */
  public void wellAfter(Duration steady) {
    if (failures == 0) {
      return; // asked in every round
    }
    Duration lasted = Duration.ofNanos(System.nanoTime() - began);
    if (lasted.compareTo(steady) >= 0) {
      failure = null;
    }
    if (lasted.compareTo(retries.longest()) >= 0) {
      failures = 0;
    }
  }

  /** From the first to the last failure since it was well; zero if there are not two. */
  public Duration failingFor() {
    return failure == null ? Duration.ZERO : failedFor;
  }

  private void run() {
    while (goesOn()) {
      began = System.nanoTime();
      try {
        work.run(this);
        return;
      } catch (Throwable e) { // an Error that ended the thread would be seen by nobody
        if (!goesOn()) {
          return;
        }
        failed(e);
      }
    }
  }

  private void failed(Throwable e) {
    if (failure == null) {
      failingSince = System.nanoTime();
    }
    failedFor = Duration.ofNanos(System.nanoTime() - failingSince);
    failure = e;
    int inARow = failures + 1;
    failures = inARow;
    boolean ends = inARow > retries.most();
    LOG.atError()
        .addKeyValue("worker", thread.getName())
        .addKeyValue("error", e.toString())
        .setCause(inARow == 1 ? e : null)
        .log(ends ? "work failed and ends" : "work failed and begins anew");
    try {
      if (ends || stop.await(retries.pause(inARow).toMillis(), TimeUnit.MILLISECONDS)) {
        stop.countDown();
      }
    } catch (InterruptedException interrupted) {
      stop.countDown();
    }
  }

  /**
   * Up, degraded while failed work begins anew, down if the thread does not live.
   *
   * @param lack what is missing while the work is not done, for people
   */
  public Health health(String lack) {
    Throwable e = failure;
    String reason = e == null ? "" : ": " + (e instanceof Exception ? e.getMessage() : e);
    if (!thread.isAlive()) {
      String state = thread.getState() == Thread.State.NEW ? "not started" : "stopped";
      return Health.down(e == null ? state : lack + reason);
    }
    return e == null ? Health.UP : Health.degraded(lack + reason);
  }

  /** Ends the work. Waits for it no longer than eleven seconds. Idempotent. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  /** Ends the work, waits for that for a while, and then interrupts it. Idempotent. */
  public void close(Duration timeout) {
    stop.countDown();
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(Math.max(1, timeout.toMillis()));
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(INTERRUPTED.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
