package io.millwright.streams;

import io.millwright.models.assessor.AssessorSettings;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.assess.Patience;
import java.time.Duration;
import java.util.List;

/**
 * How the pipeline assesses.
 *
 * @param assessor how assets are judged
 * @param models at most one of each kind for an equipment class; what has none is not assessed
 * @param patience how long scans wait for their asset's declaration
 * @param parallelism subtasks of every operator
 * @param flushEvery longest time that a record waits in a network buffer; the floor of latency
 * @param compareOver length of the windows over which a shadow model is compared, in event time
 */
public record AssessmentConfig(
    AssessorSettings assessor,
    List<ModelBinding> models,
    Patience patience,
    int parallelism,
    Duration flushEvery,
    Duration compareOver) {
  /** A day of the plant. */
  public static final Duration COMPARE_OVER = Duration.ofDays(1);

  public AssessmentConfig {
    models = List.copyOf(models);
    ModelBinding.requireDistinct(models);
    if (parallelism < 1 || parallelism > AssessmentPipeline.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1 to " + AssessmentPipeline.MAX_PARALLELISM);
    }
    if (flushEvery.isNegative()) {
      throw new IllegalArgumentException("flushEvery must not be negative");
    }
    if (compareOver.toMillis() < 1) {
      throw new IllegalArgumentException("compareOver must be positive");
    }
  }

  /** Default patience, and buffers flushed every 5 ms. */
  public static AssessmentConfig of(
      AssessorSettings assessor, List<ModelBinding> models, int parallelism) {
    return new AssessmentConfig(
        assessor, models, Patience.DEFAULT, parallelism, Duration.ofMillis(5), COMPARE_OVER);
  }
}
