package io.millwright.streams;

import io.millwright.runtime.config.Default;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.streams.features.FeatureSettings;
import java.time.Duration;

/**
 * Configuration of the cluster's feature job. Checkpoint storage, restarts and slots are the
 * cluster's: they stand in Flink's own configuration.
 *
 * @param kafka the brokers
 * @param groupId under which offsets are committed, for monitoring
 * @param patience how long a frame waits for the declaration of its asset or point
 * @param statePatience how long a frame waits for a scan that tells what the machine was doing
 * @param patienceBytes how much of an asset may wait
 * @param freshness how long, in event time, a scan speaks for what comes after it
 * @param parallelism subtasks of every operator
 * @param flushEvery longest time that a record waits in a network buffer
 * @param checkpointEvery time between checkpoints
 */
public record FeatureJobConfig(
    KafkaSettings kafka,
    @Default("millwright-features") String groupId,
    @Default("30s") Duration patience,
    @Default("2s") Duration statePatience,
    @Default("67108864") long patienceBytes,
    @Default("15m") Duration freshness,
    @Default("2") int parallelism,
    @Default("5ms") Duration flushEvery,
    @Default("10s") Duration checkpointEvery) {

  public FeatureJobConfig {
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
    if (checkpointEvery.isNegative() || checkpointEvery.isZero()) {
      throw new IllegalArgumentException("checkpointEvery must be positive");
    }
  }

  FeatureConfig pipeline() {
    return new FeatureConfig(
        new FeatureSettings(patience, statePatience, patienceBytes, freshness),
        parallelism,
        flushEvery);
  }
}
