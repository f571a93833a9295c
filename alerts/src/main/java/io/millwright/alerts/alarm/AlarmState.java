package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where an alarm stands by ISA-18.2 (ANSI/ISA-18.2-2016, §6; IEC 62682). Only legal transitions are
 * methods; what a person asks for in the wrong state is refused with a reason.
 *
 * <pre>
 *            present            held for the on-delay
 *   Normal ----------> Pending ----------------------> Unacknowledged
 *    ^  ^  <----------                                  |    |     ^
 *    |  |   not present                     acknowledge |    |     | present again,
 *    |  |                                               |    |     | for the on-delay
 *    |  |     gone for the off-delay                    v    |     |
 *    |  +-------------------------------- Acknowledged <+    |     |
 *    |                                          |            v     |
 *    +------------------------------------------|--- ReturnedUnacknowledged
 *    |           acknowledge                    |            ^
 *    |                           gone, latching |            | reset
 *    |                                          v            |
 *    +---------------------- LatchedAcknowledged <-- LatchedUnacknowledged
 *                reset                     acknowledge   (gone, latching)
 * </pre>
 *
 * <p>A latched alarm whose condition is back is Unacknowledged again. From any raised state an
 * alarm may be {@link Hidden}: shelved, suppressed by design or out of service. Time is the event
 * time of the observations; a delay elapses at the first observation at or after its end.
 */
