package io.millwright.models.diagnosis;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.BearingFrequencies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis must know besides features.
 *
 * @param itemId maintainable item that the signal point sits on
 * @param shaftHz revolutions a second; NaN if unknown
 * @param sampleRateHz of the frames, from which the bands follow
 * @param bearing of the item; null if its geometry is unknown
 * @param kinematics of the machine: which of its lines were looked for
 * @param directions of the channels, in their order; at least one
 */
public record DiagnosisContext(
    String itemId,
    double shaftHz,
    double sampleRateHz,
    @Nullable BearingFrequencies bearing,
    Kinematics kinematics,
    List<SignalDirection> directions) {
  public DiagnosisContext {
    directions = List.copyOf(directions);
    if (directions.isEmpty() || !(sampleRateHz > 0)) {
      throw new IllegalArgumentException("need a channel and a sample rate above 0");
    }
  }
}
