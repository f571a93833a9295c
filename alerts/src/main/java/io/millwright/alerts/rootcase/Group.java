package io.millwright.alerts.rootcase;

import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A group and its members. Mutable, of the desk alone. */
final class Group {
  GroupState state;
  final Set<String> members = new LinkedHashSet<>();
  final Set<AssetId> assets = new HashSet<>();
  final Set<Onset.Condition> conditions = new HashSet<>();

  /** Begin of its first and its last alarm. */
  Instant first = Instant.MAX;

  Instant last = Instant.MIN;

  /** Alarms whose condition holds. */
  int active;

  Group(GroupState state) {
    this.state = state;
  }

  boolean isMerged() {
    return state.mergedInto() != null;
  }

  void add(Onset onset) {
    members.add(onset.id());
    if (onset.kind() == Onset.Kind.ALARM) {
      assets.add(onset.assetId());
      conditions.add(onset.counted());
      first = onset.time().isBefore(first) ? onset.time() : first;
      last = onset.time().isAfter(last) ? onset.time() : last;
      active += onset.active() ? 1 : 0;
    }
  }

  /** Whether something at a time is no further from its alarms than the gap. */
  boolean isNear(Instant time, Duration gap) {
    return !time.isBefore(first.minus(gap)) && !time.isAfter(last.plus(gap));
  }

  /** Whether an alarm at a time could be one of it. */
  boolean takes(Instant time, RootCaseRule rule) {
    Instant from = time.isBefore(first) ? time : first;
    Instant to = time.isAfter(last) ? time : last;
    return isNear(time, rule.gap()) && Duration.between(from, to).compareTo(rule.span()) <= 0;
  }
}
