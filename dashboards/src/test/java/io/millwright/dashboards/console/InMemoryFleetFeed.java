package io.millwright.dashboards.console;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A feed that a test fills by hand. */
final class InMemoryFleetFeed implements FleetFeed {
  private final LinkedBlockingQueue<Consumer<FleetView>> changes = new LinkedBlockingQueue<>();

  void add(Consumer<FleetView> change) {
    changes.add(change);
  }

  @Override
  public void poll(FleetView view, Duration timeout) {
    try {
      Consumer<FleetView> change = changes.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      while (change != null) {
        change.accept(view);
        change = changes.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean caughtUp() {
    return changes.isEmpty();
  }

  @Override
  public void close() {}
}
