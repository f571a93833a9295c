package io.millwright.contracts.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model version did against another over a window of the running stream.
 *
 * @param modelId the model
 * @param version the candidate
 * @param baselineVersion what it is compared with
 * @param from start of the window, event time
 * @param to end of the window
 * @param assessments how many were compared
 * @param metrics figures by name, base units
 * @param equipmentClass for which the candidate was released; null in evaluations of the first
 *     contract version, which did not tell classes apart
 */
public record ModelEvaluation(
    String modelId,
    String version,
    String baselineVersion,
    Instant from,
    Instant to,
    long assessments,
    Map<String, Double> metrics,
    @Nullable String equipmentClass) {
  public ModelEvaluation {
    metrics = Map.copyOf(metrics);
  }

  /** As the first contract version knew it. */
  public ModelEvaluation(
      String modelId,
      String version,
      String baselineVersion,
      Instant from,
      Instant to,
      long assessments,
      Map<String, Double> metrics) {
    this(modelId, version, baselineVersion, from, to, assessments, metrics, null);
  }
}
