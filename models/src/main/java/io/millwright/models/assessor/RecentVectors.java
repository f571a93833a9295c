package io.millwright.models.assessor;

import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a point that were accepted last, by time and content: tells a repetition from a
 * contradiction. The stage that makes features delivers at least once and each point in order, so
 * that after its restart older vectors come again, many at once. Mutable, one owner thread.
 */
final class RecentVectors {
  /** A choice: a kilobyte a point, a minute of frames of a second. */
  private static final int MOST = 64;

  private final Deque<Seen> seen = new ArrayDeque<>(MOST);

  private record Seen(Instant time, int content) {}

  /**
   * Judges a vector by what was accepted before; null if it is newer. One that is older than all
   * that is remembered can only be a repetition; what stands between remembered ones, and is none
   * of them, was never accepted.
   */
  @Nullable Verdict settle(Instant time, int content) {
    Instant newest = newest();
    if (newest == null || time.isAfter(newest)) {
      return null;
    }
    for (Seen known : seen) {
      if (known.time.equals(time)) {
        return known.content == content
            ? new Verdict.Redelivered()
            : new Verdict.Rejected(
                RejectionReason.DUPLICATE_TIME,
                "features of " + time + " with other values were accepted before");
      }
    }
    return time.isBefore(seen.getFirst().time)
        ? new Verdict.Redelivered()
        : new Verdict.Rejected(
            RejectionReason.OUT_OF_ORDER,
            "older than the newest features of " + newest + ", and never accepted");
  }

  /** Remembers one that is newer than all before. */
  void add(Instant time, int content) {
    if (seen.size() == MOST) {
      seen.removeFirst();
    }
    seen.addLast(new Seen(time, content));
  }

  /** Time of the newest; null before the first. */
  @Nullable Instant newest() {
    return seen.isEmpty() ? null : seen.getLast().time;
  }

  void write(SnapshotWriter out) {
    out.put(seen.size());
    seen.forEach(known -> out.put(known.time).put(known.content));
  }

  void read(SnapshotReader in) {
    seen.clear();
    for (int left = in.readCount(); left > 0; left--) {
      seen.addLast(new Seen(Objects.requireNonNull(in.readInstant(), "time"), in.readInt()));
    }
  }
}
