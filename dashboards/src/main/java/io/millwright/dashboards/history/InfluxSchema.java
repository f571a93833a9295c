package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that an InfluxDB has a bucket for every tier, before the first use rather than at
 * start, because the server may be away then. What is missing is made if that is allowed. How long
 * an existing bucket is kept is lengthened to what is configured, but never shortened: that deletes
 * data, and is a person's to do. Thread-safe.
 */
final class InfluxSchema {
  private static final Logger LOG = LoggerFactory.getLogger(InfluxSchema.class);

  /** Enough for a server that is there. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final HistorySettings settings;
  private final Supplier<TierAdmin> connect;
  private final LongSupplier nanos;
  private final Set<Tier> told = EnumSet.noneOf(Tier.class);
  private final ReentrantLock checking = new ReentrantLock();
  private volatile boolean ready;
  private volatile @Nullable Failure failure;

  private record Failure(HistoryUnavailableException why, long at) {}

  /**
   * @param connect asks the server what kind it is; may take long if that is away
   */
  InfluxSchema(HistorySettings settings, Supplier<TierAdmin> connect) {
    this(settings, connect, System::nanoTime);
  }

  InfluxSchema(HistorySettings settings, Supplier<TierAdmin> connect, LongSupplier nanos) {
    this.settings = settings;
    this.connect = connect;
    this.nanos = nanos;
  }

  /**
   * For writers, who have time and a back-off: returns when all is there; at once if it was before.
   *
   * @throws HistoryUnavailableException if the server is away, or something is missing and may not
   *     be made; then the message holds the commands that make it
   */
  void ensure() {
    if (!ready) {
      checking.lock();
      try {
        check();
      } finally {
        checking.unlock();
      }
    }
  }

  /**
   * For readers, whom somebody waits for: as {@link #ensure}, but fails within {@link #PATIENCE} if
   * another thread is finding out, and at once if one found a failure within {@link #REMEMBERED}.
   * So of many readers of a server that is away, one in a while waits for it.
   */
  void ensureSoon() {
    if (ready) {
      return;
    }
    failAsBefore();
    try {
      if (!checking.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HistoryUnavailableException("history store does not answer yet", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailableException("interrupted on the way to the history store", e);
    }
    try {
      failAsBefore(); // as the one waited for may have
      check();
    } finally {
      checking.unlock();
    }
  }

  private void failAsBefore() {
    Failure last = failure;
    if (!ready && last != null && nanos.getAsLong() - last.at < REMEMBERED.toNanos()) {
      throw new HistoryUnavailableException(String.valueOf(last.why.getMessage()), last.why);
    }
  }

  /** After a failure: what was there may be gone. */
  void doubt() {
    ready = false;
  }

  private void check() {
    if (ready) {
      return;
    }
    try {
      look();
      ready = true;
      failure = null;
    } catch (HistoryUnavailableException e) {
      failure = new Failure(e, nanos.getAsLong());
      throw e;
    }
  }

  private void look() {
    TierAdmin admin = connect.get();
    Map<Tier, Duration> existing = admin.existing();
    List<String> missing = new ArrayList<>();
    String why = "";
    for (Tier tier : Tier.values()) {
      Duration kept = settings.retention().of(tier);
      Duration now = existing.get(tier);
      if (now != null) {
        adjust(admin, tier, now, kept);
        continue;
      }
      if (settings.manage()) {
        try {
          admin.create(tier, kept);
          LOG.atInfo().addKeyValue("tier", tier.label()).log("History tier made");
          continue;
        } catch (HistoryUnavailableException e) {
          why = ", and may not be made: " + e.getMessage();
        }
      }
      missing.add(admin.command(tier, kept, false));
    }
    if (!missing.isEmpty()) {
      throw new HistoryUnavailableException(
          "tiers of the history are missing%s; make them with: %s"
              .formatted(why, String.join("; ", missing)),
          null);
    }
  }

  private void adjust(TierAdmin admin, Tier tier, Duration now, Duration kept) {
    if (now.equals(kept)) {
      return;
    }
    boolean lengthens = !now.isZero() && (kept.isZero() || kept.compareTo(now) > 0);
    String error = "it would delete data";
    if (lengthens && settings.manage()) {
      try {
        admin.keep(tier, kept);
        return;
      } catch (HistoryUnavailableException e) {
        error = String.valueOf(e.getMessage());
      }
    } else if (lengthens) {
      error = "manage is off";
    }
    if (!told.add(tier)) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("tier", tier.label())
        .addKeyValue("kept", now.isZero() ? "for ever" : now)
        .addKeyValue("configured", kept.isZero() ? "for ever" : kept)
        .addKeyValue("error", error)
        .addKeyValue("command", admin.command(tier, kept, true))
        .log("History tier is kept for another time than configured");
  }
}
