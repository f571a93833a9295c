package io.millwright.contracts.asset;

import org.jspecify.annotations.Nullable;

/**
 * A scalar measurement point of an asset. The order of an asset's points is the order of the values
 * in its scans.
 *
 * @param id unique within the asset
 * @param name for people
 * @param unit UCUM code, for example {@code mm/s}, {@code Cel}, {@code rpm}; {@code 1} for a pure
 *     number
 * @param kind how the platform treats it
 * @param range what it can physically show
 * @param limits alarm limits, if declared
 * @param itemId the maintainable item it speaks for, if one
 */
public record MeasurementPoint(
    String id,
    String name,
    String unit,
    PointKind kind,
    PhysicalRange range,
    @Nullable Limits limits,
    @Nullable String itemId) {

  public MeasurementPoint {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a measurement point needs an id");
    }
  }

  /** A point without limits, item or range. */
  public static MeasurementPoint of(String id, String unit, PointKind kind) {
    return new MeasurementPoint(id, id, unit, kind, PhysicalRange.UNBOUNDED, null, null);
  }
}
