package io.millwright.contracts.feature;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.Arrays;

/**
 * Features of an asset at a time. {@code values} is owned by the vector and not copied.
 *
 * @param assetId the machine
 * @param time end of the window
 * @param origin where it comes from
 * @param schemaId {@link FeatureSchema#schemaId()} that names and orders the values
 * @param values in the order of the schema; NaN where a feature could not be computed
 */
public record FeatureVector(
    AssetId assetId, Instant time, Origin origin, String schemaId, float[] values) {
  @Override
  public boolean equals(Object o) {
    return o instanceof FeatureVector f
        && assetId.equals(f.assetId)
        && time.equals(f.time)
        && origin == f.origin
        && schemaId.equals(f.schemaId)
        && Arrays.equals(values, f.values);
  }

  @Override
  public int hashCode() {
    return 31 * assetId.hashCode() + time.hashCode();
  }
}
