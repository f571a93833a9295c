package io.millwright.streams.assess;

import io.millwright.models.assessor.AssetModels;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.ModelComparison.Named;

/**
 * A model, ready to judge. Immutable, shared by all assets of a subtask.
 *
 * @param sha256 digest of its bundle
 * @param kind as its manifest says
 * @param id model and version
 * @param model the estimator itself
 */
record LoadedModel(String sha256, String kind, Named id, Object model) {
  /**
   * Loads a bundle.
   *
   * @throws InvalidBundleException if it is none, or damaged, or cannot be decoded
   */
  static LoadedModel of(String sha256, byte[] bytes) {
    try {
      return decode(sha256, bytes);
    } catch (InvalidBundleException e) {
      throw e;
    } catch (RuntimeException e) { // its digest is right, so it will never be another
      throw new InvalidBundleException("cannot be decoded: " + e, e);
    }
  }

  private static LoadedModel decode(String sha256, byte[] bytes) {
    ModelBundle bundle = ModelBundle.fromBytes(bytes);
    BundleManifest manifest = bundle.manifest();
    Object model =
        switch (manifest.kind()) {
          case BundleManifest.BEARING_LIFE -> bundle.bearingLifeModel();
          case BundleManifest.DIAGNOSIS -> bundle.diagnosisModel();
          default -> bundle.lifeEstimator();
        };
    return new LoadedModel(
        sha256, manifest.kind(), new Named(manifest.modelId(), manifest.version()), model);
  }

  /** These models with this one in its place. */
  AssetModels in(AssetModels models) {
    if (model instanceof LifeEstimator life) {
      return new AssetModels(life, models.bearingLife(), models.diagnosis());
    }
    if (model instanceof BearingLifeModel bearing) {
      return new AssetModels(models.life(), bearing, models.diagnosis());
    }
    return new AssetModels(models.life(), models.bearingLife(), (DiagnosisModel) model);
  }
}
