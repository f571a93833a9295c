package io.millwright.streams;

import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.Bundles;
import io.millwright.streams.flink.KafkaEnds;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/**
 * What the pipeline reads.
 *
 * @param arrivals declarations of assets, their scans, machine events and features of frames,
 *     undecoded; the order within a key and kind is kept
 * @param releases releases of models, undecoded
 * @param bundles where the models are that are released
 */
public record AssessmentInputs(
    Source<Arrival, ?, ?> arrivals, Source<Arrival, ?, ?> releases, Bundles bundles) {
  private static final Set<Arrival.Kind> KINDS =
      EnumSet.of(Arrival.Kind.ASSET, Arrival.Kind.SCAN, Arrival.Kind.EVENT, Arrival.Kind.FEATURES);

  /**
   * From the topics {@code assets}, {@code telemetry.scalar}, {@code machine-events}, {@code
   * features}, {@code models} and {@code model-bundles}.
   */
  public static AssessmentInputs of(KafkaEnds kafka) {
    return new AssessmentInputs(
        kafka.arrivals(KINDS), kafka.arrivals(EnumSet.of(Arrival.Kind.RELEASE)), kafka.bundles());
  }
}
