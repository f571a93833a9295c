package io.millwright.alerts.workorder;

import io.millwright.alerts.cases.Persistence;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When remaining life asks for a work order: it stays below the planning horizon. If both bounds
 * are given, both must be below; with neither, life never asks.
 *
 * @param lowerBelow planning horizon of the lower bound; null: not looked at. The default, 30 hours
 *     for three assessments, was chosen by cross-validation over C-MAPSS training engines
 *     (docs/accuracy.md); set it to what your planning needs
 * @param medianBelow planning horizon of the median; null: not looked at
 * @param persistence how long it must stay below
 * @param release share of the horizon above which life counts as recovered; ≥ 1
 * @param releasePersistence how long it must stay recovered before a request is withdrawn
 */
public record LifeTrigger(
    @Default("PT30H") @Nullable Duration lowerBelow,
    @Nullable Duration medianBelow,
    @Default("{assessments: 3}") Persistence persistence,
    @Default("1.5") double release,
    @Default("{assessments: 20}") Persistence releasePersistence) {

  /** Where a life stands to the horizon. */
  public enum Side {
    BELOW,
    BETWEEN,
    RECOVERED
  }

  /** No plan looks further; a flat trend may say any number. */
  static final Duration LONGEST = Duration.ofDays(36_525);

  public LifeTrigger {
    if (lowerBelow != null && (lowerBelow.isNegative() || lowerBelow.isZero())) {
      throw new IllegalArgumentException("lowerBelow must be positive");
    }
    if (medianBelow != null && (medianBelow.isNegative() || medianBelow.isZero())) {
      throw new IllegalArgumentException("medianBelow must be positive");
    }
    if (!(release >= 1)) {
      throw new IllegalArgumentException("release must be 1 or more");
    }
  }

  /**
   * Compares.
   *
   * @param cycle duration of a duty cycle of the asset
   */
  public Side side(RemainingLife life, Duration cycle) {
    if (lowerBelow == null && medianBelow == null) {
      return Side.BETWEEN;
    }
    double lower = share(life.lower(), life.unit(), cycle, lowerBelow);
    double median = share(life.median(), life.unit(), cycle, medianBelow);
    // NaN: no horizon for this bound, so the other one decides.
    double worst =
        Double.isNaN(lower) ? median : Double.isNaN(median) ? lower : Math.max(lower, median);
    if (worst <= 1) {
      return Side.BELOW;
    }
    return worst > release ? Side.RECOVERED : Side.BETWEEN;
  }

  /** A life over its horizon; NaN without horizon. */
  private static double share(
      double life, LifeUnit unit, Duration cycle, @Nullable Duration horizon) {
    return horizon == null ? Double.NaN : hours(life, unit, cycle) * 3_600_000 / horizon.toMillis();
  }

  /** The lower bound of a life of an asset, in operation; a century if it is longer. */
  public static Duration lower(RemainingLife life, @Nullable Asset asset) {
    Duration cycle = asset == null ? Duration.ofHours(1) : asset.cycleDuration();
    double seconds = hours(life.lower(), life.unit(), cycle) * 3600;
    return Duration.ofSeconds(Math.round(Math.min(seconds, LONGEST.toSeconds())));
  }

  static double hours(double life, LifeUnit unit, Duration cycle) {
    return unit == LifeUnit.HOURS ? life : life * cycle.toMillis() / 3_600_000;
  }
}
