package io.millwright.streams;

import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.feature.FeatureVector;
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
 */
public record AssessmentOutputs(
    Sink<Assessment> assessments, Sink<FeatureVector> features, Sink<RejectedTelemetry> rejected) {
  /** To the topics {@code assessments}, {@code features} and {@code telemetry.rejected}. */
  public static AssessmentOutputs of(KafkaEnds kafka) {
    return new AssessmentOutputs(
        kafka.sink(Topics.ASSESSMENTS, Assessment::assetId),
        kafka.sink(Topics.FEATURES, FeatureVector::assetId),
        kafka.sink(Topics.REJECTED, RejectedTelemetry::source));
  }
}
