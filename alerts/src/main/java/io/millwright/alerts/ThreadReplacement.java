package io.millwright.alerts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bad moment or bad program? A thread that failed is replaced after a pause that doubles; when too
 * many have failed within a while it is the program, and the client stops. Called by the threads
 * that fail.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final int LIMIT = 5;
  private static final Duration WHILE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final AlertsCounters counters;
  private final Deque<Long> failures = new ArrayDeque<>();
  private volatile String lastError = "none";

  ThreadReplacement(AlertsCounters counters) {
    this.counters = counters;
  }

  String lastError() {
    return lastError;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    lastError = String.valueOf(failure);
    int recent = note(System.nanoTime());
    if (recent > LIMIT) {
      LOG.atError().setCause(failure).log("alerts stop, too many of their threads failed");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.atWarn()
        .addKeyValue("failures", recent)
        .setCause(failure)
        .log("a thread of alerts failed and is replaced");
    counters.threadReplaced();
    try {
      Thread.sleep(FIRST_PAUSE.toMillis() << (recent - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized int note(long now) {
    failures.addLast(now);
    while (now - failures.getFirst() > WHILE.toNanos()) {
      failures.removeFirst();
    }
    return failures.size();
  }
}
