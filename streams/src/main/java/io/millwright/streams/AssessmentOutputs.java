package io.millwright.streams;

import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.streams.flink.KafkaEnds;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What the pipeline writes. Sinks may deliver again after a failure: an assessment has a
 * deterministic id, a feature vector its asset and time, a rejection its source.
 *
 * @param assessments exactly one id an accepted scan
 * @param features what the life models read
 * @param rejected what could not be judged, whole, with the reason
 * @param shadow what a shadow model says of the same scans
 * @param evaluations how it differs from the live model; the newest word on a window counts
 * @param decisions what became of each release
 */
public record AssessmentOutputs(
    Sink<Assessment> assessments,
    Sink<FeatureVector> features,
    Sink<RejectedTelemetry> rejected,
    Sink<Assessment> shadow,
    Sink<ModelEvaluation> evaluations,
    Sink<GateDecision> decisions) {
  /**
   * To the topics {@code assessments}, {@code features}, {@code telemetry.rejected}, {@code
   * assessments.shadow}, {@code model-evaluations} and {@code model-status}.
   */
  public static AssessmentOutputs of(KafkaEnds kafka) {
    return new AssessmentOutputs(
        kafka.sink(Topics.ASSESSMENTS, Assessment::assetId),
        kafka.sink(Topics.FEATURES, FeatureVector::assetId),
        kafka.sink(Topics.REJECTED, RejectedTelemetry::source),
        kafka.sink(Topics.SHADOW_ASSESSMENTS, Assessment::assetId),
        kafka.sink(Topics.MODEL_EVALUATIONS, e -> e.modelId() + "@" + e.version()),
        kafka.sink(Topics.MODEL_STATUS, d -> d.modelId() + "@" + d.version()));
  }
}
