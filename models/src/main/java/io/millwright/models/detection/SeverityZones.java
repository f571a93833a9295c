package io.millwright.models.detection;

import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.assessment.VibrationSeverity.Zone;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.asset.VibrationClass.Group;
import io.millwright.contracts.asset.ZoneLimits;
import io.millwright.contracts.event.OperatingState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation zones of broadband vibration by ISO 20816-3:2022, annex A: velocity of non-rotating
 * parts of machines above 15 kW, in steady running, of the worst direction (criterion I), and its
 * change against a reference (criterion II). Rotodynamic pumps are outside this standard's scope.
 */
public final class SeverityZones {
  private SeverityZones() {}

  /**
   * Judges the velocities that were measured together.
   *
   * @param velocities all directions; those that are NaN are passed over
   * @param reference what they are compared with; null if there is none
   * @return with the worst direction; empty if no direction was measured
   */
  public static Optional<VibrationSeverity> judge(
      VibrationClass vibrationClass,
      OperatingState state,
      List<DirectionalVelocity> velocities,
      @Nullable SeverityReference reference) {
    DirectionalVelocity worst = null;
    for (DirectionalVelocity velocity : velocities) {
      if (velocity.rmsMmPerS() >= 0
          && (worst == null || velocity.rmsMmPerS() > worst.rmsMmPerS())) {
        worst = velocity;
      }
    }
    if (worst == null) {
      return Optional.empty();
    }
    if (state != OperatingState.RUNNING) {
      return Optional.of(
          unknown(worst, "only steady running is judged, the machine is " + word(state)));
    }
    Optional<ZoneLimits> limits = vibrationClass.zoneLimits();
    if (limits.isEmpty()) {
      return Optional.of(unknown(worst, reason(vibrationClass)));
    }
    String change = change(limits.get(), velocities, reference);
    return Optional.of(
        new VibrationSeverity(
            worst.pointId(),
            worst.channel(),
            worst.rmsMmPerS(),
            Zone.of(worst.rmsMmPerS(), limits.get()),
            !change.isEmpty(),
            change));
  }

  private static VibrationSeverity unknown(DirectionalVelocity worst, String reason) {
    return new VibrationSeverity(
        worst.pointId(), worst.channel(), worst.rmsMmPerS(), Zone.UNKNOWN, false, reason);
  }

  private static String word(OperatingState state) {
    return state == OperatingState.UNKNOWN
        ? "in an unknown state"
        : state.name().toLowerCase(Locale.ROOT);
  }

  private static String reason(VibrationClass vibrationClass) {
    if (vibrationClass.group() == Group.ROTODYNAMIC_PUMP) {
      return "pumps follow ISO 10816-7, whose limits are not in this program";
    }
    return vibrationClass.group() == Group.UNKNOWN
        ? "the machine group of ISO 20816-3 is not declared"
        : "the support, rigid or flexible, is not declared";
  }

  /** What changed most among what changed notably; empty if nothing did. */
  private static String change(
      ZoneLimits limits,
      List<DirectionalVelocity> velocities,
      @Nullable SeverityReference reference) {
    String text = "";
    if (reference == null) {
      return text;
    }
    double largest = limits.notableChange();
    for (DirectionalVelocity velocity : velocities) {
      double from = reference.of(velocity.pointId(), velocity.channel());
      double change = Math.abs(velocity.rmsMmPerS() - from);
      if (change > largest) {
        largest = change;
        text =
            String.format(
                Locale.ROOT,
                "%s/%s %s from %.2f to %.2f mm/s, more than a quarter of the B/C limit %.1f",
                velocity.pointId(),
                velocity.channel(),
                velocity.rmsMmPerS() > from ? "rose" : "fell",
                from,
                velocity.rmsMmPerS(),
                limits.bc());
      }
    }
    return text;
  }
}
