package io.millwright.alerts.energy;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.EnergyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Degraded running of a month so far, against the baseline as it was at each time. Immutable.
 *
 * @param from begin of the first
 * @param to end of the last
 * @param time of it
 * @param measuredKwh energy
 * @param expectedKwh energy at the power of healthy running
 * @param hour the excess of the hour that is not full yet
 * @param hours full hours
 * @param mean mean excess of the full hours, in kW
 * @param squares sum of the squared deviations from it, in kW²
 * @param revision of what was told; 0 if nothing was
 * @param untold whether there is more than was told
 */
record Account(
    Instant from,
    Instant to,
    Duration time,
    double measuredKwh,
    double expectedKwh,
    Stretch hour,
    int hours,
    double mean,
    double squares,
    int revision,
    boolean untold) {

  static Account from(Instant begin) {
    return new Account(begin, begin, Duration.ZERO, 0, 0, Stretch.NONE, 0, 0, 0, 0, false);
  }

  /**
   * With a stretch that ended at a time.
   *
   * @param expected energy at the power of healthy running
   */
  Account plus(Instant end, Duration more, double measured, double expected) {
    Stretch now = hour.plus(more, measured - expected);
    double off = now.full() ? now.mean() - mean : 0;
    int count = now.full() ? hours + 1 : hours;
    double next = now.full() ? mean + off / count : mean;
    return new Account(
        from,
        end,
        time.plus(more),
        measuredKwh + measured,
        expectedKwh + expected,
        now.full() ? Stretch.NONE : now,
        count,
        next,
        now.full() ? squares + off * (now.mean() - next) : squares,
        revision,
        true);
  }

  /** Whether a full hour has come since it was told. */
  boolean due() {
    return untold && hour.equals(Stretch.NONE);
  }

  Account told() {
    return new Account(
        from, to, time, measuredKwh, expectedKwh, hour, hours, mean, squares, revision + 1, false);
  }

  /**
   * As it is told. The error is that of a median of n hours and a mean of m hours of one spread,
   * the wider one of both: s × √(π/2n + 1/m).
   */
  EnergyUse use(AssetId id, Baseline baseline) {
    double m = Stretch.hours(time);
    double spread = baseline.deviation();
    if (hours >= Baseline.FEWEST) {
      spread = Math.max(spread, Math.sqrt(squares / (hours - 1)));
    }
    int n = baseline.hours().size();
    return new EnergyUse(
        id.value() + "@" + from,
        revision,
        id,
        from,
        to,
        m,
        measuredKwh,
        expectedKwh,
        m * spread * Math.sqrt(Math.PI / 2 / n + 1 / m),
        String.format(
            Locale.ROOT,
            "power of the last %d h of healthy running, median of hours %.4g kW",
            n,
            baseline.median()));
  }
}
