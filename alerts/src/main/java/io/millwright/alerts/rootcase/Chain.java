package io.millwright.alerts.rootcase;

import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Alarms and groups of one place that follow one another, around an alarm: each begins within the
 * gap of another one, all within the span. A group is taken whole or not at all.
 */
final class Chain {
  final Place place;
  final List<Onset> alone = new ArrayList<>();
  final List<Group> groups = new ArrayList<>();
  private Instant from;
  private Instant to;

  /**
   * @param others that are alone; those next to the alarm first, so that one pass finds most
   * @param all groups that may be taken
   */
  Chain(Place place, Onset onset, List<Onset> others, List<Group> all, RootCaseRule rule) {
    this.place = place;
    from = onset.time();
    to = onset.time();
    alone.add(onset);
    boolean[] taken = new boolean[others.size()];
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Group group : all) {
        if (!groups.contains(group) && extend(group.first, group.last, rule)) {
          groups.add(group);
          grown = true;
        }
      }
      for (int i = 0; i < taken.length; i++) {
        Instant time = others.get(i).time();
        if (!taken[i] && extend(time, time, rule)) {
          alone.add(others.get(i));
          taken[i] = true;
          grown = true;
        }
      }
    }
  }

  private boolean extend(Instant first, Instant last, RootCaseRule rule) {
    Instant earliest = first.isBefore(from) ? first : from;
    Instant latest = last.isAfter(to) ? last : to;
    if (first.isAfter(to.plus(rule.gap()))
        || last.isBefore(from.minus(rule.gap()))
        || Duration.between(earliest, latest).compareTo(rule.span()) > 0) {
      return false;
    }
    from = earliest;
    to = latest;
    return true;
  }

  /**
   * Whether the place as a whole is concerned: it has a group already; or the conditions are enough
   * and the machines a share of all, and so they are in those of its parts that only this place
   * holds together. Else a trip of one area would draw in whatever happens in another one.
   *
   * @param machines that are declared in a place
   * @param own those of them that are in no part of it
   */
  boolean concernsAll(RootCaseRule rule, ToIntFunction<Place> machines, ToIntFunction<Place> own) {
    if (groups.stream().anyMatch(g -> g.state.place().equals(place))) {
      return true;
    }
    if (!place.equals(common()) || !isEnough(rule)) {
      return false;
    }
    if (place.asset() != null) {
      return true;
    }
    Map<Place, Integer> parts = assetsByPart();
    int concerned = 0;
    Place common = null;
    for (Map.Entry<Place, Integer> part : parts.entrySet()) {
      int there = (part.getKey().equals(place) ? own : machines).applyAsInt(part.getKey());
      concerned += part.getValue();
      if (there > 0 && part.getValue() >= rule.share() * there) {
        common = common == null ? part.getKey() : common.common(part.getKey());
      }
    }
    return concerned >= 2
        && place.equals(common)
        && concerned >= rule.share() * machines.applyAsInt(place);
  }

  /** A group was enough when it was made. */
  private boolean isEnough(RootCaseRule rule) {
    return !groups.isEmpty()
        || alone.stream().map(Onset::counted).distinct().limit(rule.atLeast()).count()
            == rule.atLeast();
  }

  private Map<Place, Integer> assetsByPart() {
    Map<Place, Set<AssetId>> ofGroups = new HashMap<>();
    groups.forEach(g -> ofGroups.merge(place.part(g.state.place()), g.assets, Chain::union));
    Map<Place, Set<AssetId>> others = new HashMap<>();
    for (Onset onset : alone) {
      Place part = place.part(onset.place());
      if (!ofGroups.getOrDefault(part, Set.of()).contains(onset.assetId())) {
        others.computeIfAbsent(part, p -> new HashSet<>()).add(onset.assetId());
      }
    }
    Map<Place, Integer> counts = new HashMap<>();
    ofGroups.forEach((part, assets) -> counts.merge(part, assets.size(), Integer::sum));
    others.forEach((part, assets) -> counts.merge(part, assets.size(), Integer::sum));
    return counts;
  }

  private static Set<AssetId> union(Set<AssetId> some, Set<AssetId> others) {
    Set<AssetId> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** Deepest place of all that it holds. */
  Place common() {
    @Nullable Place common = null;
    for (Onset onset : alone) {
      common = common == null ? onset.place() : common.common(onset.place());
    }
    for (Group group : groups) {
      common = common == null ? group.state.place() : common.common(group.state.place());
    }
    return common == null ? place : common;
  }
}
