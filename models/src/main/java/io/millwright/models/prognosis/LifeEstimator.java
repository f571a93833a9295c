package io.millwright.models.prognosis;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.feature.FeatureSchema;
import java.util.List;

/**
 * Estimates the remaining useful life of an asset from its readings, one by one. Immutable and safe
 * for any number of threads; all that changes is in the {@link LifeMemory} that the caller owns,
 * one for each life of each asset.
 *
 * <p>The caller says where a life begins ({@link #newMemory()} after a repair) and feeds steady
 * running only.
 */
public interface LifeEstimator {
  String modelId();

  /** Content digest of the model; changes whenever an estimate could. */
  String version();

  /** Names of the values that {@link #update} wants, in order. */
  List<String> channels();

  LifeUnit unit();

  /** The longest life, in {@link #unit()}, that the model tells apart. */
  double cap();

  FeatureSchema featureSchema();

  /** Memory for a life that begins now. */
  LifeMemory newMemory();

  /**
   * Memory from a snapshot of this estimator version.
   *
   * @throws IllegalArgumentException if the bytes are no such snapshot; begin anew with {@link
   *     #newMemory()}
   */
  LifeMemory restore(byte[] snapshot);

  /**
   * Takes one reading of all channels and estimates.
   *
   * @param elapsedSinceStart time since this life began, in {@link #unit()}; greater than at the
   *     previous update
   * @param values in the order of {@link #channels()}; NaN = absent. Not kept.
   */
  LifeEstimate update(LifeMemory memory, double elapsedSinceStart, double[] values);

  /**
   * The features that moved an estimate most, the strongest first.
   *
   * @param features as in {@link LifeEstimate#features()}
   */
  List<FeatureContribution> explain(float[] features, int count);
}
