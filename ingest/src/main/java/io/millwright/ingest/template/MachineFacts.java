package io.millwright.ingest.template;

import io.millwright.contracts.asset.VibrationClass.Support;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a machine before it is declared; everything may be unknown.
 *
 * @param ratedPowerKw rated power in kW, above 0
 * @param ratedSpeedRpm rated shaft speed, above 0
 * @param support how it stands
 */
public record MachineFacts(
    @Nullable Double ratedPowerKw, @Nullable Double ratedSpeedRpm, Support support) {

  /** Nothing is known. */
  public static final MachineFacts UNKNOWN = new MachineFacts(null, null, Support.UNKNOWN);

  public MachineFacts {
    positive("ratedPowerKw", ratedPowerKw);
    positive("ratedSpeedRpm", ratedSpeedRpm);
  }

  private static void positive(String name, @Nullable Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be above zero, is " + value);
    }
  }
}
