package io.millwright.alerts.energy;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.EnergyUse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Integrates the power of an asset. Stateless: what is known of the asset goes in and comes out, so
 * that a restart or a replay measures the same again.
 *
 * <pre>
 *   scan        power     \
 *                          > one reading, if both are of the same time, whichever came first
 *   assessment  condition /
 *
 *   two readings of one condition, no further apart than the longest gap: a trapezoid
 *     healthy   → mean power of each hour of healthy running → baseline
 *     degraded  → account of the month: measured, and expected at the median of the baseline
 * </pre>
 *
 * Time between readings of different conditions counts as neither, a longer gap as nothing, and
 * degraded running before there is a baseline as nothing. What comes twice or late is left out.
 */
public final class EnergyMeter {
  /**
   * Halves that wait for theirs; with the default rule those of half an hour. More than that is no
   * delay: the oldest are given up, and their time is a gap.
   */
  static final int MOST_WAITING = 128;

  /** Times outside are no times of machines, and calendars cannot hold them. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private final EnergyRule rule;
  private final long step;

  /** A meter that follows a rule. */
  public EnergyMeter(EnergyRule rule) {
    this.rule = rule;
    this.step = rule.step().toSeconds();
  }

  /**
   * What is known of an asset.
   *
   * @param baseline power of healthy running
   * @param metering the rest
   */
  public record State(Baseline baseline, Metering metering) {
    public static final State NEW = new State(Baseline.NONE, Metering.NONE);

    private State with(Metering next) {
      return new State(baseline, next);
    }
  }

  /** What is known now, and what is to be told of it. */
  public record Step(State state, List<EnergyUse> told) {
    public Step {
      told = List.copyOf(told);
    }
  }

  /**
   * A scan.
   *
   * @param kilowatts power; NaN if the scan says nothing of it
   */
  public Step scan(AssetId id, State state, Instant time, double kilowatts) {
    Metering m = state.metering();
    if (!taken(m.lastScan(), time)) {
      return new Step(state, List.of());
    }
    Half half = new Half(time, null, Double.isFinite(kilowatts) ? kilowatts : null);
    return meet(id, state.with(m.scanned(time)), half);
  }

  /** An assessment of a scan; those of frames have no power beside them and are left out. */
  public Step assessment(AssetId id, State state, Assessment a) {
    Metering m = state.metering();
    if (a.pointId() != null || !taken(m.lastAssessment(), a.time())) {
      return new Step(state, List.of());
    }
    return meet(id, state.with(m.assessed(a.time())), new Half(a.time(), Condition.of(a), null));
  }

  /**
   * Maintenance was performed: from the first reading after it on, everything begins anew, for the
   * machine is another. One from before what is compared now changes nothing.
   */
  public State repaired(State state, Instant time) {
    Metering m = state.metering();
    if (m.since() == null || !time.isAfter(m.since())) {
      return state;
    }
    Instant before = m.repairedAt();
    return before != null && !time.isAfter(before) ? state : state.with(m.repaired(time));
  }

  /** Power is measured otherwise from now on, or no more: tells what is left and begins anew. */
  public Step anew(AssetId id, State state) {
    return new Step(
        new State(Baseline.NONE, state.metering().anew()),
        rest(id, state.baseline(), state.metering().account()));
  }

  /** The first of each step, on both sides, so that they still meet. */
  private boolean taken(@Nullable Instant last, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      return false;
    }
    return last == null
        || Math.floorDiv(time.getEpochSecond(), step) > Math.floorDiv(last.getEpochSecond(), step);
  }

  private Step meet(AssetId id, State state, Half half) {
    List<Half> waiting = new ArrayList<>(state.metering().waiting());
    if (waiting.isEmpty() || waiting.get(0).scan() == half.scan()) {
      waiting.add(half);
      if (waiting.size() > MOST_WAITING) {
        waiting.remove(0);
      }
      return new Step(state.with(state.metering().waiting(waiting)), List.of());
    }
    // Both sides come in the order of their times: what is older will not find its half any more.
    waiting.removeIf(w -> w.time().isBefore(half.time()));
    if (waiting.isEmpty()) {
      return new Step(state.with(state.metering().waiting(List.of(half))), List.of());
    }
    Half other = waiting.get(0);
    if (!other.time().equals(half.time())) {
      return new Step(state.with(state.metering().waiting(waiting)), List.of());
    }
    State next = state.with(state.metering().waiting(waiting.subList(1, waiting.size())));
    return half.scan() ? read(id, next, half, other) : read(id, next, other, half);
  }

  private Step read(AssetId id, State before, Half scan, Half assessment) {
    Instant time = scan.time();
    Condition condition = assessment.condition() == null ? Condition.OTHER : assessment.condition();
    List<EnergyUse> told = new ArrayList<>();
    State state = before;
    Instant repairedAt = state.metering().repairedAt();
    if (repairedAt != null && !time.isBefore(repairedAt)) {
      Step anew = anew(id, state);
      told.addAll(anew.told());
      state = anew.state();
    }
    Double kilowatts = scan.kilowatts();
    Reading last = state.metering().last();
    if (kilowatts == null) {
      boolean breaks = last != null && last.condition() != condition;
      return new Step(breaks ? state.with(state.metering().last(null)) : state, told);
    }
    Reading now = new Reading(time, kilowatts, condition);
    if (last != null && last.condition() == condition) {
      state = integrate(state, last, now);
    }
    state = state.with(state.metering().last(now));
    return tell(id, state, now, told);
  }

  private State integrate(State state, Reading last, Reading now) {
    Duration gap = Duration.between(last.time(), now.time());
    if (gap.compareTo(rule.longestGap()) > 0) {
      return state;
    }
    double kwh = (last.kilowatts() + now.kilowatts()) / 2 * Stretch.hours(gap);
    Metering m = state.metering();
    if (now.condition() == Condition.HEALTHY) {
      Stretch hour = m.healthy().plus(gap, kwh);
      return hour.full()
          ? new State(state.baseline().plus(hour.mean()), m.healthy(Stretch.NONE))
          : state.with(m.healthy(hour));
    }
    if (now.condition() != Condition.DEGRADED
        || state.baseline().hours().size() < rule.healthy().toHours()) {
      return state;
    }
    double expected = state.baseline().median() * Stretch.hours(gap);
    Account account = m.account() == null ? Account.from(last.time()) : m.account();
    return state.with(m.account(account.plus(now.time(), gap, kwh, expected)));
  }

  private static Step tell(AssetId id, State state, Reading now, List<EnergyUse> told) {
    Account account = state.metering().account();
    if (account == null) {
      return new Step(state, told);
    }
    boolean over = month(account.from()).isBefore(month(now.time()));
    if (over) {
      told.addAll(rest(id, state.baseline(), account));
      return new Step(state.with(state.metering().account(null)), told);
    }
    if (account.due()) {
      Account next = account.told();
      told.add(next.use(id, state.baseline()));
      return new Step(state.with(state.metering().account(next)), told);
    }
    return new Step(state, told);
  }

  private static List<EnergyUse> rest(AssetId id, Baseline baseline, @Nullable Account account) {
    return account == null || !account.untold()
        ? List.of()
        : List.of(account.told().use(id, baseline));
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
