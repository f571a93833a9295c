package io.millwright.alerts.notification.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition is delivered. Addresses are not equally quick: what is delivered beyond the
 * first that waits is noted beside the committed offset, so that a restart does not repeat it; as
 * much as fits, beginning with the oldest. Owned by one thread.
 */
final class DeliveredOffsets {
  /** Kafka's default for {@code offset.metadata.max.bytes} is 4096. */
  private static final int MOST_METADATA = 4000;

  private final TreeMap<Long, Parcel> waiting = new TreeMap<>();
  private final NavigableSet<Long> doneBefore = new TreeSet<>();
  private final NavigableSet<Long> done = new TreeSet<>();
  private long next = -1;
  private @Nullable OffsetAndMetadata committed;

  /** Goes on from what was committed; null if nothing was. */
  DeliveredOffsets(@Nullable OffsetAndMetadata committed) {
    if (committed != null) {
      next = committed.offset();
      for (String range : committed.metadata().split(",")) {
        String[] ends = range.split("-");
        if (range.matches("\\d{1,18}-\\d{1,18}")) {
          for (long o = Long.parseLong(ends[0]); o <= Long.parseLong(ends[1]); o++) {
            doneBefore.add(o);
          }
        }
      }
    }
  }

  /** Whether a record that was read was delivered before a restart. */
  boolean isDone(long offset) {
    return doneBefore.contains(offset);
  }

  /** A record was read that is to be delivered. */
  void begin(long offset, Parcel parcel) {
    waiting.put(offset, parcel);
    next = Math.max(next, offset + 1);
  }

  /** A record is delivered, given up, or was none to deliver. */
  void end(long offset) {
    waiting.remove(offset);
    done.add(offset);
    next = Math.max(next, offset + 1);
  }

  int waiting() {
    return waiting.size();
  }

  Collection<Parcel> parcels() {
    return List.copyOf(waiting.values());
  }

  /** What to commit; null if it is what was committed last. */
  @Nullable OffsetAndMetadata committable() {
    if (next < 0) {
      return null;
    }
    Map.Entry<Long, Parcel> first = waiting.firstEntry();
    long offset = first == null ? next : first.getKey();
    done.headSet(offset).clear();
    OffsetAndMetadata now = new OffsetAndMetadata(offset, ranges());
    return now.equals(committed) ? null : now;
  }

  void committed(OffsetAndMetadata offset) {
    committed = offset;
  }

  private String ranges() {
    StringBuilder ranges = new StringBuilder();
    long from = -1;
    long to = -2;
    for (long offset : done) {
      if (offset != to + 1 && to >= 0) {
        if (ranges.length() > MOST_METADATA - 40) {
          return ranges.toString();
        }
        ranges.append(ranges.isEmpty() ? "" : ",").append(from).append('-').append(to);
      }
      from = offset == to + 1 ? from : offset;
      to = offset;
    }
    return to < 0
        ? ""
        : ranges.append(ranges.isEmpty() ? "" : ",").append(from).append('-').append(to).toString();
  }
}
