package io.millwright.models.operation;

import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a machine is doing, scan by scan, in event time. Mutable, one owner thread.
 *
 * <pre>
 *              ≥ standbyAbove            ≥ runningAbove             steady for steadyAfter
 *   STOPPED ─────────────────▶ STANDBY ─────────────────▶ TRANSIENT ─────────────────────▶ RUNNING
 *           ◀─────────────────         ◀─────────────────           ◀─────────────────────
 *             below by the hysteresis   below by the hysteresis      moved by more than steadyBand
 * </pre>
 *
 * Without a value the state is UNKNOWN; what was known before goes on when the value comes back.
 */
public final class OperatingStateTracker {
  /** Share of a level that a value must fall below it before the level counts as left. */
  private static final double HYSTERESIS = 0.03;

  private static final byte VERSION = 1;
  private static final OperatingState[] STATES = OperatingState.values();

  private final OperatingStateRule rule;

  /** RUNNING, STANDBY or STOPPED by level or event alone; UNKNOWN before the first. */
  private OperatingState level = OperatingState.UNKNOWN;

  private OperatingState state = OperatingState.UNKNOWN;

  /** Value that the point must stay near to be steady. */
  private double reference = Double.NaN;

  private @Nullable Instant steadySince;

  public OperatingStateTracker(OperatingStateRule rule) {
    this.rule = rule;
  }

  /**
   * Takes a scan.
   *
   * @param value of the rule's point; NaN if absent; ignored by rules that read no point
   */
  public OperatingState update(Instant time, double value) {
    state =
        switch (rule.source()) {
          case ALWAYS_RUNNING -> OperatingState.RUNNING;
          case EVENT -> level == OperatingState.RUNNING ? steady(time) : level;
          case POINT -> fromPoint(time, value);
        };
    return state;
  }

  /** Takes an event; only rules that follow events heed it. */
  public void apply(MachineEventType event, Instant time) {
    if (rule.source() != OperatingStateRule.Source.EVENT) {
      return;
    }
    if (event == MachineEventType.START && level != OperatingState.RUNNING) {
      level = OperatingState.RUNNING;
      steadySince = time;
    } else if (event == MachineEventType.STOP || event == MachineEventType.TRIP) {
      level = OperatingState.STOPPED;
    }
  }

  /** State at the last scan. */
  public OperatingState state() {
    return state;
  }

  /** Whether the machine ran at the last scan, steady or not: what running hours count. */
  public boolean turning() {
    return rule.source() == OperatingStateRule.Source.ALWAYS_RUNNING
        || (state != OperatingState.UNKNOWN && level == OperatingState.RUNNING);
  }

  private OperatingState fromPoint(Instant time, double value) {
    if (Double.isNaN(value)) {
      return OperatingState.UNKNOWN;
    }
    OperatingState before = level;
    level = levelOf(value);
    if (level != OperatingState.RUNNING) {
      return level;
    }
    if (before != OperatingState.RUNNING
        || Math.abs(value - reference) > rule.steadyBand() * Math.abs(reference)) {
      reference = value;
      steadySince = time;
    }
    return steady(time);
  }

  private OperatingState levelOf(double value) {
    boolean ran = level == OperatingState.RUNNING;
    if (value >= (ran ? lowered(rule.runningAbove()) : rule.runningAbove())) {
      return OperatingState.RUNNING;
    }
    boolean energised = ran || level == OperatingState.STANDBY;
    return value >= (energised ? lowered(rule.standbyAbove()) : rule.standbyAbove())
        ? OperatingState.STANDBY
        : OperatingState.STOPPED;
  }

  private static double lowered(double threshold) {
    return threshold - HYSTERESIS * Math.abs(threshold);
  }

  private OperatingState steady(Instant time) {
    return steadySince != null
            && Duration.between(steadySince, time).compareTo(rule.steadyAfter()) >= 0
        ? OperatingState.RUNNING
        : OperatingState.TRANSIENT;
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION).put((byte) level.ordinal()).put((byte) state.ordinal());
    out.put(reference).put(steadySince);
  }

  /** Takes over what {@link #write} wrote. */
  public void read(SnapshotReader in) {
    if (in.readByte() != VERSION) {
      throw new IllegalArgumentException("operating state of an unknown version");
    }
    level = stateOf(in.readByte());
    state = stateOf(in.readByte());
    reference = in.readDouble();
    steadySince = in.readInstant();
  }

  private static OperatingState stateOf(byte ordinal) {
    if (ordinal < 0 || ordinal >= STATES.length) {
      throw new IllegalArgumentException("no operating state " + ordinal);
    }
    return STATES[ordinal];
  }
}
