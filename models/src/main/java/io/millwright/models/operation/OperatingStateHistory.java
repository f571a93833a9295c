package io.millwright.models.operation;

import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.OperatingStateRule.Source;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine was doing at a moment that need not be that of a scan, for signals that are taken
 * between scans. Mutable, one owner thread.
 *
 * <p>Between two scans that say the same, the machine did that; between two that differ, it was
 * TRANSIENT. With a rule on events the newest event counts. After the newest scan or event nothing
 * is certain yet: {@link #isSettled} tells whether waiting for another could change the answer.
 *
 * <p>Scans and events are small and may be read days before the signals beside them. So what they
 * say stays until {@link #forgetBefore} says that nobody will ask; where too much gathers the
 * oldest is dropped, and the state of its time is UNKNOWN again, which claims nothing.
 */
public final class OperatingStateHistory {
  private static final byte VERSION = 1;

  /**
   * Kept stretches of equal state, and kept events; choices that bound memory to some 60 and 30 KB
   * where scans or events run ahead of signals.
   */
  private static final int MOST_STRETCHES = 2048;

  private static final int MOST_EVENTS = 2048;
  private static final OperatingState[] STATES = OperatingState.values();
  private static final MachineEventType[] EVENTS = MachineEventType.values();

  private final OperatingStateRule rule;
  private final Duration freshness;
  private final OperatingStateTracker tracker;
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private final List<Happening> happenings = new ArrayList<>();

  private record Stretch(OperatingState state, Instant from, Instant to) {}

  private record Happening(MachineEventType type, Instant time) {}

  /**
   * A history that knows nothing yet.
   *
   * @param freshness how long a scan speaks for what comes after it
   */
  public OperatingStateHistory(OperatingStateRule rule, Duration freshness) {
    this.rule = rule;
    this.freshness = freshness;
    tracker = new OperatingStateTracker(rule);
  }

  /**
   * Takes a scan; one that is not newer than the newest is ignored.
   *
   * @param value of the rule's point; NaN if absent
   */
  public void scanned(Instant time, double value) {
    Stretch last = stretches.peekLast();
    if (rule.source() != Source.POINT || (last != null && !time.isAfter(last.to()))) {
      return;
    }
    OperatingState state = tracker.update(time, value);
    if (last != null && last.state() == state && !time.isAfter(last.to().plus(freshness))) {
      stretches.removeLast();
      stretches.addLast(new Stretch(state, last.from(), time));
    } else {
      stretches.addLast(new Stretch(state, time, time));
      if (stretches.size() > MOST_STRETCHES) {
        stretches.removeFirst();
      }
    }
  }

  /** Takes an event, in any order. */
  public void happened(MachineEventType type, Instant time) {
    boolean concerns =
        type == MachineEventType.START
            || type == MachineEventType.STOP
            || type == MachineEventType.TRIP;
    Happening happening = new Happening(type, time);
    if (rule.source() != Source.EVENT || !concerns || happenings.contains(happening)) {
      return;
    }
    happenings.add(happening);
    happenings.sort(Comparator.comparing(Happening::time));
    if (happenings.size() > MOST_EVENTS) {
      happenings.remove(0);
    }
  }

  /** Drops what only times before this one would need. */
  public void forgetBefore(Instant time) {
    while (stretches.size() > 1 && !second().from().isAfter(time)) {
      stretches.removeFirst();
    }
    // What came before a stop says nothing of what comes after it.
    int stop = happenings.size() - 1;
    while (stop > 0
        && (happenings.get(stop).type() == MachineEventType.START
            || happenings.get(stop).time().isAfter(time))) {
      stop--;
    }
    if (stop > 0) {
      happenings.subList(0, stop).clear();
    }
  }

  private Stretch second() {
    Iterator<Stretch> oldestFirst = stretches.iterator();
    oldestFirst.next();
    return oldestFirst.next();
  }

  /**
   * Whether no later scan, or event of one that is sent in order, could change what {@link #at}
   * says of this time.
   */
  public boolean isSettled(Instant time) {
    return switch (rule.source()) {
      case ALWAYS_RUNNING -> true;
      case EVENT ->
          !happenings.isEmpty() && happenings.get(happenings.size() - 1).time().isAfter(time);
      case POINT -> !stretches.isEmpty() && !time.isAfter(stretches.getLast().to());
    };
  }

  /** State at a time, as far as it is known now; UNKNOWN if it is not. */
  public OperatingState at(Instant time) {
    return switch (rule.source()) {
      case ALWAYS_RUNNING -> OperatingState.RUNNING;
      case EVENT -> byEvents(time);
      case POINT -> byScans(time);
    };
  }

  private OperatingState byEvents(Instant time) {
    OperatingStateTracker folded = new OperatingStateTracker(rule);
    for (Happening h : happenings) {
      if (!h.time().isAfter(time)) {
        folded.apply(h.type(), h.time());
      }
    }
    return folded.update(time, Double.NaN);
  }

  private OperatingState byScans(Instant time) {
    Stretch before = null;
    for (Stretch stretch : stretches) {
      if (stretch.from().isAfter(time)) {
        return before == null ? OperatingState.UNKNOWN : between(before, stretch);
      }
      if (!time.isAfter(stretch.to())) {
        return stretch.state();
      }
      before = stretch;
    }
    return before != null && !time.isAfter(before.to().plus(freshness))
        ? before.state()
        : OperatingState.UNKNOWN;
  }

  private static OperatingState between(Stretch a, Stretch b) {
    boolean unknown = a.state() == OperatingState.UNKNOWN || b.state() == OperatingState.UNKNOWN;
    // Two stretches of the same state are parted by a silence.
    return unknown || a.state() == b.state() ? OperatingState.UNKNOWN : OperatingState.TRANSIENT;
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION);
    tracker.write(out);
    out.put(stretches.size());
    for (Stretch s : stretches) {
      out.put((byte) s.state().ordinal()).put(s.from()).put(s.to());
    }
    out.put(happenings.size());
    for (Happening h : happenings) {
      out.put((byte) h.type().ordinal()).put(h.time());
    }
  }

  /** Takes over what {@link #write} wrote. */
  public void read(SnapshotReader in) {
    if (in.readByte() != VERSION) {
      throw new IllegalArgumentException("history of operating states of an unknown version");
    }
    tracker.read(in);
    for (int left = in.readCount(); left > 0; left--) {
      stretches.addLast(new Stretch(of(STATES, in.readByte()), time(in), time(in)));
    }
    for (int left = in.readCount(); left > 0; left--) {
      happenings.add(new Happening(of(EVENTS, in.readByte()), time(in)));
    }
  }

  private static <T> T of(T[] values, byte ordinal) {
    if (ordinal < 0 || ordinal >= values.length) {
      throw new IllegalArgumentException("no value of ordinal " + ordinal);
    }
    return values[ordinal];
  }

  private static Instant time(SnapshotReader in) {
    @Nullable Instant time = in.readInstant();
    if (time == null) {
      throw new IllegalArgumentException("a time is missing");
    }
    return time;
  }
}
