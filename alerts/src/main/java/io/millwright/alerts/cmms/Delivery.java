package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.CmmsLink.Backlog;
import io.millwright.contracts.advisory.CmmsLink.GivenUp;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One work order on its way to the maintenance system. Every change is a new link; the caller
 * stores it.
 *
 * <pre>
 *             attempt                 delivered
 *   Waiting -----------&gt; Attempted --------------&gt; Delivered --+
 *      ^                  |      |                             | newer revision
 *      |   failed         |      | failed for good             |
 *      +------------------+      v                             |
 *      |       replay, newer revision                          |
 *      +------------------- Given up --- dismissed             |
 *      +-------------------------------------------------------+
 * </pre>
 *
 * <p>An attempt to create is stored just before it is made, after the search, with a next attempt
 * that leaves it time to settle: whoever takes over after a crash waits that long, and searches
 * first.
 *
 * @param partition that the order belongs to
 * @param order latest snapshot; null if it is not known (yet) or nothing more is to be done with it
 * @param link as stored; null if nothing was ever tried
 * @param since when the oldest undelivered change was told
 */
record Delivery(int partition, @Nullable WorkOrder order, @Nullable CmmsLink link, Instant since) {

  /** Whether a person still has to decide about it or to do it. */
  static boolean live(WorkOrder order) {
    return order.status() == Status.REQUESTED || order.status() == Status.APPROVED;
  }

  /** Whether it takes a request back; of what people have taken over, nothing is taken back. */
  static boolean takesBack(WorkOrder order) {
    return order.status() == Status.WITHDRAWN || order.status() == Status.REJECTED;
  }

  /** Whether the maintenance system lacks something, given up or not. */
  boolean undelivered() {
    if (order == null) {
      return false;
    }
    if (link == null) {
      return live(order);
    }
    // Without a counterpart, an attempt may still have made one that must be found and cancelled.
    return order.revision() > link.deliveredRevision()
        && (live(order) || link.externalId() != null || link.backlog() != null);
  }

  /** When it is to be tried next; empty if there is nothing to try. */
  Optional<Instant> due() {
    if (order == null || !undelivered()) {
      return Optional.empty();
    }
    if (link == null || link.backlog() == null) {
      return Optional.of(since);
    }
    Backlog backlog = link.backlog();
    GivenUp why = backlog.givenUp();
    if (why == null) {
      return Optional.ofNullable(backlog.nextAttempt());
    }
    return order.revision() > backlog.revision() && revived(why, link, order)
        ? Optional.of(since)
        : Optional.empty();
  }

  /** What was given up is tried again when there is something new to say. */
  private static boolean revived(GivenUp why, CmmsLink link, WorkOrder order) {
    // What a person deleted is not made anew by itself; but an end needs no counterpart. What a
    // person dismissed was some news, not the end of the order that stands there.
    return switch (why) {
      case DISMISSED -> !live(order) && link.externalId() != null;
      case GONE -> !live(order);
      default -> true;
    };
  }

  /** Whether nothing more will come of it unless a new snapshot is told. */
  boolean settled() {
    if (order == null || undelivered() || live(order)) {
      return false;
    }
    if (link == null || link.externalId() == null) {
      return true;
    }
    boolean unreported = link.status() == ExternalStatus.DONE && !link.reported();
    return link.status() != null && link.status().ended() && !unreported;
  }

  /** With what is known of the order from now on. */
  Delivery with(@Nullable WorkOrder snapshot, Instant since) {
    return new Delivery(partition, snapshot, link, since);
  }

  /** With a changed link. */
  Delivery with(CmmsLink changed) {
    return new Delivery(partition, order, changed, since);
  }

  /**
   * An attempt is about to be made. A request that was withdrawn there and is asked for again
   * begins a new round, for a cancelled order comes back to life in hardly any system.
   *
   * @param installation goes into the reference
   * @param settle how long nobody else may try
   */
  CmmsLink attempt(String installation, String cmms, Duration settle, Instant now) {
    WorkOrder wanted = known();
    Backlog before = link == null ? null : link.backlog();
    Backlog running =
        new Backlog(
            wanted.revision(),
            before == null ? 1 : before.attempts() + 1,
            before == null ? since : before.since(),
            now.plus(settle),
            before == null ? null : before.lastError(),
            null);
    if (link == null || againAfterWithdrawal(link, wanted)) {
      int round = link == null ? 1 : link.round() + 1;
      String reference = OrderReference.of(installation, wanted.workOrderId(), round);
      int version = link == null ? 1 : link.version() + 1;
      return fresh(wanted, reference, cmms, version, round, running, now);
    }
    return changed(link, link.deliveredRevision(), link.withdrawn(), running, now);
  }

  private static boolean againAfterWithdrawal(CmmsLink link, WorkOrder wanted) {
    return live(wanted)
        && link.externalId() != null
        && link.withdrawn()
        && link.status() != null
        && link.status().ended();
  }

