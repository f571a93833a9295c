package io.millwright.dashboards.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

  private final HistorySettings settings;
  private final Supplier<TierAdmin> connect;
  private final Set<Tier> told = EnumSet.noneOf(Tier.class);
  private volatile boolean ready;

  /**
   * @param connect asks the server what kind it is
   */
  InfluxSchema(HistorySettings settings, Supplier<TierAdmin> connect) {
    this.settings = settings;
    this.connect = connect;
  }

  /**
   * Returns when all is there; at once if it was before.
   *
   * @throws HistoryUnavailableException if the server is away, or something is missing and may not
   *     be made; then the message holds the commands that make it
   */
  void ensure() {
    if (!ready) {
      check();
    }
  }

  /** After a failure: what was there may be gone. */
  void doubt() {
    ready = false;
  }

  private synchronized void check() {
    if (ready) {
      return;
    }
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
    ready = true;
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
