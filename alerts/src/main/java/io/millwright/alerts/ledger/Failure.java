package io.millwright.alerts.ledger;

import static io.millwright.alerts.ledger.Items.mayBeSame;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a machine or of an item of it (ISO 14224: loss of ability to perform as required),
 * from when it was told to have failed until it was restored. What is down cannot fail again: all
 * that is told of it until then is the same failure.
 *
 * @param at when it failed
 * @param itemId maintainable item; null if nobody says which
 * @param told the signals of it, first the one that began it
 * @param restoredAt first repair, maintenance or start after it; null if none was told
 * @param overBy when it is over at the latest, even if nobody tells so
 */
record Failure(
    Instant at,
    @Nullable String itemId,
    List<Signal> told,
    @Nullable Instant restoredAt,
    Instant overBy) {
  Failure {
    told = List.copyOf(told);
  }

  /** Time to restoration (EN 13306); null while it lasts. */
  @Nullable Duration downtime() {
    return restoredAt == null ? null : Duration.between(at, restoredAt);
  }

  /** Whether the machine was down at a time after it had failed. */
  boolean lasts(Instant time) {
    return time.isBefore(restoredAt == null ? overBy : restoredAt);
  }

  /**
   * The failures that signals tell of, oldest first; in whatever order they were heard.
   *
   * @param longest after which a failure is over at the latest
   */
  static List<Failure> of(List<Signal> signals, Duration longest) {
    List<Failure> failures = new ArrayList<>();
    signals.stream()
        .sorted(
            Comparator.comparing(Signal::time)
                .thenComparing(Signal::kind)
                .thenComparing(Signal::source)
                .thenComparing(Signal::id))
        .forEach(s -> take(failures, s, longest));
    return List.copyOf(failures);
  }

  private static void take(List<Failure> failures, Signal s, Duration longest) {
    boolean known = false;
    for (int i = 0; i < failures.size(); i++) {
      Failure f = failures.get(i);
      if (f.restoredAt == null && f.lasts(s.time()) && mayBeSame(f.itemId, s.itemId())) {
        known = true;
        failures.set(i, f.with(s));
      }
    }
    if (!known && s.kind() == Signal.Kind.FAILED) {
      failures.add(new Failure(s.time(), s.itemId(), List.of(s), null, s.time().plus(longest)));
    }
  }

  private Failure with(Signal s) {
    List<Signal> all = new ArrayList<>(told);
    all.add(s);
    return new Failure(
        at,
        itemId == null ? s.itemId() : itemId,
        all,
        s.kind() == Signal.Kind.RESTORED ? s.time() : null,
        overBy);
  }
}
