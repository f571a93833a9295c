package io.millwright.models.operation;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shaft speed by scans, for signals that are taken between them. Mutable, one owner thread. */
public final class ShaftSpeedHistory {
  private static final byte VERSION = 1;

  /** Kept values; a choice that bounds memory to some 8 KB. */
  private static final int MOST = 256;

  /** A value that differs by less is no news; below the resolution of any envelope spectrum. */
  private static final double NEWS = 0.001;

  private final Duration freshness;
  private final Deque<Speed> speeds = new ArrayDeque<>();

  /** Time of the newest scan, whether its value was kept or not. */
  private @Nullable Instant newest;

  private record Speed(Instant time, double rpm) {}

  /**
   * A history without a value.
   *
   * @param freshness how long a value speaks for what comes after it
   */
  public ShaftSpeedHistory(Duration freshness) {
    this.freshness = freshness;
  }

  /**
   * Takes a value; one that is not newer than the newest is ignored.
   *
   * @param rpm not finite or below zero: unknown from then on
   */
  public void scanned(Instant time, double rpm) {
    if (newest != null && !time.isAfter(newest)) {
      return;
    }
    newest = time;
    Speed last = speeds.peekLast();
    double known = Double.isFinite(rpm) && rpm >= 0 ? rpm : Double.NaN;
    boolean news =
        last == null
            || Double.isNaN(known)
            || !(Math.abs(known - last.rpm()) <= NEWS * last.rpm())
            // Well before the one kept grows stale.
            || time.isAfter(last.time().plus(freshness.dividedBy(2)));
    if (news) {
      speeds.addLast(new Speed(time, known));
      if (speeds.size() > MOST) {
        speeds.removeFirst();
      }
    }
  }

  /** Whether no later scan could change what {@link #at} says of this time. */
  public boolean isSettled(Instant time) {
    return newest != null && !time.isAfter(newest);
  }

  /** Newest value at or before a time, in rpm; NaN if there is none or it is stale. */
  public double at(Instant time) {
    for (Iterator<Speed> newestFirst = speeds.descendingIterator(); newestFirst.hasNext(); ) {
      Speed speed = newestFirst.next();
      if (!speed.time().isAfter(time)) {
        return time.isAfter(speed.time().plus(freshness)) ? Double.NaN : speed.rpm();
      }
    }
    return Double.NaN;
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION).put(newest).put(speeds.size());
    for (Speed s : speeds) {
      out.put(s.time()).put(s.rpm());
    }
  }

  /** Takes over what {@link #write} wrote. */
  public void read(SnapshotReader in) {
    if (in.readByte() != VERSION) {
      throw new IllegalArgumentException("history of shaft speed of an unknown version");
    }
    newest = in.readInstant();
    for (int left = in.readCount(); left > 0; left--) {
      speeds.addLast(
          new Speed(Objects.requireNonNull(in.readInstant(), "time of a speed"), in.readDouble()));
    }
  }
}
