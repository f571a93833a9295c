package io.millwright.ingest.template;

import io.millwright.contracts.asset.BearingGeometry;
import org.jspecify.annotations.Nullable;

/**
 * What makers print instead of the inside of a bearing: the rates at which its parts pass, in
 * multiples of the shaft speed. Solved for the geometry by the equations of Randall and Antoni 2011
 * (doi:10.1016/j.ymssp.2010.07.017, equations 1 to 4): BPFO + BPFI is the number of elements, their
 * difference over their sum is (d/D)·cos φ.
 *
 * @param outerRace BPFO, above 0
 * @param innerRace BPFI, above {@code outerRace}
 * @param elementSpin BSF; null where it is not printed, and then the contact angle is taken as 0
 * @param pitchDiameterMm pitch diameter; about the mean of bore and outside diameter. The rates do
 *     not depend on it
 */
public record PublishedOrders(
    double outerRace, double innerRace, @Nullable Double elementSpin, double pitchDiameterMm) {
  /** Printed with two or three decimals; BPFO + BPFI is off by less than this. */
  private static final double ROUNDING = 0.03;

  /** Beyond 1 by rounding alone. */
  private static final double COSINE_ROUNDING = 0.02;

  public PublishedOrders {
    if (!(outerRace > 0) || !(innerRace > outerRace)) {
      throw new IllegalArgumentException(
          "need 0 < BPFO < BPFI, were " + outerRace + " and " + innerRace);
    }
    if (!(pitchDiameterMm > 0)) {
      throw new IllegalArgumentException("pitchDiameterMm must be above 0, is " + pitchDiameterMm);
    }
    double sum = outerRace + innerRace;
    if (Math.abs(sum - Math.rint(sum)) > ROUNDING) {
      throw new IllegalArgumentException(
          "BPFO + BPFI is the number of rolling elements, which is whole; it is " + sum);
    }
    if (elementSpin != null && !(elementSpin > 0)) {
      throw new IllegalArgumentException("BSF must be above 0, is " + elementSpin);
    }
  }

  /**
   * The geometry that has these orders.
   *
   * @throws IllegalArgumentException if no geometry has them: the BSF is not of this bearing
   */
  public BearingGeometry geometry(@Nullable String designation) {
    double ratio = (innerRace - outerRace) / (innerRace + outerRace);
    double diameters =
        elementSpin == null ? 1 / ratio : 2 * elementSpin / (1 - ratio * ratio); // D/d
    double cosine = ratio * diameters;
    if (cosine > 1 + COSINE_ROUNDING) {
      throw new IllegalArgumentException(
          "BSF "
              + elementSpin
              + " is too high for these races: at contact angle 0 it is "
              + (1 - ratio * ratio) / (2 * ratio)
              + "; some makers print 2×BSF");
    }
    return new BearingGeometry(
        designation,
        (int) Math.rint(outerRace + innerRace),
        pitchDiameterMm / diameters,
        pitchDiameterMm,
        Math.toDegrees(Math.acos(Math.min(1, cosine))));
  }
}