public sealed interface AlarmState
    permits AlarmState.Normal,
        AlarmState.Pending,
        AlarmState.Unacknowledged,
        AlarmState.Acknowledged,
        AlarmState.ReturnedUnacknowledged,
        AlarmState.LatchedUnacknowledged,
        AlarmState.LatchedAcknowledged,
        Hidden {
  /** There is no alarm. */
  static AlarmState normal() {
    return new Normal();
  }

  /** In the words of the contract; the on-delay is still normal. */
  AlarmStatus status();

  /** Whether the raised condition holds. */
  default boolean active() {
    return false;
  }

  /** Event time of raising; null unless raised. */
  default @Nullable Instant raisedAt() {
    return null;
  }

  /** The condition was observed at a time that is not before the last one. */
  AlarmState observe(Presence presence, Instant now, AlarmRule rule);

  /** A person has seen it. */
  default Reply<AlarmState> acknowledge() {
    return new Reply.Refused<>("there is no alarm to acknowledge");
  }

  /** A person resets what is latched. */
  default Reply<AlarmState> reset() {
    return new Reply.Refused<>("the alarm is not latched, there is nothing to reset");
  }

  /** A person puts it aside for a time. */
  default Reply<AlarmState> shelve(Instant now, Instant until) {
    return hide(AlarmStatus.SHELVED, now, until);
  }

  /** A person takes it from the shelf before its time. */
  default Reply<AlarmState> unshelve() {
    return new Reply.Refused<>("the alarm is not shelved");
  }

  /** A person takes it out of service, as for work on the sensor. */
  default Reply<AlarmState> takeOutOfService(Instant now) {
    return hide(AlarmStatus.OUT_OF_SERVICE, now, null);
  }

  /** A person returns it to service. */
  default Reply<AlarmState> returnToService() {
    return new Reply.Refused<>("the alarm is not out of service");
  }

  private Reply<AlarmState> hide(AlarmStatus as, Instant now, @Nullable Instant until) {
    Instant raised = raisedAt();
    if (raised == null) {
      return new Reply.Refused<>("there is no alarm to put aside");
    }
    if (until != null && !until.isAfter(now)) {
      return new Reply.Refused<>("the end of shelving, " + until + ", is not after " + now);
    }
    return new Reply.Done<>(new Hidden(as, raised, until, this));
  }

  /** No alarm, no condition. */
  record Normal() implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.NORMAL;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      return presence == Presence.PRESENT ? new Pending(now).observe(presence, now, rule) : this;
    }
  }

  /**
   * The on-delay runs.
   *
   * @param since first observation of the condition
   */
  record Pending(Instant since) implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.NORMAL;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      if (presence != Presence.PRESENT) {
        return normal();
      }
      return elapsed(since, now, rule.on()) ? new Unacknowledged(now, null) : this;
    }
  }

  /**
   * Raised, and nobody has said that he saw it.
   *
   * @param raisedAt when
   * @param goneSince since when the condition is gone, while the off-delay runs; else null
   */
  record Unacknowledged(Instant raisedAt, @Nullable Instant goneSince) implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.UNACKNOWLEDGED;
    }

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      if (presence != Presence.ABSENT) {
        return goneSince == null ? this : new Unacknowledged(raisedAt, null);
      }
      Instant gone = goneSince == null ? now : goneSince;
      if (elapsed(gone, now, rule.off())) {
        return rule.latching()
            ? new LatchedUnacknowledged(raisedAt, null)
            : new ReturnedUnacknowledged(raisedAt, null);
      }
      return goneSince == null ? new Unacknowledged(raisedAt, gone) : this;
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return new Reply.Done<>(new Acknowledged(raisedAt, goneSince));
    }
  }

  /**
   * Raised and seen.
   *
   * @param raisedAt when it was raised
   * @param goneSince since when the condition is gone, while the off-delay runs; else null
   */
  record Acknowledged(Instant raisedAt, @Nullable Instant goneSince) implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.ACKNOWLEDGED;
    }

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      if (presence != Presence.ABSENT) {
        return goneSince == null ? this : new Acknowledged(raisedAt, null);
      }
      Instant gone = goneSince == null ? now : goneSince;
      if (elapsed(gone, now, rule.off())) {
        return rule.latching() ? new LatchedAcknowledged(raisedAt, null) : normal();
      }
      return goneSince == null ? new Acknowledged(raisedAt, gone) : this;
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return acknowledgedAlready();
    }
  }

  /**
   * The condition is gone, but nobody has said that he saw it.
   *
   * @param raisedAt when it was raised
   * @param againSince since when the condition is back, while the on-delay runs; else null
   */
  record ReturnedUnacknowledged(Instant raisedAt, @Nullable Instant againSince)
      implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.RETURNED_UNACKNOWLEDGED;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      return raisedAgain(presence, raisedAt, againSince, now, rule, ReturnedUnacknowledged::new);
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return new Reply.Done<>(atRest(againSince));
    }
  }

  /**
   * The condition is gone, but the alarm stands until a person resets it, and nobody has said that
   * he saw it.
   *
   * @param raisedAt when it was raised
   * @param againSince since when the condition is back, while the on-delay runs; else null
   */
  record LatchedUnacknowledged(Instant raisedAt, @Nullable Instant againSince)
      implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.LATCHED_UNACKNOWLEDGED;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      return raisedAgain(presence, raisedAt, againSince, now, rule, LatchedUnacknowledged::new);
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return new Reply.Done<>(new LatchedAcknowledged(raisedAt, againSince));
    }

    @Override
    public Reply<AlarmState> reset() {
      return new Reply.Done<>(new ReturnedUnacknowledged(raisedAt, againSince));
    }
  }

  /**
   * The condition is gone and the alarm was seen, but it stands until a person resets it.
   *
   * @param raisedAt when it was raised
   * @param againSince since when the condition is back, while the on-delay runs; else null
   */
  record LatchedAcknowledged(Instant raisedAt, @Nullable Instant againSince) implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.LATCHED_ACKNOWLEDGED;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, AlarmRule rule) {
      return raisedAgain(presence, raisedAt, againSince, now, rule, LatchedAcknowledged::new);
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return acknowledgedAlready();
    }

    @Override
    public Reply<AlarmState> reset() {
      return new Reply.Done<>(atRest(againSince));
    }
  }

  private static Reply<AlarmState> acknowledgedAlready() {
    return new Reply.Refused<>("the alarm is acknowledged already");
  }

  private static boolean elapsed(Instant since, Instant now, Duration delay) {
    return !now.isBefore(since.plus(delay));
  }

  /**
   * An alarm whose condition was gone: raised again when it has been back for the on-delay.
   *
   * @param waiting the state that it is in until then
   */
  private static AlarmState raisedAgain(
      Presence presence,
      Instant raisedAt,
      @Nullable Instant againSince,
      Instant now,
      AlarmRule rule,
      BiFunction<Instant, @Nullable Instant, AlarmState> waiting) {
    if (presence != Presence.PRESENT) {
      return waiting.apply(raisedAt, null);
    }
    Instant again = againSince == null ? now : againSince;
    return elapsed(again, now, rule.on())
        ? new Unacknowledged(raisedAt, null)
        : waiting.apply(raisedAt, again);
  }

  /** After a person has let it go; a condition that is back waits as a new alarm. */
  private static AlarmState atRest(@Nullable Instant againSince) {
    return againSince == null ? normal() : new Pending(againSince);
  }
}
