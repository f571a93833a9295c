package io.millwright.models.detection;

import io.millwright.models.signal.SoundFeatures;
import java.util.Arrays;
import java.util.List;

/**
 * How {@link SoundNovelty} looks at feature vectors. All defaults are choices; {@code
 * docs/accuracy.md} says which were made with test figures in view.
 *
 * @param views groups of features, each judged by itself: a sound may have a new colour or a new
 *     rhythm; places in the vector
 * @param scaling how the features of a view are made comparable
 * @param neighbours normal vectors that one is compared with, at least 2
 * @param mostReferences normal vectors kept, evenly spread over those given: what memory and time
 *     are bounded by
 * @param gap vectors before and after one that are too much alike to judge it by, since they are of
 *     the same moment; for the threshold only
 * @param falseAlarmProbability of one normal vector to reach the threshold
 */
public record NoveltySettings(
    List<List<Integer>> views,
    Scaling scaling,
    int neighbours,
    int mostReferences,
    int gap,
    double falseAlarmProbability) {

  /** How features are made comparable. */
  public enum Scaling {
    /** Each has unit variance. For many features and few independent vectors. */
    STANDARDISED,
    /**
     * All directions have unit variance; the covariance is shrunk. For few features that tell much
     * the same.
     */
    WHITENED
  }

  public NoveltySettings {
    views = views.stream().map(List::copyOf).toList();
    if (views.isEmpty() || views.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("needs views that have features");
    }
    if (neighbours < 2 || mostReferences < SoundNovelty.LEAST_NORMAL || gap < 0) {
      throw new IllegalArgumentException(
          "impossible: neighbours %d, references %d, gap %d"
              .formatted(neighbours, mostReferences, gap));
    }
    if (!(falseAlarmProbability > 0 && falseAlarmProbability < 0.1)) {
      throw new IllegalArgumentException(
          "false alarm probability must be above 0 and below 0.1, was " + falseAlarmProbability);
    }
  }

  /**
   * For vectors of {@link SoundFeatures}, one a second: spectrum and fluctuation, neither of which
   * knows the level.
   */
  public static NoveltySettings sound() {
    return new NoveltySettings(
        List.of(places(SoundFeatures.spectrum()), places(SoundFeatures.fluctuation())),
        Scaling.STANDARDISED,
        8,
        512,
        9,
        0.001);
  }

  private static List<Integer> places(int[] features) {
    return Arrays.stream(features).boxed().toList();
  }
}
