package io.millwright.alerts.rootcase;

import io.millwright.alerts.kpi.AlarmKpis;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Groups alarms that begin together, in event time, whatever the order in which machines tell. When
 * an alarm begins, the places above its machine are looked at from the plant down; the first one
 * that is concerned as a whole holds the group, under the deepest place that all members share.
 * Groups grow, widen and take smaller ones in; a late alarm joins the group of its time. A group is
 * closed when the conditions of all its alarms have returned.
 *
 * <p>What is told depends on the sequence of records alone; how often, on how often {@link #tell}
 * is asked. Memory: the alarms that were grouped and have not all returned, a bounded number of
 * closed groups and of alarms that stand alone. Mutable, one owner thread.
 */
public final class RootCaseDesk {
  /** Alarms that are remembered alone, the latest read; a group is made of those. */
  static final int ALONE_KEPT = 10_000;

  /** Closed groups that are remembered, so that a late alarm finds its group. */
  static final int CLOSED_KEPT = 50;

  private final RootCaseRule rule;
  private final Ledger ledger;
  private final Map<AssetId, Declared> declared = new HashMap<>();
  private final Map<Place, Integer> machines = new HashMap<>();
  private final Map<Place, Integer> own = new HashMap<>();
  private final Map<String, Onset> onsets = new HashMap<>();
  private final Map<String, String> latest = new HashMap<>(); // onset of what may come again
  private final NavigableSet<Moment> alarms = new TreeSet<>();
  private final NavigableSet<Moment> alone = new TreeSet<>();
  private final Begins begins = new Begins(); // of alarms alone
  private final TreeMap<Long, String> arrivals = new TreeMap<>(); // of those alone
  private final TreeMap<String, Group> groups = new TreeMap<>();
  private long arrived;

  private record Declared(Place place, Criticality criticality) {}

  private record Moment(Instant time, String id) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
        Comparator.comparing(Moment::time).thenComparing(Moment::id);

    static Moment of(Onset onset) {
      return new Moment(onset.time(), onset.id());
    }

    @Override
    public int compareTo(Moment other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A root case that has changed.
   *
   * @param id of it
   * @param snapshot as it is now; null if it went into a wider one
   */
  public record Told(String id, @Nullable RootCase snapshot) {}

  /**
   * @param ledger is told every change
   */
  public RootCaseDesk(RootCaseRule rule, Ledger ledger) {
    this.rule = rule;
    this.ledger = ledger;
  }

  /** Takes up a group from the ledger. All groups come before the onsets. */
  public void restore(GroupState state) {
    groups.put(state.id(), new Group(state));
  }

  /** Takes up an onset from the ledger. All come before anything else is taken. */
  public void restore(Onset onset) {
    arrived = Math.max(arrived, onset.arrival() + 1);
    index(onset);
    String before = latest.get(onset.what());
    Onset newest = before == null ? null : onsets.get(before);
    if (newest == null || newest.arrival() < onset.arrival()) {
      latest.put(onset.what(), onset.id());
    }
    Group group = onset.group() == null ? null : groups.get(onset.group());
    if (group != null) {
      group.add(onset);
    }
  }

  /** A machine is declared, or declared anew. */
  public void declare(Asset asset) {
    count(declared.get(asset.id()), -1);
    Declared now = new Declared(new Place(asset.path(), asset.id()), asset.criticality());
    declared.put(asset.id(), now);
    count(now, 1);
  }

  /** A declaration is taken back: nothing will tell that its alarms have returned. */
  public void withdraw(AssetId id) {
    count(declared.remove(id), -1);
    for (Onset onset : List.copyOf(onsets.values())) {
      if (onset.active() && onset.assetId().equals(id)) {
        change(onset, onset.returned(), onset.time());
      }
    }
  }

  private void count(@Nullable Declared asset, int one) {
    if (asset != null) {
      for (Place place : asset.place().fromTheTop()) {
        machines.merge(place, one, Integer::sum);
      }
      own.merge(new Place(asset.place().path(), null), one, Integer::sum);
    }
  }

  /** Takes a transition. Those of an asset come in order; assets may be apart. */
  public void take(AlarmEvent e) {
    String what = what(e);
    String id = latest.get(what);
    Onset held = id == null ? null : onsets.get(id);
    if (held == null || !held.subject().equals(e.alarmId())) {
      if (e.status() == AlarmStatus.UNACKNOWLEDGED) {
        // At most one alarm stands for a condition: one before it has ended.
        if (held != null && held.active()) {
          held = change(held, held.returned(), e.time());
        }
        begun(e, what, held, e.raisedAt());
      }
    } else if (e.status() == AlarmStatus.UNACKNOWLEDGED && !held.active()) {
      begun(e, what, held, e.time()); // raised again, which keeps the time of the first time
    } else if (held.active() != e.active()) {
      change(held, e.active() ? held.again(e.alarmId()) : held.returned(), e.time());
    }
  }

  /** An alarm without its time, which by contract is the last part of its id. */
  private static String what(AlarmEvent e) {
    int time = e.alarmId().lastIndexOf('@');
    return time < 0 ? e.alarmId() : e.alarmId().substring(0, time);
  }

  private void begun(AlarmEvent e, String what, @Nullable Onset held, Instant time) {
    String id = what + "@" + time;
    Onset known = held != null && isAbout(held, time) ? held : onsets.get(id);
    if (known != null) {
      change(known, known.again(e.alarmId()), e.time());
      return;
    }
    if (held != null && held.group() == null) {
      forget(held.id());
    }
    Declared asset = declared(e.assetId());
    Onset onset =
        new Onset(
            id,
            Onset.Kind.ALARM,
            what,
            e.alarmId(),
            e.assetId(),
            asset.place(),
            asset.criticality(),
            e.condition(),
            e.pointId(),
            time,
            e.reason(),
            e.origin(),
            true,
            arrived++,
            null);
    add(onset);
    settle(onset, e.time());
    forgetThoseLongAlone();
  }

  /** What comes and goes is one member of its group, since when it came first. */
  private boolean isAbout(Onset held, Instant time) {
    Group group = held.group() == null ? null : groups.get(held.group());
    return group == null
        ? Duration.between(held.time(), time).abs().compareTo(rule.gap()) <= 0
        : group.takes(time, rule);
  }

  /** Takes a snapshot of a case: where it was opened among alarms, it is shown with them. */
  public void take(Advisory c) {
    if (c.revision() == 1) {
      goesWith(Onset.Kind.CASE, c.caseId(), c.assetId(), c.openedAt(), c.reason(), c.origin());
    }
  }

  /** Takes an event: a machine that tripped is more suspect than others of the same time. */
  public void take(MachineEvent e) {
    if (e.type() == MachineEventType.TRIP) {
      goesWith(Onset.Kind.TRIP, e.id(), e.assetId(), e.time(), e.reason(), e.origin());
    }
  }

  private void goesWith(
      Onset.Kind kind, String subject, AssetId assetId, Instant time, String why, Origin origin) {
    String id = kind + ":" + subject;
    if (onsets.containsKey(id)) {
      return;
    }
    Declared asset = declared(assetId);
    Onset onset =
        new Onset(
            id,
            kind,
            id,
            subject,
            assetId,
            asset.place(),
            asset.criticality(),
            null,
            null,
            time,
            why,
            origin,
            false,
            arrived++,
            null);
    add(onset);
    groups.values().stream()
        .filter(g -> !g.isMerged() && g.state.place().contains(onset.place()))
        .filter(g -> g.isNear(time, rule.gap()))
        .min(Comparator.comparing((Group g) -> g.first).thenComparing(g -> g.state.id()))
        .ifPresent(
            group -> {
              join(onset, group);
              changed(group, group.state.place(), time);
            });
    forgetThoseLongAlone();
  }

  /** What is not declared is in no place but the plant. */
  private Declared declared(AssetId id) {
    Declared known = declared.get(id);
    return known == null ? new Declared(new Place(List.of(), id), Criticality.C) : known;
  }

  /** Looks for a place that is concerned as a whole, from the plant down. */
  private void settle(Onset onset, Instant at) {
    for (Place place : onset.place().fromTheTop()) {
      List<Group> within =
          groups.values().stream()
              .filter(g -> !g.isMerged() && place.contains(g.state.place()))
              .toList();
      if (!couldConcern(place, onset, within)) {
        continue;
      }
      Chain chain = new Chain(place, onset, aloneAround(onset, place), within, rule);
      if (chain.concernsAll(rule, p -> machines.getOrDefault(p, 0), p -> own.getOrDefault(p, 0))) {
        unite(chain, at);
        return;
      }
    }
  }

  private boolean couldConcern(Place place, Onset onset, List<Group> within) {
    int most = begins.around(place, onset.time(), rule.span());
    for (Group group : within) {
      if (group.state.place().equals(place)) {
        return true;
      }
      most += group.conditions.size();
    }
    return most >= rule.atLeast()
        && (place.asset() != null || most >= rule.share() * machines.getOrDefault(place, 0));
  }

  /**
   * Other alarms of a place that are alone, those before it from its time back, then later ones.
   */
  private List<Onset> aloneAround(Onset onset, Place place) {
    Moment now = Moment.of(onset);
    List<Onset> around = new ArrayList<>();
    for (Moment m : alone.headSet(now, false).descendingSet()) {
      if (m.time().isBefore(onset.time().minus(rule.span()))) {
        break;
      }
      addAlarm(around, m, place);
    }
    for (Moment m : alone.tailSet(now, false)) {
      if (m.time().isAfter(onset.time().plus(rule.span()))) {
        break;
      }
      addAlarm(around, m, place);
    }
    return around;
  }

  private void addAlarm(List<Onset> alarms, Moment moment, Place place) {
    Onset onset = onsets.get(moment.id());
    if (onset != null && onset.kind() == Onset.Kind.ALARM && place.contains(onset.place())) {
      alarms.add(onset);
    }
  }

  /** Makes one group of a chain: its earliest one, or a new one. */
  private void unite(Chain chain, Instant at) {
    Place place = chain.common();
    Onset earliest = chain.alone.stream().min(Comparator.comparing(Moment::of)).orElseThrow();
    Group group =
        chain.groups.stream()
            .min(Comparator.comparing((Group g) -> g.first).thenComparing(g -> g.state.id()))
            .orElseGet(
                () ->
                    new Group(
                        new GroupState(
                            "root-case:" + earliest.id(), place, 0, false, at, 0, 0, null)));
    groups.put(group.state.id(), group);
    for (Group other : chain.groups) {
      if (other != group) {
        merge(other, group);
      }
    }
    chain.alone.forEach(onset -> join(onset, group));
    Instant from = group.first.minus(rule.gap());
    for (Moment m : List.copyOf(alone.tailSet(new Moment(from, ""), true))) {
      Onset onset = onsets.get(m.id());
      if (!group.isNear(m.time(), rule.gap())) {
        break;
      }
      if (onset != null && onset.kind() != Onset.Kind.ALARM && place.contains(onset.place())) {
        join(onset, group);
      }
    }
    changed(group, place, at);
  }

  private void merge(Group other, Group into) {
    for (String id : other.members) {
      join(onsets.get(id), into);
    }
    other.members.clear();
    other.state = other.state.merged(into.state.id());
    if (other.state.told() == 0) {
      groups.remove(other.state.id());
      ledger.forgetGroup(other.state.id());
    } else {
      ledger.keep(other.state);
    }
  }

  private void join(@Nullable Onset onset, Group group) {
    if (onset == null) {
      return;
    }
    notAlone(onset);
    Onset member = onset.in(group.state.id());
    onsets.put(member.id(), member);
    ledger.keep(member);
    group.add(member);
  }

  private Onset change(Onset before, Onset after, Instant at) {
    onsets.put(after.id(), after);
    ledger.keep(after);
    Group group = after.group() == null ? null : groups.get(after.group());
    if (group != null && before.active() != after.active()) {
      group.active += after.active() ? 1 : -1;
      changed(group, group.state.place(), at);
    }
    return after;
  }

  private void changed(Group group, Place place, Instant at) {
    group.state =
        group.state.changed(place, machines.getOrDefault(place, 0), isFlood(group.last), at);
    ledger.keep(group.state);
  }

  private boolean isFlood(Instant last) {
    Instant from = last.minus(AlarmKpis.SLOT);
    int count = 0;
    for (Moment m : alarms.headSet(new Moment(last.plusNanos(1), ""), false).descendingSet()) {
      if (!m.time().isAfter(from) || count > AlarmKpis.FLOOD) {
        break;
      }
      count++;
    }
    return count > AlarmKpis.FLOOD;
  }

  /** What has changed since it was told, by id. */
  public List<Told> tell() {
    List<Told> told = new ArrayList<>();
    for (Group group : List.copyOf(groups.values())) {
      GroupState state = group.state;
      if (state.told() == state.revision()) {
        continue;
      }
      if (group.isMerged()) {
        told.add(new Told(state.id(), null));
        forget(group);
      } else {
        told.add(new Told(state.id(), Snapshot.of(group, members(group))));
        group.state = state.asTold();
        ledger.keep(group.state);
      }
    }
    forgetThoseLongClosed();
    return told;
  }

  private List<Onset> members(Group group) {
    List<Onset> members = new ArrayList<>(group.members.size());
    for (String id : group.members) {
      Onset onset = onsets.get(id);
      if (onset != null) {
        members.add(onset);
      }
    }
    return members;
  }

  private void add(Onset onset) {
    latest.put(onset.what(), onset.id());
    index(onset);
    ledger.keep(onset);
  }

  private void index(Onset onset) {
    onsets.put(onset.id(), onset);
    boolean alarm = onset.kind() == Onset.Kind.ALARM;
    if (alarm) {
      alarms.add(Moment.of(onset));
    }
    if (onset.group() == null) {
      alone.add(Moment.of(onset));
      arrivals.put(onset.arrival(), onset.id());
      if (alarm) {
        begins.add(onset, 1);
      }
    }
  }

  private void notAlone(Onset onset) {
    if (alone.remove(Moment.of(onset))) {
      arrivals.remove(onset.arrival());
      if (onset.kind() == Onset.Kind.ALARM) {
        begins.add(onset, -1);
      }
    }
  }

  private void forgetThoseLongAlone() {
    while (arrivals.size() > ALONE_KEPT) {
      forget(arrivals.firstEntry().getValue());
    }
  }

  private void forgetThoseLongClosed() {
    List<Group> closed =
        groups.values().stream()
            .filter(g -> !g.isMerged() && g.active == 0)
            .sorted(
                Comparator.comparing((Group g) -> g.state.updatedAt())
                    .thenComparing(g -> g.state.id()))
            .toList();
    closed.stream().limit(Math.max(0, closed.size() - CLOSED_KEPT)).forEach(this::forget);
  }

  private void forget(Group group) {
    group.members.forEach(this::forget);
    groups.remove(group.state.id());
    ledger.forgetGroup(group.state.id());
  }

  private void forget(String id) {
    Onset onset = onsets.remove(id);
    if (onset != null) {
      notAlone(onset);
      alarms.remove(Moment.of(onset));
      latest.remove(onset.what(), id);
      ledger.forgetOnset(id);
    }
  }
}