  /**
   * The maintenance system has the latest snapshot, or need not have it.
   *
   * @param seen its order, null if there never was one
   */
  CmmsLink delivered(@Nullable ExternalOrder seen, Instant now) {
    WorkOrder wanted = known();
    CmmsLink done =
        changed(stored(), wanted.revision(), wanted.status() == Status.WITHDRAWN, null, now);
    return seen == null ? done : with(done).seen(seen, now);
  }

  /** How the order stands there. */
  CmmsLink seen(ExternalOrder seen, Instant now) {
    CmmsLink l = stored();
    // What one look does not tell, such as which comment was sent last, is still so.
    Map<String, String> extra = new HashMap<>(l.extra());
    extra.putAll(seen.extra());
    return new CmmsLink(
        l.workOrderId(),
        l.version() + 1,
        l.assetId(),
        l.cmms(),
        l.round(),
        l.reference(),
        seen.id(),
        seen.status(),
        extra,
        l.deliveredRevision(),
        l.withdrawn(),
        l.reported() || (seen.status() == ExternalStatus.DONE && seen.outcome() != null),
        l.backlog(),
        now);
  }

  /** The attempt failed and is to be repeated. */
  CmmsLink failed(String error, Instant nextAttempt, Instant now) {
    return waiting(backlog(), error, nextAttempt, null, now);
  }

  /** It is not tried any more. */
  CmmsLink givenUp(GivenUp why, String error, Instant now) {
    return waiting(backlog(), error, null, why, now);
  }

  /** Its counterpart is not there any more, whether or not there was something to deliver. */
  CmmsLink gone(String error, Instant now) {
    CmmsLink l = stored();
    Backlog b =
        l.backlog() == null
            ? new Backlog(known().revision(), 0, now, null, null, null)
            : l.backlog();
    return waiting(b, error, null, GivenUp.GONE, now);
  }

  /** A person wants it tried again; a counterpart that is gone is made anew. */
  CmmsLink replayed(String installation, Instant now) {
    Backlog b = backlog();
    Backlog again = new Backlog(b.revision(), 0, now, now, b.lastError(), null);
    CmmsLink l = stored();
    if (b.givenUp() != GivenUp.GONE) {
      return changed(l, l.deliveredRevision(), l.withdrawn(), again, now);
    }
    String reference = OrderReference.of(installation, l.workOrderId(), l.round() + 1);
    return fresh(known(), reference, l.cmms(), l.version() + 1, l.round() + 1, again, now);
  }

  /** What seemed gone is there, and gets what it lacks. */
  CmmsLink back(ExternalOrder there, Instant now) {
    CmmsLink l = stored();
    Backlog b = backlog();
    Backlog again =
        known().revision() > l.deliveredRevision()
            ? new Backlog(b.revision(), 0, now, now, b.lastError(), null)
            : null;
    // It stays unheard how it stands there: the delivery or the Ear tells it.
    return new CmmsLink(
        l.workOrderId(),
        l.version() + 1,
        l.assetId(),
        l.cmms(),
        l.round(),
        l.reference(),
        there.id(),
        l.status(),
        l.extra(),
        l.deliveredRevision(),
        l.withdrawn(),
        l.reported(),
        again,
        now);
  }

  private CmmsLink waiting(
      Backlog b, String error, @Nullable Instant next, @Nullable GivenUp why, Instant now) {
    CmmsLink l = stored();
    return changed(
        l,
        l.deliveredRevision(),
        l.withdrawn(),
        new Backlog(b.revision(), b.attempts(), b.since(), next, error, why),
        now);
  }

  private static CmmsLink fresh(
      WorkOrder wanted,
      String reference,
      String cmms,
      int version,
      int round,
      Backlog backlog,
      Instant now) {
    return new CmmsLink(
        wanted.workOrderId(),
        version,
        wanted.assetId(),
        cmms,
        round,
        reference,
        null,
        null,
        Map.of(),
        0,
        false,
        false,
        backlog,
        now);
  }

  private static CmmsLink changed(
      CmmsLink l, int revision, boolean withdrawn, @Nullable Backlog backlog, Instant now) {
    return new CmmsLink(
        l.workOrderId(),
        l.version() + 1,
        l.assetId(),
        l.cmms(),
        l.round(),
        l.reference(),
        l.externalId(),
        l.status(),
        l.extra(),
        revision,
        withdrawn,
        l.reported(),
        backlog,
        now);
  }

  private WorkOrder known() {
    if (order == null) {
      throw new IllegalStateException("the order of a delivery is not known");
    }
    return order;
  }

  private CmmsLink stored() {
    if (link == null) {
      throw new IllegalStateException("nothing was tried for a delivery");
    }
    return link;
  }

  private Backlog backlog() {
    Backlog backlog = stored().backlog();
    if (backlog == null) {
      throw new IllegalStateException("nothing waits in a delivery");
    }
    return backlog;
  }
}
