package io.millwright.standalone.cli;

import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.training.CmapssHistories;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.RunToFailureTable;
import io.millwright.models.training.TrainedLifeModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Life models from recorded run-to-failure histories.
 *
 * @param bundle the model
 * @param heldOutRmse error on held-out machines; null where the training holds none out
 */
record LifeTraining(ModelBundle bundle, @Nullable Double heldOutRmse) {
  /** Trains on a C-MAPSS training file. */
  static LifeTraining cmapss(Path file, long seed) throws IOException {
    RunToFailureTable table = CmapssHistories.table(CmapssFile.readAll(file));
    List<TrainingSource> sources =
        List.of(new TrainingSource(String.valueOf(file.getFileName()), Sha256.hex(file)));
    try {
      TrainedLifeModel trained =
          LifeModelTrainer.train(table, LifeTrainingOptions.cmapss(seed), sources);
      return new LifeTraining(trained.bundle(), trained.heldOutRmse());
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(file, 0, String.valueOf(e.getMessage()));
    }
  }
}
