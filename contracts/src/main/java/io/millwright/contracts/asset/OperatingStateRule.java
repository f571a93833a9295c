package io.millwright.contracts.asset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the operating state of an asset is told from its telemetry.
 *
 * @param source where the state comes from
 * @param pointId the point that is compared, for {@link Source#POINT}; else null
 * @param runningAbove the asset runs at or above this value
 * @param standbyAbove between this and {@code runningAbove} it is in standby, below it is stopped
 * @param steadyAfter after a start or a jump, how long a value must stay steady before scans are
 *     judged
 * @param steadyBand relative change of the point that counts as a jump, 0.1 is 10 %
 */
public record OperatingStateRule(
    Source source,
    @Nullable String pointId,
    double runningAbove,
    double standbyAbove,
    Duration steadyAfter,
    double steadyBand) {

  /** Telemetry exists only while the machine runs. */
  public static final OperatingStateRule ALWAYS_RUNNING =
      new OperatingStateRule(Source.ALWAYS_RUNNING, null, 0, 0, Duration.ZERO, 1);

  /** Where the operating state comes from. */
  public enum Source {
    ALWAYS_RUNNING,
    /** Speed, power or another point against two levels. */
    POINT,
    /** Start, stop and trip events. */
    EVENT
  }

  public OperatingStateRule {
    if ((source == Source.POINT) != (pointId != null)) {
      throw new IllegalArgumentException("pointId belongs to source POINT, and only to it");
    }
    if (standbyAbove > runningAbove) {
      throw new IllegalArgumentException("standbyAbove is above runningAbove");
    }
    if (steadyAfter.isNegative() || !(steadyBand > 0)) {
      throw new IllegalArgumentException("steadyAfter must be ≥ 0 and steadyBand > 0");
    }
  }
}
