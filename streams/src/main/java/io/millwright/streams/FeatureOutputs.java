package io.millwright.streams;

import io.millwright.contracts.Topics;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.streams.flink.KafkaEnds;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What the feature pipeline writes. Sinks may deliver again after a failure: a vector is known by
 * its asset, signal point and time, a rejection by its source.
 *
 * @param features one vector a frame
 * @param rejected frames that could not be used, with the reason
 */
public record FeatureOutputs(Sink<FeatureVector> features, Sink<RejectedTelemetry> rejected) {
  /** To the topics {@code features} and {@code telemetry.rejected}. */
  public static FeatureOutputs of(KafkaEnds kafka) {
    return new FeatureOutputs(
        kafka.sink(Topics.FEATURES, FeatureVector::assetId),
        kafka.sink(Topics.REJECTED, RejectedTelemetry::source));
  }
}
