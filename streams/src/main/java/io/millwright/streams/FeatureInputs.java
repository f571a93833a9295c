package io.millwright.streams;

import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.KafkaEnds;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/**
 * What the feature pipeline reads.
 *
 * @param arrivals declarations of assets, their frames, scans and machine events, undecoded; the
 *     order within a key and kind is kept
 */
public record FeatureInputs(Source<Arrival, ?, ?> arrivals) {
  private static final Set<Arrival.Kind> KINDS =
      EnumSet.of(
          Arrival.Kind.ASSET,
          Arrival.Kind.SCAN,
          Arrival.Kind.EVENT,
          Arrival.Kind.WAVEFORM,
          Arrival.Kind.SOUND);

  /**
   * From the topics {@code assets}, {@code telemetry.waveform} and {@code telemetry.audio}; {@code
   * telemetry.scalar} and {@code machine-events} for what the machines were doing.
   */
  public static FeatureInputs of(KafkaEnds kafka) {
    return new FeatureInputs(kafka.arrivals(KINDS));
  }
}
