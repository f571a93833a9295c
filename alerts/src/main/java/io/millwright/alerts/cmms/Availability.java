package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.CmmsException.Fate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the maintenance system answers. While it does not, it is asked by one exchange at a time
 * with growing pauses, whatever waits; so an outage costs each order at most a few attempts and the
 * system no flood when it comes back. Owned by one thread, but any may ask since when it is silent
 * or not heard; has no clock.
 */
final class Availability {
  private final RetryRule rule;
  private final String name;
  private int failures;
  private volatile @Nullable Instant silentSince;
  private @Nullable Instant closedUntil;
  private @Nullable Instant lastAnswer;
  private volatile String lastError = "";
  private volatile boolean misconfigured;
  private @Nullable Instant lastHeard;
  private volatile @Nullable Instant deafSince;
  private volatile String listeningError = "";

  Availability(RetryRule rule, String name) {
    this.rule = rule;
    this.name = name;
  }

  /** It did what was asked, or declined: it works. */
  void answered(Instant now) {
    failures = 0;
    silentSince = null;
    misconfigured = false;
    closedUntil = null;
    lastAnswer = now;
  }

  /** An exchange failed; a refusal is an answer, too. */
  void failed(CmmsException e, Instant now) {
    if (!e.systemic()) {
      if (e.fate() != Fate.MAPPING) { // which fails before anything is asked
        answered(now);
      }
      return;
    }
    failures++;
    silentSince = silentSince == null ? now : silentSince;
    misconfigured = e.fate() == Fate.MISCONFIGURED;
    lastError = String.valueOf(e.getMessage());
    Duration pause = rule.pause(failures, name);
    Duration asked = e.retryAfter();
    closedUntil = now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
  }

  /** Whether it may be asked. */
  boolean open(Instant now) {
    return closedUntil == null || !now.isBefore(closedUntil);
  }

  /** Whether it has answered anything after a time. */
  boolean answeredSince(Instant time) {
    return lastAnswer != null && lastAnswer.isAfter(time);
  }

  /** Whether it is silent because it takes nothing from us as we are set up. */
  boolean misconfigured() {
    return misconfigured;
  }

  /** Since when it does not answer; null if it does. */
  @Nullable Instant silentSince() {
    return silentSince;
  }

  /** It told all changes up to now. */
  void heard(Instant now) {
    lastHeard = now;
    deafSince = null;
    listeningError = "";
  }

  /** It did not tell changes, whatever else it may do. */
  void notHeard(CmmsException e, Instant now) {
    listeningError = String.valueOf(e.getMessage());
    if (deafSince == null) {
      deafSince = lastHeard == null ? now : lastHeard;
    }
  }

  /** Partitions were handed over or taken: what was heard before is no measure any more. */
  void hearingBegins() {
    lastHeard = null;
    deafSince = null;
  }

  /** Up to when changes were heard, if the last question for them failed; null if it did not. */
  @Nullable Instant deafSince() {
    return deafSince;
  }

  /** Why they were not; empty if they were. */
  String listeningError() {
    return listeningError;
  }

  /** What it said, or did not say, last. */
  String lastError() {
    return lastError;
  }
}
