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

  private static final TreeOptions FEWER_TREES = new TreeOptions(1, 25, 3, 0.2, 20, 0.5, 0.3, 1);

  private SimulatedPlantModels() {}

  /**
   * One for each class of machine; the same seed gives the same bytes.
   *
   * @param plantSeed seed of the plant that they will watch
   */
  public static List<ModelBinding> train(long plantSeed) {
    return PlantSimulation.EQUIPMENT_CLASSES.stream()
        .map(equipmentClass -> model(equipmentClass, plantSeed + 1_000_003, TREES))
        .toList();
  }

  /**
   * A second version for the first class of machine, to compare with the one that serves: from
   * other lives and with fewer trees, so that it differs visibly. Which is better is not known.
   *
   * @param plantSeed seed of the plant that it will watch
   */
  public static List<ModelBinding> trainShadows(long plantSeed) {
    return List.of(
        model(PlantSimulation.EQUIPMENT_CLASSES.get(0), plantSeed + 2_000_003, FEWER_TREES));
  }

  private static ModelBinding model(String equipmentClass, long seed, TreeOptions trees) {
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
            trees,
            FOLDS,
            1); // the other core starts the platform
    String source =
        "%d simulated lives of class %s, seed %d".formatted(LIVES, equipmentClass, seed);
    ModelBundle bundle =
        LifeModelTrainer.train(lives, small, List.of(new TrainingSource(source, sha256(source))))
            .bundle();
    return new ModelBinding(equipmentClass, bundle.toBytes());
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
