package io.millwright.models.assessor;

import io.millwright.models.detection.SoundAnomaly;

/**
 * How vibration and sound are judged. Frames count, not time: their rate is that of the points.
 *
 * @param severityAfterFrames vibration frames in a row in zone C before DEGRADED, in zone D before
 *     ALARM
 * @param diagnosisAfterFrames frames in a row that show the same damaged bearing before DEGRADED is
 *     latched
 * @param diagnosisProbability from which a finding counts for that
 * @param soundAfterFrames frames of anomalous sound in a row before DEGRADED is latched
 * @param sound how normal sound is learned and judged
 */
public record SignalSettings(
    int severityAfterFrames,
    int diagnosisAfterFrames,
    double diagnosisProbability,
    int soundAfterFrames,
    SoundAnomaly.Settings sound) {

  /** All are choices, for frames that are seconds to minutes apart. */
  public static final SignalSettings DEFAULT =
      new SignalSettings(6, 20, 0.7, 6, SoundAnomaly.Settings.DEFAULT);

  public SignalSettings {
    if (severityAfterFrames < 1 || diagnosisAfterFrames < 1 || soundAfterFrames < 1) {
      throw new IllegalArgumentException("numbers of frames must be at least 1");
    }
    if (!(diagnosisProbability > 0 && diagnosisProbability <= 1)) {
      throw new IllegalArgumentException("diagnosisProbability must be above 0 and at most 1");
    }
  }
}
