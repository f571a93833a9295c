package io.millwright.models.signal;

import io.millwright.contracts.asset.BearingGeometry;

/**
 * Rates at which the parts of a rolling-element bearing pass each other, in orders: multiples of
 * the shaft speed, for a standing outer ring and no slip. Real bearings slip by 1 to 2 % (Randall
 * and Antoni 2011, doi:10.1016/j.ymssp.2010.07.017, equations 1 to 4).
 *
 * @param outerRace ball pass frequency of the outer race, BPFO
 * @param innerRace ball pass frequency of the inner race, BPFI
 * @param cage fundamental train frequency, FTF
 * @param elementSpin ball spin frequency, BSF; a defect of an element meets both races, so look at
 *     {@link #twiceElementSpin()}
 */
public record BearingFrequencies(
    double outerRace, double innerRace, double cage, double elementSpin) {

  public BearingFrequencies {
    if (!(outerRace > 0) || !(innerRace > 0) || !(cage > 0) || !(elementSpin > 0)) {
      throw new IllegalArgumentException(
          "orders must be above 0, were "
              + outerRace
              + ", "
              + innerRace
              + ", "
              + cage
              + ", "
              + elementSpin);
    }
  }

  /** Of a geometry. */
  public static BearingFrequencies of(BearingGeometry geometry) {
    double ratio =
        geometry.elementDiameterMm()
            / geometry.pitchDiameterMm()
            * Math.cos(Math.toRadians(geometry.contactAngleDeg()));
    int n = geometry.rollingElements();
    return new BearingFrequencies(
        n / 2.0 * (1 - ratio),
        n / 2.0 * (1 + ratio),
        0.5 * (1 - ratio),
        geometry.pitchDiameterMm() / (2 * geometry.elementDiameterMm()) * (1 - ratio * ratio));
  }

  /** Impacts of a defect of one rolling element for each turn of the shaft, 2×BSF. */
  public double twiceElementSpin() {
    return 2 * elementSpin;
  }
}
