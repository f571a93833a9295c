package io.millwright.models.training;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.signal.VibrationFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Models of bearing life, packed. */
public final class BearingLifeBundles {
  private BearingLifeBundles() {}

  /**
   * Trains on the records of a folder, each run to its failure.
   *
   * @param leftOut names of records that are not learned from
   * @param progress told about each record, for a person who waits
   * @throws MalformedDatasetException if the folder is not what it should be, or holds too few
   */
  public static ModelBundle train(
      Path folder, Set<String> leftOut, long seed, Consumer<String> progress) throws IOException {
    List<BearingHistory> histories = new ArrayList<>();
    List<TrainingSource> sources = new ArrayList<>();
    for (VibrationRecord record : VibrationRecord.openAll(folder)) {
      if (leftOut.contains(record.name())) {
        continue;
      }
      histories.add(BearingHistories.read(record, Integer.MAX_VALUE));
      sources.add(new TrainingSource(record.name(), Sha256.hex(record.counts())));
      progress.accept("read " + record.name() + " to learn from");
    }
    try {
      return of(
          BearingLifeTrainer.train(histories, VibrationFeatures.SCHEMA, OnsetSettings.STANDARD),
          sources,
          seed);
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(folder, 0, String.valueOf(e.getMessage()));
    }
  }

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
