package io.millwright.models.detection;

import java.time.Duration;

/**
 * How a baseline is learned and what counts as a deviation from it.
 *
 * @param minimumScans steady scans, over all regimes, before anything is judged; about 30 is where
 *     the sample covariance of a few channels, shrunk, begins to carry a threshold
 * @param minimumRegimeScans steady scans in an operating regime before scans in it are judged
 * @param minimumDuration least event time from the first to the last of those scans; a day, because
 *     load and weather follow the day and a baseline of a morning calls the evening strange
 * @param fullScans steady healthy scans in an operating regime after which its baseline is complete
 *     and stays
 * @param smoothing weight of the newest residual in the moving average, 0 to 1
 * @param falseAlarmProbability of one statistic on one scan of a normal machine
 * @param minimumSigmas a channel must have moved this many baseline standard deviations, or nothing
 *     is anomalous
 * @param relativeDeadband … and by this share of its baseline mean
 * @param absoluteDeadband … and by this much, in its own unit
 * @param regimeTolerance relative change of a setting, speed or load that makes another operating
 *     regime
 * @param greatestRegimes most regimes that are told apart
 * @param forest the random cut forest
 */
public record DetectionSettings(
    int minimumScans,
    int minimumRegimeScans,
    Duration minimumDuration,
    int fullScans,
    double smoothing,
    double falseAlarmProbability,
    double minimumSigmas,
    double relativeDeadband,
    double absoluteDeadband,
    double regimeTolerance,
    int greatestRegimes,
    ForestSettings forest) {

  public static final DetectionSettings DEFAULT =
      new DetectionSettings(
          30,
          10,
          Duration.ofDays(1),
          120,
          0.15,
          1e-4,
          2,
          1e-3,
          1e-9,
          0.15,
          16,
          ForestSettings.DEFAULT);

  public DetectionSettings {
    if (minimumScans < 10 || minimumRegimeScans < 3 || fullScans < minimumScans) {
      throw new IllegalArgumentException(
          "need minimumScans ≥ 10, minimumRegimeScans ≥ 3 and fullScans ≥ minimumScans");
    }
    if (minimumDuration.isNegative()) {
      throw new IllegalArgumentException("minimumDuration must be zero or more");
    }
    if (!(smoothing > 0) || smoothing > 1) {
      throw new IllegalArgumentException("smoothing must be in (0, 1]");
    }
    if (!(falseAlarmProbability > 0) || falseAlarmProbability >= 0.5) {
      throw new IllegalArgumentException("falseAlarmProbability must be in (0, 0.5)");
    }
    if (!(minimumSigmas >= 0) || !(relativeDeadband >= 0) || !(absoluteDeadband >= 0)) {
      throw new IllegalArgumentException(
          "minimumSigmas, relativeDeadband and absoluteDeadband must be zero or more");
    }
    if (!(regimeTolerance > 0) || greatestRegimes < 1 || greatestRegimes > 100) {
      throw new IllegalArgumentException(
          "regimeTolerance must be positive and greatestRegimes in 1 … 100");
    }
  }
}
