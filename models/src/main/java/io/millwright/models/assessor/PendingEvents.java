package io.millwright.models.assessor;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Machine events that wait for the scan they precede, and the ids of those lately seen. One owner
 * thread.
 */
final class PendingEvents {
  /**
   * An id older than so many others may come again unnoticed; its effect is then repeated, not
   * doubled.
   */
  private static final int MOST_IDS = 64;

  /** Beyond so many the oldest is let through: event time has stopped. */
  private static final int MOST_PENDING = 256;

  private static final MachineEventType[] TYPES = MachineEventType.values();
  private static final Comparator<MachineEvent> IN_TIME =
      Comparator.comparing(MachineEvent::time).thenComparing(MachineEvent::id);

  private final List<MachineEvent> pending = new ArrayList<>();
  private final Deque<String> seen = new ArrayDeque<>();

  /**
   * Queues an event by its time; one that was seen is ignored.
   *
   * @return an event that must act now because there is no more room; null if there is
   */
  @Nullable MachineEvent add(MachineEvent event) {
    if (seen.contains(event.id())) {
      return null;
    }
    if (seen.size() == MOST_IDS) {
      seen.removeFirst();
    }
    seen.addLast(event.id());
    pending.add(event);
    pending.sort(IN_TIME);
    return pending.size() > MOST_PENDING ? pending.remove(0) : null;
  }

  /** Takes out those that are not younger than the time, oldest first. */
  List<MachineEvent> takeUntil(Instant time) {
    if (pending.isEmpty()) {
      return List.of();
    }
    int count = 0;
    while (count < pending.size() && !pending.get(count).time().isAfter(time)) {
      count++;
    }
    List<MachineEvent> due = List.copyOf(pending.subList(0, count));
    pending.subList(0, count).clear();
    return due;
  }

  void write(SnapshotWriter out) {
    out.put(seen.size());
    seen.forEach(out::put);
    out.put(pending.size());
    for (MachineEvent e : pending) {
      out.put(e.id()).put(e.time()).put((byte) e.type().ordinal());
    }
  }

  /** Takes over what {@link #write} wrote: of an event only what it does. */
  void read(SnapshotReader in, AssetId asset) {
    int ids = in.readCount();
    for (int i = 0; i < ids; i++) {
      seen.addLast(in.readString());
    }
    int events = in.readCount();
    for (int i = 0; i < events; i++) {
      String id = in.readString();
      Instant time = Objects.requireNonNull(in.readInstant(), "time of event " + id);
      byte ordinal = in.readByte();
      if (ordinal < 0 || ordinal >= TYPES.length) {
        throw new IllegalArgumentException("no machine event type " + ordinal);
      }
      pending.add(
          new MachineEvent(
              id, asset, time, TYPES[ordinal], null, "snapshot", "snapshot", Origin.UNKNOWN));
    }
  }
}
