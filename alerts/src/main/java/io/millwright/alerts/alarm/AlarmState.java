package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Duration;
import java.time.Instant;
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
 *    |                                                       v     |
 *    +------------------------------------- ReturnedUnacknowledged-+
 *                acknowledge                  (gone for the off-delay)
 * </pre>
 *
 * <p>Time is the event time of the observations; a delay elapses at the first observation at or
 * after its end. Latched, shelved, suppressed and out-of-service are not built yet.
 */
public sealed interface AlarmState {
  /** There is no alarm. */
  static AlarmState normal() {
    return new Normal();
  }

  /** In the words of the contract; the on-delay is still normal. */
  AlarmStatus status();

  /** Whether the raised condition holds. */
  boolean active();

  /** Event time of raising; null unless raised. */
  default @Nullable Instant raisedAt() {
    return null;
  }

  /** The condition was observed at a time that is not before the last one. */
  AlarmState observe(Presence presence, Instant now, Delays delays);

  /** A person has seen it. */
  default Reply<AlarmState> acknowledge() {
    return new Reply.Refused<>("there is no alarm to acknowledge");
  }

  /** A person resets what is latched. */
  default Reply<AlarmState> reset() {
    return new Reply.Refused<>("the alarm is not latched, there is nothing to reset");
  }

  /** No alarm, no condition. */
  record Normal() implements AlarmState {
    @Override
    public AlarmStatus status() {
      return AlarmStatus.NORMAL;
    }

    @Override
    public boolean active() {
      return false;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, Delays delays) {
      return presence == Presence.PRESENT ? new Pending(now).observe(presence, now, delays) : this;
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
    public boolean active() {
      return false;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, Delays delays) {
      if (presence != Presence.PRESENT) {
        return normal();
      }
      return elapsed(since, now, delays.on()) ? new Unacknowledged(now, null) : this;
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
    public AlarmState observe(Presence presence, Instant now, Delays delays) {
      if (presence != Presence.ABSENT) {
        return goneSince == null ? this : new Unacknowledged(raisedAt, null);
      }
      Instant gone = goneSince == null ? now : goneSince;
      if (elapsed(gone, now, delays.off())) {
        return new ReturnedUnacknowledged(raisedAt, null);
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
    public AlarmState observe(Presence presence, Instant now, Delays delays) {
      if (presence != Presence.ABSENT) {
        return goneSince == null ? this : new Acknowledged(raisedAt, null);
      }
      Instant gone = goneSince == null ? now : goneSince;
      if (elapsed(gone, now, delays.off())) {
        return normal();
      }
      return goneSince == null ? new Acknowledged(raisedAt, gone) : this;
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return new Reply.Refused<>("the alarm is acknowledged already");
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
    public boolean active() {
      return false;
    }

    @Override
    public AlarmState observe(Presence presence, Instant now, Delays delays) {
      if (presence != Presence.PRESENT) {
        return againSince == null ? this : new ReturnedUnacknowledged(raisedAt, null);
      }
      Instant again = againSince == null ? now : againSince;
      if (elapsed(again, now, delays.on())) {
        return new Unacknowledged(raisedAt, null);
      }
      return againSince == null ? new ReturnedUnacknowledged(raisedAt, again) : this;
    }

    @Override
    public Reply<AlarmState> acknowledge() {
      return new Reply.Done<>(againSince == null ? normal() : new Pending(againSince));
    }
  }

  private static boolean elapsed(Instant since, Instant now, Duration delay) {
    return !now.isBefore(since.plus(delay));
  }
}
