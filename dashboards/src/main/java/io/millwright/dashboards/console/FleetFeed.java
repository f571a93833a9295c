package io.millwright.dashboards.console;

import java.time.Duration;

/** Where the fleet's state comes from. Used by one thread. */
interface FleetFeed extends AutoCloseable {
  /** Applies what has come since the last call to the view, waiting for it at most so long. */
  void poll(FleetView view, Duration timeout);

  /** Whether everything that was there at the start has been applied. */
  boolean caughtUp();

  @Override
  void close();
}
