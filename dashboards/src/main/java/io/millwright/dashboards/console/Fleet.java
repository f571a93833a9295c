package io.millwright.dashboards.console;

import io.millwright.runtime.service.Health;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the {@link FleetView} up to date and publishes it. */
final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(20);

  private final Supplier<FleetFeed> feeds;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "console-fleet");
  private volatile FleetSnapshot current = FleetSnapshot.EMPTY;
  private volatile boolean running = true;
  private volatile long lastRound = System.nanoTime();
  private volatile @Nullable RuntimeException failure;
  private long publishedAt; // of the fleet's thread alone

  Fleet(Supplier<FleetFeed> feeds) {
    this.feeds = feeds;
  }

  /** Starts, and waits up to so long for the state as it was at the start. */
  void start(Duration patience) {
    thread.setDaemon(true);
    thread.start();
    try {
      if (!caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("Console opens before it has read the whole state of the fleet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  FleetSnapshot now() {
    return current;
  }

  Health health() {
    RuntimeException failed = failure;
    if (failed != null) {
      return Health.down("fleet view failed: " + failed);
    }
    Duration idle = Duration.ofNanos(System.nanoTime() - lastRound);
    if (idle.compareTo(STALLED_AFTER) > 0) {
      return Health.down("fleet view has not moved for " + idle.toSeconds() + " s");
    }
    if (caughtUp.getCount() > 0) {
      return Health.degraded("still reading the fleet");
    }
    Set<String> cut = current.cut();
    return cut.isEmpty()
        ? Health.UP
        : new Health(
            Health.Status.UP,
            "shows only the newest "
                + FleetView.PLANT_KEPT
                + " of "
                + String.join(", ", new TreeSet<>(cut)));
  }

  private void run() {
    FleetView view = new FleetView();
    while (running) {
      try (FleetFeed feed = feeds.get()) {
        while (running) {
          follow(feed, view);
        }
      } catch (RuntimeException e) { // what was read stays; reading it again changes nothing
        if (failure == null) {
          LOG.atWarn().setCause(e).log("Console lost its view of the fleet; trying again");
        }
        failure = e;
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void follow(FleetFeed feed, FleetView view) {
    feed.poll(view, POLL);
    failure = null;
    boolean complete = caughtUp.getCount() > 0 && feed.caughtUp();
    if (complete || System.nanoTime() - publishedAt >= PUBLISH_NANOS) {
      current = view.snapshot();
      publishedAt = System.nanoTime();
    }
    if (complete) {
      caughtUp.countDown();
    }
    lastRound = System.nanoTime();
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
