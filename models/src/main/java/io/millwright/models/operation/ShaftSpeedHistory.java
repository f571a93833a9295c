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

/**
 * Shaft speed by scans, for signals that are taken between them. Mutable, one owner thread.
 *
 * <p>Scans are small and may be read days before the signals beside them. So values stay until
 * {@link #forgetBefore} says that nobody will ask; only where too many gather are those dropped
 * that tell little, then the oldest: {@link #remembers} tells of which times.
 */
public final class ShaftSpeedHistory {
  private static final byte VERSION = 2;

  /** Kept values; a choice that bounds memory to some 90 KB where scans run ahead of signals. */
  private static final int MOST = 4096;

  /** What is left when there were too many, so that room is seldom made. */
  private static final int LEFT = MOST * 3 / 4;

  /** A value that differs by less is no news; below the resolution of any envelope spectrum. */
  private static final double NEWS = 0.001;

  /**
   * The same where there are too many: with {@link #NEWS} a speed is then known to half a percent,
   * a third of how far lines of a bearing are searched from where they are expected.
   */
  private static final double NEWS_WHEN_FULL = 0.004;

  private final Duration freshness;
  private final Deque<Speed> speeds = new ArrayDeque<>();

  /** Time of the newest scan, whether its value was kept or not. */
  private @Nullable Instant newest;

  /** Of times before it values were dropped; null if none was. */
  private @Nullable Instant since;

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
    Speed speed = new Speed(time, Double.isFinite(rpm) && rpm >= 0 ? rpm : Double.NaN);
    if (isNews(speed, speeds.peekLast(), NEWS)) {
      speeds.addLast(speed);
      if (speeds.size() > MOST) {
        makeRoom();
      }
    }
  }

  private boolean isNews(Speed speed, @Nullable Speed last, double news) {
    if (last == null || Double.isNaN(speed.rpm()) || Double.isNaN(last.rpm())) {
      return last == null || Double.isNaN(speed.rpm()) != Double.isNaN(last.rpm());
    }
    return Math.abs(speed.rpm() - last.rpm()) > news * last.rpm()
        // Well before the one kept grows stale.
        || speed.time().isAfter(last.time().plus(freshness.dividedBy(2)));
  }

  private void makeRoom() {
    Speed kept = null;
    for (Iterator<Speed> oldestFirst = speeds.iterator(); oldestFirst.hasNext(); ) {
      Speed speed = oldestFirst.next();
      if (isNews(speed, kept, NEWS_WHEN_FULL)) {
        kept = speed;
      } else {
        oldestFirst.remove();
      }
    }
    while (speeds.size() > LEFT) {
      dropOldest();
    }
  }

  private void dropOldest() {
    speeds.removeFirst();
    since = speeds.getFirst().time();
  }

  /** Drops what only times before this one would need. */
  public void forgetBefore(Instant time) {
    while (secondIsNotAfter(time)) {
      dropOldest();
    }
  }

  private boolean secondIsNotAfter(Instant time) {
    if (speeds.size() < 2) {
      return false;
    }
    Iterator<Speed> oldestFirst = speeds.iterator();
    oldestFirst.next();
    return !oldestFirst.next().time().isAfter(time);
  }

  /** Whether no later scan could change what {@link #at} says of this time. */
  public boolean isSettled(Instant time) {
    return newest != null && !time.isAfter(newest);
  }

  /** Whether nothing was dropped that would tell of this time. */
  public boolean remembers(Instant time) {
    return since == null || !time.isBefore(since);
  }

  /**
   * Newest value at or before a time, in rpm, or one that differs from it by up to half a percent;
   * NaN if there is none, if it is stale, or if it is not remembered.
   */
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
    out.put(VERSION).put(newest).put(since).put(speeds.size());
    for (Speed s : speeds) {
      out.put(s.time()).put(s.rpm());
    }
  }

  /** Takes over what {@link #write} wrote. */
  public void read(SnapshotReader in) {
    byte version = in.readByte();
    if (version != 1 && version != VERSION) {
      throw new IllegalArgumentException("history of shaft speed of an unknown version");
    }
    newest = in.readInstant();
    since = version == 1 ? null : in.readInstant();
    for (int left = in.readCount(); left > 0; left--) {
      speeds.addLast(
          new Speed(Objects.requireNonNull(in.readInstant(), "time of a speed"), in.readDouble()));
    }
  }
}
