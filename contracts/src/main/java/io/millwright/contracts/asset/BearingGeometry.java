package io.millwright.contracts.asset;

import org.jspecify.annotations.Nullable;

/**
 * Geometry of a rolling-element bearing, from which its fault frequencies follow.
 *
 * @param designation the maker's designation, for example {@code 6205-2RS}; null if unknown
 * @param rollingElements number of rolling elements in a row; ≥ 1
 * @param elementDiameterMm diameter of a rolling element
 * @param pitchDiameterMm pitch diameter, above the element's
 * @param contactAngleDeg contact angle, 0 to below 90
 */
public record BearingGeometry(
    @Nullable String designation,
    int rollingElements,
    double elementDiameterMm,
    double pitchDiameterMm,
    double contactAngleDeg) {

  public BearingGeometry {
    if (rollingElements < 1) {
      throw new IllegalArgumentException("rollingElements must be at least 1");
    }
    if (!(elementDiameterMm > 0) || !(pitchDiameterMm > elementDiameterMm)) {
      throw new IllegalArgumentException(
          "need 0 < elementDiameterMm < pitchDiameterMm, were "
              + elementDiameterMm
              + " and "
              + pitchDiameterMm);
    }
    if (!(contactAngleDeg >= 0) || contactAngleDeg >= 90) {
      throw new IllegalArgumentException("contactAngleDeg must be in [0, 90)");
    }
  }
}
