package io.millwright.alerts.rootcase;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many alarms that are alone began in each place, by the minute: what cannot be is not built.
 */
final class Begins {
  private final Map<Place, TreeMap<Long, Integer>> byPlace = new HashMap<>();

  void add(Onset onset, int one) {
    for (Place place : onset.place().fromTheTop()) {
      TreeMap<Long, Integer> minutes = byPlace.computeIfAbsent(place, p -> new TreeMap<>());
      if (minutes.merge(minute(onset.time()), one, Integer::sum) == 0) {
        minutes.remove(minute(onset.time()));
        if (minutes.isEmpty()) {
          byPlace.remove(place);
        }
      }
    }
  }

  /** At least as many as began in a place no further than a span from a time. */
  int around(Place place, Instant time, Duration span) {
    TreeMap<Long, Integer> minutes = byPlace.get(place);
    return minutes == null
        ? 0
        : minutes
            .subMap(minute(time.minus(span)), true, minute(time.plus(span)), true)
            .values()
            .stream()
            .mapToInt(n -> n)
            .sum();
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60L);
  }
}
