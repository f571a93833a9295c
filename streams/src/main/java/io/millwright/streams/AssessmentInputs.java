package io.millwright.streams;

import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.KafkaEnds;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/**
 * What the pipeline reads.
 *
 * @param arrivals declarations of assets, their scans and machine events, undecoded; the order
 *     within a key and kind is kept
 */
public record AssessmentInputs(Source<Arrival, ?, ?> arrivals) {
  private static final Set<Arrival.Kind> KINDS =
      EnumSet.of(Arrival.Kind.ASSET, Arrival.Kind.SCAN, Arrival.Kind.EVENT);

  /** From the topics {@code assets}, {@code telemetry.scalar} and {@code machine-events}. */
  public static AssessmentInputs of(KafkaEnds kafka) {
    return new AssessmentInputs(kafka.arrivals(KINDS));
  }
}
