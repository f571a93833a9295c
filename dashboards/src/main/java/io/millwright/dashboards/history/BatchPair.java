package io.millwright.dashboards.history;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two batches in turn: one is filled while the other is on its way to the store, so that neither
 * waits for the other. At most one is on its way, so they arrive in the order in which they were
 * filled. Owned by one thread; what it sends off is written by a thread of its own.
 */
final class BatchPair implements AutoCloseable {
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
   * Sends off what was filled; nothing happens if that is nothing.
   *
   * @throws IllegalStateException if the batch before has not arrived
   */
  void sendOff() {
    if (isAway()) {
      throw new IllegalStateException("a batch is on its way");
    }
    HistoryBatch full = filling;
    pointsAway = full.points();
    filling = other;
    other = full;
    if (isAway()) {
      flight = writer.submit(() -> write.accept(full));
    }
  }

  /**
   * Waits until the store has what was sent off; sends it again if it had failed to arrive.
   *
   * @throws HistoryUnavailableException if it did not arrive now
   * @throws InterruptedException if the thread is interrupted; the batch stays on its way
   */
  void arrive() throws InterruptedException {
    if (!isAway()) {
      return;
    }
    HistoryBatch sent = other;
    Future<?> arriving = flight == null ? writer.submit(() -> write.accept(sent)) : flight;
    flight = arriving;
    try {
      arriving.get();
      flight = null;
      pointsAway = 0;
    } catch (ExecutionException e) {
      flight = null;
      pointsAway = sent.points();
      if (e.getCause() instanceof HistoryUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a batch could not be written", e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException("closed", e);
    }
  }

  /** Ends the other thread; what is on its way may or may not arrive. */
  @Override
  public void close() {
    writer.shutdownNow();
  }
}
