package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Computes the coarser tiers of stale hours from the raw tier. Which hours are stale is known to
 * the store, too: the mark of an hour is written together with the first point of it, and taken
 * away after the hour was computed. So a process that is killed at any instant finds at its next
 * start what is left to do. Owned by the thread that commits the batches.
 */
public final class RollUps {
  /** What a store does for it. */
  interface Computation {
    /** Passes on every hour that is marked as stale. */
    void marks(Marked marked);

    /**
     * Computes the tiers of some hours from all that the store accepted of them, and returns when a
     * read finds the result.
     */
    void compute(StaleHours.Run run, Refusals refusals);

    /** Takes the marks of hours away. */
    void unmark(Trend trend, AssetId asset, List<Long> hours);

    /** Drops what is older than its tier is kept, where the store does not do so by itself. */
    void dropOld();
  }

  /** Takes an hour that is marked in the store. */
  @FunctionalInterface
  interface Marked {
    void hour(Trend trend, AssetId asset, long hour);
  }

  private static final long DROP_EVERY_MILLIS = 600_000;

  private final StaleHours stale;
  private final Computation store;
  private final InstantSource clock;
  private boolean loaded;
  private long droppedAt;

  RollUps(StaleHours stale, Computation store, InstantSource clock) {
    this.stale = stale;
    this.store = store;
    this.clock = clock;
    this.droppedAt = clock.millis();
  }

  /**
   * Computes some hours of one asset, if any are due.
   *
   * @return whether there were any
   * @throws HistoryUnavailableException if the store does not answer; the hours stay stale
   */
  public boolean step(Refusals refusals) {
    prepare();
    return compute(stale.next(clock.millis()), refusals);
  }

  /** Computes all that is stale, due or not. */
  public void finish(Refusals refusals) {
    prepare();
    while (compute(stale.any(clock.millis()), refusals)) {
      // the next one
    }
  }

  /** How many hours of an asset and measurement are yet to be computed. */
  public int waiting() {
    return stale.size();
  }

  /** To be called when batches were given up without a commit: their marks went with them. */
  void doubtMarks() {
    stale.doubt();
  }

  /** Whether computing must not wait for a better moment, because memory is bounded. */
  boolean pressing() {
    return stale.pressing();
  }

  private void prepare() {
    long now = clock.millis();
    if (!loaded) {
      store.marks((trend, asset, hour) -> stale.load(trend, asset, hour, now));
      loaded = true;
    }
    if (now - droppedAt >= DROP_EVERY_MILLIS) {
      droppedAt = now;
      store.dropOld();
    }
  }

  private boolean compute(Optional<StaleHours.Run> due, Refusals refusals) {
    if (due.isEmpty()) {
      return false;
    }
    StaleHours.Run run = due.get();
    boolean ended = false;
    try {
      store.compute(run, refusals);
      List<Long> fresh = stale.untouched(run);
      store.unmark(run.trend(), run.asset(), fresh);
      stale.end(run, fresh);
      ended = true;
    } finally {
      if (!ended) {
        stale.failed(run, clock.millis());
      }
    }
    return true;
  }
}
