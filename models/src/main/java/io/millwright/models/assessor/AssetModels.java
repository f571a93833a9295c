package io.millwright.models.assessor;

import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import org.jspecify.annotations.Nullable;

/**
 * What was trained for an asset's equipment class; each may be missing. Immutable.
 *
 * @param life remaining life from scalar channels; null: not assessed
 * @param bearingLife onset and remaining life from vibration; null: not assessed
 * @param diagnosis the trained part of diagnosis; null: diagnosis by geometry alone
 */
public record AssetModels(
    @Nullable LifeEstimator life,
    @Nullable BearingLifeModel bearingLife,
    @Nullable DiagnosisModel diagnosis) {

  /** Nothing was trained. */
  public static final AssetModels NONE = new AssetModels(null, null, null);

  /** Only remaining life from scalar channels. */
  public static AssetModels of(@Nullable LifeEstimator life) {
    return new AssetModels(life, null, null);
  }
}
