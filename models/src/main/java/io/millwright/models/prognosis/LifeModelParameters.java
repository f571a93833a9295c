package io.millwright.models.prognosis;

import io.millwright.contracts.assessment.LifeUnit;
import java.util.List;

/**
 * All of a life model but its trees: what a bundle's manifest holds and {@link TreeLifeEstimator}
 * serves.
 *
 * @param cap the longest life that the model tells apart; its training target was min(life, cap)
 * @param channels values of a reading, in order
 * @param settings the channels that say how the machine is driven
 * @param monitored the channels that say how it fares, in the order of the normalisation
 * @param timeConstants of the trends, in {@code unit}, ascending
 * @param baselineSpan how long, from its start, a life counts as healthy, in {@code unit}
 * @param interval the conformal 90 % interval
 * @param jumpLimit furthest that the median may move in one update beyond the elapsed time, in
 *     {@code unit}
 */
@SuppressWarnings("ArrayRecordComponent") // read-only parameters
public record LifeModelParameters(
    String modelId,
    LifeUnit unit,
    double cap,
    List<String> channels,
    List<String> settings,
    List<String> monitored,
    RegimeNormalization normalization,
    double[] timeConstants,
    double baselineSpan,
    LinearLife linear,
    LifeInterval interval,
    double jumpLimit) {
  public LifeModelParameters {
    channels = List.copyOf(channels);
    settings = List.copyOf(settings);
    monitored = List.copyOf(monitored);
    if (!(cap > 0) || !(baselineSpan > 0) || !(jumpLimit > 0) || timeConstants.length < 2) {
      throw new IllegalArgumentException("impossible parameters of life model " + modelId);
    }
  }

  /** The trends that these parameters describe. */
  public TrendFeatures trends() {
    return new TrendFeatures(
        channels, settings, monitored, normalization, timeConstants, baselineSpan);
  }
}
