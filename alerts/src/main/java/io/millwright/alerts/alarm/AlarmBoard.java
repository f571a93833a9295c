package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** Whether declared logic hides the alarm of a key. */
  public boolean isSuppressed(AlarmKey key) {
    return standing(key)
        .filter(alarm -> alarm.state().status() == AlarmStatus.SUPPRESSED_BY_DESIGN)
        .isPresent();
  }

  /** A condition was observed. */
  public Change observe(Sighting s) {
    int at = indexOf(s.key());
    if (at < 0 && s.presence() != Presence.PRESENT) {
      return unchanged();
    }
    Alarm before = at < 0 ? Alarm.none(s) : alarms.get(at);
    AlarmState next =
        hiddenOrShown(
            reAlarmed(before, before.state().observe(s.presence(), s.time(), s.rule()), s), s);
    if (next.status() != before.state().status()) {
      // What is shown again may have been raised anew while it was hidden.
      boolean worse =
          next.active() && (!before.state().active() || before.state() instanceof Hidden);
      Alarm after =
          before.told(
              s.assetId(),
              next,
              s.time(),
              worse ? s.priority() : before.priority(),
              worse ? s.reason().get() : before.reason());
      return told(at, before, after, s.assetId(), s.time(), PLATFORM, null);
    }
    if (next.status() == AlarmStatus.UNACKNOWLEDGED) {
      Duration waits = Duration.between(before.standsSince(), s.time());
      Priority priority = s.rule().escalated(before.priority(), waits);
      if (priority != before.priority()) {
        // The clock of the ladder goes on from when the alarm was raised, not from the last step.
        Alarm after =
            before.told(s.assetId(), next, before.standsSince(), priority, before.reason());
        String said = "nobody has acknowledged for " + waits + ": " + before.reason();
        return told(at, before, after, s.assetId(), s.time(), PLATFORM, said);
      }
    }
    return next.equals(before.state())
        ? unchanged()
        : new Change(with(at, before.in(next)), List.of());
  }

  /** What is acknowledged, but holds for too long, is to be acknowledged again. */
  private static AlarmState reAlarmed(Alarm before, AlarmState next, Sighting s) {
    Duration after = s.rule().reAlarm();
    return after != null
            && before.state() instanceof AlarmState.Acknowledged
            && next instanceof AlarmState.Acknowledged seen
            && seen.goneSince() == null
            && !s.time().isBefore(before.standsSince().plus(after))
        ? new AlarmState.Unacknowledged(seen.raisedAt(), null)
        : next;
  }

  /** By declared logic. What a person put aside stays so. */
  private AlarmState hiddenOrShown(AlarmState next, Sighting s) {
    if (next instanceof Hidden hidden) {
      return hidden.status() == AlarmStatus.SUPPRESSED_BY_DESIGN && !s.byDesign()
          ? hidden.shown()
          : hidden;
    }
    return s.byDesign() ? Hidden.byDesign(next) : next;
  }

  /**
   * A person acknowledges an alarm, or all of the asset.
   *
   * @param alarmId which; null for all that are unacknowledged
   */
  public Reply<Change> acknowledge(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::acknowledge, assetId, alarmId, time, actor, null);
  }

  /**
   * A person resets an alarm, or all of the asset.
   *
   * @param alarmId which; null for all that are latched
   */
  public Reply<Change> reset(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::reset, assetId, alarmId, time, actor, null);
  }

  /**
   * A person shelves an alarm, or all that stand on the asset.
   *
   * @param alarmId which; null for all
   * @param until event time at which it is shown again
   * @param reason why
   */
  public Reply<Change> shelve(
      AssetId assetId,
      @Nullable String alarmId,
      Instant time,
      Instant until,
      String actor,
      String reason) {
    String said = "shelved until " + until + ": " + reason;
    return ask(state -> state.shelve(time, until), assetId, alarmId, time, actor, said);
  }

  /**
   * A person takes an alarm, or all of the asset, from the shelf.
   *
   * @param alarmId which; null for all that are shelved
   */
  public Reply<Change> unshelve(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::unshelve, assetId, alarmId, time, actor, null);
  }

  /**
   * A person takes an alarm, or all that stand on the asset, out of service.
   *
   * @param alarmId which; null for all that stand
   * @param reason why
   */
  public Reply<Change> takeOutOfService(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor, String reason) {
    String said = "out of service: " + reason;
    return ask(state -> state.takeOutOfService(time), assetId, alarmId, time, actor, said);
  }

  /**
   * A person returns an alarm, or all of the asset, to service.
   *
   * @param alarmId which; null for all that are out of service
   */
  public Reply<Change> returnToService(
      AssetId assetId, @Nullable String alarmId, Instant time, String actor) {
    return ask(AlarmState::returnToService, assetId, alarmId, time, actor, null);
  }

  /**
   * Takes from the shelf what has been there for its time, whether its condition is observed or
   * not.
   *
   * @param which whose shelves are judged by the clock that {@code now} is of
   */
  public Change expire(AssetId assetId, Predicate<AlarmKey> which, Instant now) {
    AlarmBoard board = this;
    List<AlarmEvent> events = new ArrayList<>(0);
    for (Alarm alarm : alarms) {
      if (alarm.state() instanceof Hidden hidden && hidden.isOver(now) && which.test(alarm.key())) {
        Alarm after = alarm.told(assetId, hidden.shown(), now, alarm.priority(), alarm.reason());
        Change change =
            board.told(board.indexOf(alarm.key()), alarm, after, assetId, now, PLATFORM, null);
        board = change.board();
        events.addAll(change.events());
      }
    }
    return events.isEmpty() ? unchanged() : new Change(board, events);
  }

  private Reply<Change> ask(
      Function<AlarmState, Reply<AlarmState>> what,
      AssetId assetId,
      @Nullable String alarmId,
      Instant time,
      String actor,
      @Nullable String said) {
    AlarmBoard board = this;
    List<AlarmEvent> events = new ArrayList<>();
    String refusal = alarmId == null ? "no alarm stands" : "no such alarm stands: " + alarmId;
    for (Alarm alarm : alarms) {
      if (alarm.raised() && (alarmId == null || alarmId.equals(alarm.alarmId()))) {
        Reply<AlarmState> reply = what.apply(alarm.state());
        if (reply instanceof Reply.Done<AlarmState> done) {
          Alarm after = alarm.told(assetId, done.value(), time, alarm.priority(), alarm.reason());
          Change change =
              board.told(board.indexOf(alarm.key()), alarm, after, assetId, time, actor, said);
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
      int at,
      Alarm before,
      Alarm after,
      AssetId assetId,
      Instant time,
      String actor,
      @Nullable String said) {
    Instant raisedAt = after.raised() ? after.state().raisedAt() : before.state().raisedAt();
    AlarmEvent event = after.event(assetId, raisedAt == null ? time : raisedAt, time, actor, said);
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
        null,
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
