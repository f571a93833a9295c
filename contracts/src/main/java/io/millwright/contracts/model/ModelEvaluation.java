package io.millwright.contracts.model;

import java.time.Instant;
import java.util.Map;

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
 */
public record ModelEvaluation(
    String modelId,
    String version,
    String baselineVersion,
    Instant from,
    Instant to,
    long assessments,
    Map<String, Double> metrics) {
  public ModelEvaluation {
    metrics = Map.copyOf(metrics);
  }
}
