package io.millwright.contracts.feature;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Features of an asset at a time: of its scalar channels, or of one frame of a signal point. {@code
 * values} is owned by the vector and not copied.
 *
 * @param assetId the machine
 * @param time end of the window
 * @param origin where it comes from
 * @param schemaId {@link FeatureSchema#schemaId()} that names and orders the values
 * @param values in the order of the schema; of a frame channel after channel, each in the order of
 *     the schema; NaN where a feature could not be computed
 * @param frame the frame; null if the features are of scalar channels
 */
public record FeatureVector(
    AssetId assetId,
    Instant time,
    Origin origin,
    String schemaId,
    float[] values,
    @Nullable FrameContext frame) {

  /** Features of scalar channels. */
  public FeatureVector(
      AssetId assetId, Instant time, Origin origin, String schemaId, float[] values) {
    this(assetId, time, origin, schemaId, values, null);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FeatureVector f
        && assetId.equals(f.assetId)
        && time.equals(f.time)
        && origin == f.origin
        && schemaId.equals(f.schemaId)
        && Arrays.equals(values, f.values)
        && Objects.equals(frame, f.frame);
  }

  @Override
  public int hashCode() {
    return 31 * assetId.hashCode() + time.hashCode();
  }
}
