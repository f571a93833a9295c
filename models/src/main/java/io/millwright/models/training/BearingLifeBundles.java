package io.millwright.models.training;

import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.signal.VibrationFeatures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packs models of bearing life. */
public final class BearingLifeBundles {
  private BearingLifeBundles() {}

  /** A bundle that {@link ModelBundle#bearingLifeModel()} gives the model back from. */
  public static ModelBundle of(BearingLifeModel model, List<TrainingSource> sources, long seed) {
    BundleManifest draft =
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            BundleManifest.BEARING_LIFE,
            "bearing-life",
            "",
            "millwright bearing life trainer 1",
            sources,
            seed,
            new TreeMap<>(),
            new TreeMap<>(),
            VibrationFeatures.SCHEMA,
            null);
    return ModelBundle.of(draft, Map.of(ModelBundle.BEARING_LIFE_MODEL, model.toBytes()));
  }
}
