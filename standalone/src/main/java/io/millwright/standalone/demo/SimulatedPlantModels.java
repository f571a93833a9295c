package io.millwright.standalone.demo;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.ingest.simulation.PlantSimulation;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.RunToFailureTable;
import io.millwright.models.training.TreeOptions;
import io.millwright.streams.assess.ModelBinding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Life models for the simulated plant, trained within seconds on simulated lives that the plant
 * itself never sees: another seed. They are for the demonstration, and so small.
 */
public final class SimulatedPlantModels {
  private static final int LIVES = 12;
  private static final int FOLDS = 3;
  private static final TreeOptions TREES = new TreeOptions(1, 80, 4, 0.1, 20, 0.5, 0.3, 1);

  private SimulatedPlantModels() {}

  /**
   * One for each class of machine; the same seed gives the same bytes.
   *
   * @param plantSeed seed of the plant that they will watch
   */
  public static List<ModelBinding> train(long plantSeed) {
    long seed = plantSeed + 1_000_003;
    List<ModelBinding> models = new ArrayList<>();
    for (String equipmentClass : PlantSimulation.EQUIPMENT_CLASSES) {
      RunToFailureTable lives = PlantSimulation.runToFailure(equipmentClass, seed, LIVES);
      LifeTrainingOptions usual =
          LifeTrainingOptions.of(
              "rul-simulated-" + equipmentClass,
              LifeUnit.HOURS,
              PlantSimulation.LIFE_CAP_HOURS,
              seed);
      LifeTrainingOptions small =
          new LifeTrainingOptions(
              usual.modelId(),
              usual.unit(),
              usual.cap(),
              seed,
              usual.timeConstants(),
              usual.baselineSpan(),
              TREES,
              FOLDS,
              1); // the other core starts the platform
      String source =
          "%d simulated lives of class %s, seed %d".formatted(LIVES, equipmentClass, seed);
      ModelBundle bundle =
          LifeModelTrainer.train(lives, small, List.of(new TrainingSource(source, sha256(source))))
              .bundle();
      models.add(new ModelBinding(equipmentClass, bundle.toBytes()));
    }
    return models;
  }

  /** Of the description: it determines the lives. */
  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
