package io.millwright.dashboards.history;

import java.util.Map;
import java.util.TreeMap;

/**
 * Admits series until a measurement has as many as it may have: a mistake that makes a series of
 * every event would else cost the store its memory. Counted are the series seen by this process, by
 * 64-bit fingerprint, so that its own memory is bounded by 16 bytes a series. Thread-safe.
 */
final class SeriesGuard {
  private final int most;
  private final Map<String, Fingerprints> seen = new TreeMap<>();

  /**
   * @param most series of one measurement
   */
  SeriesGuard(int most) {
    this.most = most;
  }

  /** Whether a point of this series may be written; counts the series if it may. */
  synchronized boolean admits(String measurement, long fingerprint) {
    return seen.computeIfAbsent(measurement, m -> new Fingerprints()).add(fingerprint, most);
  }

  /** Series seen of each measurement. */
  synchronized Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    seen.forEach((measurement, series) -> counts.put(measurement, series.size));
    return counts;
  }

  /** Why a series is refused. */
  String reason(String measurement) {
    return "measurement %s has %d series already, the most that history.mostSeries allows"
        .formatted(measurement, most);
  }

  /**
   * FNV-1a of 64 bits (Fowler, Noll, Vo: The FNV Non-Cryptographic Hash Algorithm, RFC 9923), and
   * the finalizer of MurmurHash3, since the set looks at the low bits.
   */
  static long fingerprint(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** A set of numbers in one array, at most half full; 0 stands for an empty place. */
  private static final class Fingerprints {
    private long[] slots = new long[64];
    private int size;

    /** Whether it is in the set, where it is added unless there are so many. */
    boolean add(long fingerprint, int most) {
      long wanted = fingerprint == 0 ? 1 : fingerprint;
      int slot = slot(slots, wanted);
      if (slots[slot] == wanted) {
        return true;
      }
      if (size >= most) {
        return false;
      }
      slots[slot] = wanted;
      size++;
      if (size * 2 > slots.length) {
        grow();
      }
      return true;
    }

    private void grow() {
      long[] larger = new long[slots.length * 2];
      for (long old : slots) {
        if (old != 0) {
          larger[slot(larger, old)] = old;
        }
      }
      slots = larger;
    }

    private static int slot(long[] slots, long wanted) {
      int slot = (int) wanted & (slots.length - 1);
      while (slots[slot] != 0 && slots[slot] != wanted) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }
  }
}
