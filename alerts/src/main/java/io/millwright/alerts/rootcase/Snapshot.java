package io.millwright.alerts.rootcase;

import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.asset.AssetId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What people are told of a group. */
final class Snapshot {
  /** Ids that are listed; the others are counted. */
  static final int LISTED = 100;

  private Snapshot() {}

  /**
   * @param members of the group, at least one alarm
   */
  static RootCase of(Group group, List<Onset> members) {
    Set<AssetId> tripped =
        of(Onset.Kind.TRIP, members).stream().map(Onset::assetId).collect(Collectors.toSet());
    List<Onset> alarms =
        of(Onset.Kind.ALARM, members).stream()
            .sorted(
                Comparator.comparing(Onset::time)
                    .thenComparing(alarm -> !tripped.contains(alarm.assetId()))
                    .thenComparing(Onset::criticality)
                    .thenComparing(Onset::subject))
            .toList();
    Onset root = alarms.get(0);
    List<Onset> consequences = alarms.subList(1, alarms.size());
    List<Onset> cases = of(Onset.Kind.CASE, members);
    Map<AlarmCondition, Integer> conditions = new EnumMap<>(AlarmCondition.class);
    for (Onset alarm : alarms) {
      if (alarm.condition() != null) {
        conditions.merge(alarm.condition(), 1, Integer::sum);
      }
    }
    GroupState state = group.state;
    return new RootCase(
        state.id(),
        state.revision(),
        group.active > 0 ? RootCase.Status.OPEN : RootCase.Status.CLOSED,
        state.place().scope(),
        root.subject(),
        root.assetId(),
        root.reason(),
        alarms.size(),
        group.assets.size(),
        conditions,
        consequences.stream().limit(LISTED).map(Onset::subject).toList(),
        Math.max(0, consequences.size() - LISTED),
        cases.stream().limit(LISTED).map(Onset::subject).toList(),
        Math.max(0, cases.size() - LISTED),
        state.flood(),
        root.time(),
        state.updatedAt(),
        explanation(group, root, alarms.size(), tripped.contains(root.assetId())),
        root.origin(),
        "grouped by a machine: Millwright, by time and place");
  }

  private static List<Onset> of(Onset.Kind kind, List<Onset> members) {
    return members.stream()
        .filter(onset -> onset.kind() == kind)
        .sorted(Comparator.comparing(Onset::time).thenComparing(Onset::subject))
        .toList();
  }

  private static String explanation(Group group, Onset root, int alarms, boolean tripped) {
    Place place = group.state.place();
    String where =
        place.asset() != null
            ? " on " + place.words()
            : String.format(
                " on %d of %d machines of %s",
                group.assets.size(), group.state.machines(), place.words());
    return alarms
        + " alarms"
        + where
        + " began between "
        + group.first
        + " and "
        + group.last
        + "; the first of them on "
        + root.assetId()
        + (tripped ? ", which tripped" : "")
        + ". Grouped by a machine, by time and place alone: a suspicion, not a finding."
        + (group.state.flood() ? " The plant was in alarm flood." : "");
  }
}
