package io.millwright.contracts.assessment;

/**
 * What one detector says of one scan.
 *
 * @param detector its name
 * @param score statistic of the detector
 * @param threshold the score from which it calls an anomaly
 */
public record DetectorScore(String detector, double score, double threshold) {
  /** Whether the threshold is reached. */
  public boolean fired() {
    return score >= threshold;
  }
}
