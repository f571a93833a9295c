package io.millwright.streams;

import io.millwright.models.assessor.AssessorSettings;
import io.millwright.runtime.config.Default;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.assess.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Configuration of the cluster's assessment job. Checkpoint storage, restarts and slots are the
 * cluster's: they stand in Flink's own configuration.
 *
 * @param kafka the brokers
 * @param groupId under which offsets are committed, for monitoring
 * @param models files of model bundles by equipment class, at most one of each kind; {@code *} for
 *     every other class. They serve where nothing was released
 * @param patience how long a scan waits for the declaration of its asset
 * @param patienceRecords how many records of an asset may wait
 * @param parallelism subtasks of every operator
 * @param flushEvery longest time that a record waits in a network buffer
 * @param compareOver length of the windows over which a shadow model is compared, in event time
 * @param checkpointEvery time between checkpoints
 */
public record AssessmentJobConfig(
    KafkaSettings kafka,
    @Default("millwright-streams") String groupId,
    Map<String, List<Path>> models,
    @Default("30s") Duration patience,
    @Default("20000") int patienceRecords,
    @Default("2") int parallelism,
    @Default("5ms") Duration flushEvery,
    @Default("24h") Duration compareOver,
    @Default("10s") Duration checkpointEvery) {

  public AssessmentJobConfig {
    models = Map.copyOf(models);
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
    if (checkpointEvery.isNegative() || checkpointEvery.isZero()) {
      throw new IllegalArgumentException("checkpointEvery must be positive");
    }
  }

  /**
   * The pipeline's configuration, with the model files read.
   *
   * @throws IllegalArgumentException if a file is missing or no sound bundle
   */
  AssessmentConfig pipeline() {
    List<ModelBinding> bindings = new ArrayList<>();
    models.forEach(
        (equipmentClass, files) ->
            files.forEach(file -> bindings.add(new ModelBinding(equipmentClass, bytes(file)))));
    return new AssessmentConfig(
        AssessorSettings.DEFAULT,
        bindings,
        new Patience(patience, patienceRecords),
        parallelism,
        flushEvery,
        compareOver);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("models: cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
