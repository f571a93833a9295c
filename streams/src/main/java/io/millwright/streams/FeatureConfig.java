package io.millwright.streams;

import io.millwright.streams.features.FeatureSettings;
import java.time.Duration;

/**
 * How the feature pipeline works.
 *
 * @param settings how long frames wait for what they need
 * @param parallelism subtasks of every operator
 * @param flushEvery longest time that a record waits in a network buffer
 */
public record FeatureConfig(FeatureSettings settings, int parallelism, Duration flushEvery) {
  public FeatureConfig {
    if (parallelism < 1 || parallelism > AssessmentPipeline.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1 to " + AssessmentPipeline.MAX_PARALLELISM);
    }
    if (flushEvery.isNegative()) {
      throw new IllegalArgumentException("flushEvery must not be negative");
    }
  }

  /** Default settings, and buffers flushed every 5 ms. */
  public static FeatureConfig of(int parallelism) {
    return new FeatureConfig(FeatureSettings.DEFAULT, parallelism, Duration.ofMillis(5));
  }
}
