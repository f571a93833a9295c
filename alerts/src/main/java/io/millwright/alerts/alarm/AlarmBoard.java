package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one asset that are raised or about to be. A transition between the states of the
 * contract is an event; delays that begin or are broken off are not.
 *
 * @param alarms at most one a key
 */
public record AlarmBoard(List<Alarm> alarms) {
  /** Nothing stands. */
  public static final AlarmBoard EMPTY = new AlarmBoard(List.of());

  /** Actor of transitions that the platform makes. */
  public static final String PLATFORM = "millwright";

  /**
   * The board after something, and what people are told.
   *
   * @param board afterwards; the same object if nothing changed
   * @param events in order
   */
  public record Change(AlarmBoard board, List<AlarmEvent> events) {
    public Change {
      events = List.copyOf(events);
    }
  }

  public AlarmBoard {
    alarms = List.copyOf(alarms);
  }

  /** The alarm that is raised, or about to be, for a key. */
  public Optional<Alarm> standing(AlarmKey key) {
    return alarms.stream().filter(alarm -> alarm.key().equals(key)).findFirst();
  }

  /** A condition was observed. */
  public Change observe(Sighting s) {
    int at = indexOf(s.key());
    if (at < 0 && s.presence() != Presence.PRESENT) {
      return unchanged();
    }
    Alarm before = at < 0 ? Alarm.none(s) : alarms.get(at);
    AlarmState next = before.state().observe(s.presence(), s.time(), s.delays());
    if (next.equals(before.state())) {
      return unchanged();
    }
    if (next.status() == before.state().status()) {
      return new Change(with(at, before.in(next)), List.of());
    }
    boolean worse = next.active() && !before.state().active();
    return told(
        at,
        before,
        before.told(
            s.assetId(),
            next,
            worse ? s.priority() : before.priority(),
            worse ? s.reason().get() : before.reason()),
        s.assetId(),
        s.time(),
        PLATFORM);
  }

  /**
   * A person acknowledges an alarm, or all of the asset.
   *
   * @param alarmId which; null for all that are unacknowledged
   */
  public Reply<Change> acknowledge(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::acknowledge, assetId, alarmId, time, actor);
  }

  /**
   * A person resets an alarm, or all of the asset.
   *
   * @param alarmId which; null for all that are latched
   */
  public Reply<Change> reset(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::reset, assetId, alarmId, time, actor);
  }

  private Reply<Change> ask(
      Function<AlarmState, Reply<AlarmState>> what,
      AssetId assetId,
      @Nullable String alarmId,
      Instant time,
      String actor) {
    AlarmBoard board = this;
    List<AlarmEvent> events = new ArrayList<>();
    String refusal = alarmId == null ? "no alarm stands" : "no such alarm stands: " + alarmId;
    for (Alarm alarm : alarms) {
      if (alarm.raised() && (alarmId == null || alarmId.equals(alarm.alarmId()))) {
        Reply<AlarmState> reply = what.apply(alarm.state());
        if (reply instanceof Reply.Done<AlarmState> done) {
          Alarm after = alarm.told(assetId, done.value(), alarm.priority(), alarm.reason());
          Change change =
              board.told(board.indexOf(alarm.key()), alarm, after, assetId, time, actor);
          board = change.board();
          events.addAll(change.events());
        } else if (reply instanceof Reply.Refused<AlarmState> refused) {
          refusal = refused.reason();
        }
      }
    }
    return events.isEmpty()
        ? new Reply.Refused<>(refusal)
        : new Reply.Done<>(new Change(board, events));
  }

  private Change told(
      int at, Alarm before, Alarm after, AssetId assetId, Instant time, String actor) {
    Instant raisedAt = after.raised() ? after.state().raisedAt() : before.state().raisedAt();
    AlarmEvent event = after.event(assetId, raisedAt == null ? time : raisedAt, time, actor);
    return new Change(with(at, after), List.of(event));
  }

  private AlarmBoard with(int at, Alarm alarm) {
    List<Alarm> next = new ArrayList<>(alarms);
    if (alarm.state() instanceof AlarmState.Normal) {
      next.remove(at);
    } else if (at < 0) {
      next.add(alarm);
    } else {
      // An acknowledged return whose condition is back waits as a new alarm, under a new identity.
      next.set(at, alarm.raised() ? alarm : unborn(alarm));
    }
    return new AlarmBoard(next);
  }

  private static Alarm unborn(Alarm alarm) {
    return new Alarm(
        alarm.key(),
        alarm.state(),
        null,
        0,
        alarm.priority(),
        alarm.itemId(),
        alarm.reason(),
        alarm.origin());
  }

  private int indexOf(AlarmKey key) {
    for (int i = 0; i < alarms.size(); i++) {
      if (alarms.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private Change unchanged() {
    return new Change(this, List.of());
  }
}
