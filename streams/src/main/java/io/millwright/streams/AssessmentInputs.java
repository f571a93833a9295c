package io.millwright.streams;

import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.KafkaEnds;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/**
 * What the pipeline reads.
 *
 * @param arrivals declarations of assets, their scans, machine events and features of frames,
 *     undecoded; the order within a key and kind is kept within a key and kind is kept
 */
public record AssessmentInputs(Source<Arrival, ?, ?> arrivals) {
  private static final Set<Arrival.Kind> KINDS =
      EnumSet.of(Arrival.Kind.ASSET, Arrival.Kind.SCAN, Arrival.Kind.EVENT, Arrival.Kind.FEATURES);

  /**
   * From the topics {@code assets}, {@code telemetry.scalar}, {@code machine-events} and {@code
   * features}.
   */
  public static AssessmentInputs of(KafkaEnds kafka) {
    return new AssessmentInputs(kafka.arrivals(KINDS));
  }
}
