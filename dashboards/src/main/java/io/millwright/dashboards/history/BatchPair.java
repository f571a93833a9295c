package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two batches in turn: one is filled while the other is on its way to the store, so that neither
 * waits for the other. At most one is on its way, so they arrive in the order in which they were
 * filled. Owned by one thread; what it sends off is written by a thread of its own.
 */
final class BatchPair implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchPair.class);

  /** Longer than any timeout of a request to a store. */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

  private final Consumer<HistoryBatch> write;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "history-writer");
            thread.setDaemon(true); // a store that hangs must not keep the process
            return thread;
          });
  private HistoryBatch filling;
  private HistoryBatch other;
  private int pointsAway;
  private @Nullable Future<?> flight;

  /**
   * @param write writes a batch, by the other thread; throws {@link HistoryUnavailableException} if
   *     points are left in it
   */
  BatchPair(HistoryBatch one, HistoryBatch other, Consumer<HistoryBatch> write) {
    this.filling = one;
    this.other = other;
    this.write = write;
  }

  /** The one to add points to; another one after each {@link #sendOff}. */
  HistoryBatch filling() {
    return filling;
  }

  /** Points of both that the store has not confirmed yet. */
  int points() {
    return filling.points() + pointsAway;
  }

  /** Whether a batch is on its way, or waits to be sent again. */
  boolean isAway() {
    return pointsAway > 0;
  }

  /** Whether {@link #arrive} would return at once. */
  boolean hasArrived() {
    return flight == null ? !isAway() : flight.isDone();
  }

  /**
   * Sends off what was filled; nothing happens if that is no point.
   *
   * @throws IllegalStateException if the batch before has not arrived
   */
  void sendOff() {
    if (isAway()) {
      throw new IllegalStateException("a batch is on its way");
    }
    HistoryBatch full = filling;
    if (full.points() == 0) {
      return; // it may hold the mark of an hour, which must not come after that hour's points
    }
    pointsAway = full.points();
    filling = other;
    other = full;
    flight = writer.submit(() -> write.accept(full));
  }

  /**
   * Waits for a while until the store has what was sent off; sends it again if it had failed to
   * arrive.
   *
   * @return whether nothing is on its way any more
   * @throws HistoryUnavailableException if it did not arrive now
   * @throws InterruptedException if the thread is interrupted; the batch stays on its way
   */
  boolean arrive(Duration patience) throws InterruptedException {
    if (!isAway()) {
      return true;
    }
    HistoryBatch sent = other;
    Future<?> arriving = flight == null ? writer.submit(() -> write.accept(sent)) : flight;
    flight = arriving;
    try {
      arriving.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      flight = null;
      pointsAway = 0;
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      flight = null;
      pointsAway = sent.points();
      if (e.getCause() instanceof HistoryUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a batch could not be written", e.getCause());
    }
  }

  /**
   * Ends the other thread, and waits until it has ended or this thread is interrupted: what is on
   * its way may or may not arrive, but not after what somebody sends next.
   */
  @Override
  public void close() {
    writer.shutdownNow();
    try {
      if (!writer.awaitTermination(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.atWarn().log("A write to the history store hangs, and is left to itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
